import { useState } from 'react';
import type { Flag, FlagList } from '../../../shared/flag.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AddOverrideDialog } from './add-override-dialog.tsx';
import { FlagRow } from './flag-row.tsx';
import styles from './flags-page.module.css';
import { HistoryCard } from './history-card.tsx';
import { useFlags } from './use-flags.ts';
import { WaitingFlags } from './waiting-flags.tsx';

/** Which features are on, for whom, and who changed that. */
export function FlagsPage() {
  const query = useFlags();
  const [narrowing, setNarrowing] = useState<Flag | null>(null);
  const list = query.data;
  if (list === undefined && query.error !== null) {
    return (
      <Page title="Flags">
        <ErrorState
          title="The flags could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      </Page>
    );
  }
  const flags = list?.flags ?? [];
  return (
    <Page title="Flags">
      <div className={styles.page} aria-busy={list === undefined}>
        <Card title="Flags" description={list === undefined ? '' : kindText(list.kind)} flush>
          {list === undefined && (
            <div className={styles.loading}>
              <Skeleton height={40} />
              <Skeleton height={40} />
            </div>
          )}
          <ul className={styles.flags}>
            {flags
              .filter(({ waitsFor }) => waitsFor === null)
              .map((flag) => (
                <FlagRow key={flag.name} flag={flag} onAddOverride={() => setNarrowing(flag)} />
              ))}
          </ul>
        </Card>
        <HistoryCard />
        {list !== undefined && <WaitingFlags flags={flags.filter(({ waitsFor }) => waitsFor !== null)} />}
      </div>
      {narrowing !== null && <AddOverrideDialog flag={narrowing} onClose={() => setNarrowing(null)} />}
    </Page>
  );
}

function kindText(kind: FlagList['kind']): string {
  return kind === 'sandbox'
    ? 'of a local sandbox: what is built in starts switched on'
    : 'of a deployment: features start switched off';
}
