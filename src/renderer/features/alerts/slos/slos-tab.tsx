import { Plus, Target } from 'lucide-react';
import { useState } from 'react';
import type { GroupState, Slo } from '../../../../shared/alert/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { InlineError } from '../../../ui/inline-error.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import styles from '../alerts-page.module.css';
import { useAlertChanges, useSlos } from '../use-alerts.ts';
import { SloCard } from './slo-card.tsx';
import { SloDialog } from './slo-dialog.tsx';

type Open =
  | { readonly kind: 'edit'; readonly slo: Slo | null }
  | { readonly kind: 'remove'; readonly slo: Slo };

/** What is promised, and what is left of the error budgets. */
export function SlosTab({ groups }: { readonly groups: readonly GroupState[] }) {
  const slos = useSlos();
  const { removeSlo } = useAlertChanges();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const add = (
    <Button
      size="small"
      variant="primary"
      icon={<Plus aria-hidden />}
      onClick={() => setOpen({ kind: 'edit', slo: null })}
    >
      New SLO
    </Button>
  );
  const watched = groups.filter(({ origin }) => origin === 'slo').length;
  return (
    <div className={styles.stack}>
      <div className={styles.toolbar}>
        <span className={styles.muted}>
          {watched === 0
            ? 'Nothing is promised yet.'
            : `${watched} ${watched === 1 ? 'objective' : 'objectives'}`}
        </span>
        {add}
      </div>
      {slos.error !== null && slos.data === undefined && (
        <InlineError
          title="The SLOs could not be loaded"
          error={slos.error}
          onRetry={() => void slos.refetch()}
        />
      )}
      {slos.isPending && <Skeleton height={220} />}
      {slos.data?.length === 0 && (
        <Card>
          <EmptyState icon={<Target aria-hidden />} title="No SLOs yet">
            An SLO promises a share of good events over a period, such as 99.5&nbsp;% of calls without an
            error in 30 days. You see what is left of its error budget, and are told when it goes too fast.
          </EmptyState>
        </Card>
      )}
      {slos.data?.map((state) => (
        <SloCard
          key={state.slo.id}
          state={state}
          onEdit={() => setOpen({ kind: 'edit', slo: state.slo })}
          onRemove={() => setOpen({ kind: 'remove', slo: state.slo })}
        />
      ))}
      {open?.kind === 'edit' && <SloDialog slo={open.slo} onClose={close} />}
      {open?.kind === 'remove' && (
        <ConfirmDialog
          title={`Remove ${displayText(open.slo.content.name, 80)}?`}
          description="Its rules are no longer evaluated. What they recorded stays as long as other metrics."
          confirm="Remove SLO"
          busy={removeSlo.isPending}
          error={removeSlo.error}
          onConfirm={() => removeSlo.mutate({ id: open.slo.id }, { onSuccess: close })}
          onClose={close}
        />
      )}
    </div>
  );
}
