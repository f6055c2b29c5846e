import { BellOff, Plus } from 'lucide-react';
import { useState } from 'react';
import { silenceState, type GroupState, type Silence } from '../../../../shared/alert/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatAbsolute, formatRelative } from '../../../lib/format-time.ts';
import { problemText } from '../../../lib/problem.ts';
import { useNow } from '../../../lib/use-now.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Table, type TableColumn } from '../../../ui/table.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import styles from '../alerts-page.module.css';
import { placedAlerts, useAlertChanges } from '../use-alerts.ts';
import { SilenceDialog } from './silence-dialog.tsx';
import { matcherText } from './silence-form.ts';

const STATE_TONES = { active: 'accent', pending: 'warning', expired: 'neutral' } as const;

export interface SilencesTabProps {
  readonly silences: readonly Silence[];
  readonly groups: readonly GroupState[];
}

/** Who is not told of what, until when, and why. */
export function SilencesTab({ silences, groups }: SilencesTabProps) {
  const [isAdding, setAdding] = useState(false);
  const { endSilence } = useAlertChanges();
  const now = useNow(5_000);
  const silenced = placedAlerts(groups).flatMap(({ alert }) => alert.silencedBy);
  const end = (id: string) =>
    endSilence.mutate(
      { id },
      {
        onError: (error) =>
          showToast({ tone: 'error', title: 'Not ended', text: problemText(error) ?? undefined }),
      },
    );
  const columns: readonly TableColumn<Silence>[] = [
    {
      id: 'state',
      header: 'State',
      width: '90px',
      cell: (silence) => {
        const state = silenceState(silence, now);
        return <Badge tone={STATE_TONES[state]}>{state}</Badge>;
      },
    },
    {
      id: 'matchers',
      header: 'Matchers',
      wrap: true,
      cell: ({ matchers }) => (
        <span className={styles.mono}>{displayText(matchers.map(matcherText).join(', '), 300)}</span>
      ),
    },
    {
      id: 'comment',
      header: 'Comment',
      wrap: true,
      width: '26%',
      cell: ({ comment }) => displayText(comment, 300),
    },
    { id: 'author', header: 'Author', width: '110px', cell: ({ author }) => displayText(author, 60) },
    {
      id: 'ends',
      header: 'Ends',
      width: '90px',
      cell: ({ endsAt }) => (
        <span className={styles.number} title={formatAbsolute(endsAt)}>
          {formatRelative(endsAt, now)}
        </span>
      ),
    },
    {
      id: 'count',
      header: 'Alerts',
      align: 'end',
      width: '70px',
      cell: ({ id }) => (
        <span className={styles.number}>{silenced.filter((each) => each === id).length}</span>
      ),
    },
    {
      id: 'actions',
      header: 'Actions',
      isHeaderHidden: true,
      align: 'end',
      width: '80px',
      cell: (silence) =>
        silenceState(silence, now) !== 'expired' && (
          <Button
            size="small"
            aria-label={`End the silence of ${silence.matchers.map(matcherText).join(', ')}`}
            onClick={() => end(silence.id)}
          >
            End
          </Button>
        ),
    },
  ];
  const add = (
    <Button size="small" variant="primary" icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
      New silence
    </Button>
  );
  return (
    <div className={styles.stack}>
      <Card title="Silences" description="those that ended stay here for 30 days" flush actions={add}>
        {silences.length === 0 ? (
          <EmptyState icon={<BellOff aria-hidden />} title="Nothing is silenced">
            A silence keeps alerts that are known from telling anybody, for a time. Silence one from the alert
            itself, or by its labels here.
          </EmptyState>
        ) : (
          <Table label="Silences" columns={columns} rows={silences} rowKey={({ id }) => id} />
        )}
      </Card>
      {isAdding && <SilenceDialog labels={{}} onClose={() => setAdding(false)} />}
    </div>
  );
}
