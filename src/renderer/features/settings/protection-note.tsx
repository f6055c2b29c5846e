import { useQuery } from '@tanstack/react-query';
import { LockKeyhole, LockKeyholeOpen } from 'lucide-react';
import type { Protection } from '../../../shared/deployment.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './protection-note.module.css';

const KINDS: Record<Protection['kind'], string> = {
  keychain: 'Keychain',
  key_file: 'Key file',
  passphrase: 'Passphrase',
  none: 'None',
};

/** How keys are sealed here. */
export function ProtectionNote() {
  const trpc = useTRPC();
  const query = useQuery(trpc.deployment.info.queryOptions());
  const protection = query.data?.protection;
  return (
    <Card
      title="Protection in force"
      actions={
        protection !== undefined && (
          <Badge tone={protection.kind === 'none' ? 'warning' : 'ok'}>
            {protection.kind === 'none' ? <LockKeyholeOpen aria-hidden /> : <LockKeyhole aria-hidden />}
            {KINDS[protection.kind]}
          </Badge>
        )
      }
    >
      {protection !== undefined && <p className={styles.text}>{protection.description}</p>}
      {query.isPending && <Skeleton />}
      {protection === undefined && query.error !== null && (
        <InlineError
          title="How keys are sealed could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {protection?.kind === 'none' && (
        <p className={styles.text}>
          Set <code>SIGNALBOX_KEY_FILE</code> or <code>SIGNALBOX_PASSPHRASE</code> and start the engine again,
          or start it with <code>npm start</code>, which makes a key file.
        </p>
      )}
      <p className={styles.quiet}>A key is write-only: no page, answer, log or export ever shows it.</p>
    </Card>
  );
}
