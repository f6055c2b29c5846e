import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Ghost } from 'lucide-react';
import type { PolicyShadow, ShadowExchange } from '../../../../shared/policy-shadow.ts';
import type { PolicySet } from '../../../../shared/policy/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { useTRPCClient } from '../../../lib/engine-client.ts';
import { formatCount, formatShare } from '../../../lib/format.ts';
import { boundsOf } from '../../../lib/time-range.ts';
import { useNow } from '../../../lib/use-now.ts';
import { useTimeRange } from '../../../lib/use-time-range.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { Table, type TableColumn } from '../../../ui/table.tsx';
import { TimeRangePicker } from '../../../ui/time-range-picker.tsx';
import { OUTCOME_TONES } from '../backtest/change-names.ts';
import { ExchangeLink } from '../exchange-link.tsx';
import { FigureTiles } from '../../../ui/figure-tiles.tsx';
import styles from './shadow-tab.module.css';

const REFRESH_MS = 5_000;

/** What the set in shadow would have done, beside what was done. */
export function ShadowTab({ set }: { readonly set: PolicySet }) {
  const client = useTRPCClient();
  const range = useTimeRange();
  const now = useNow(REFRESH_MS);
  const query = useQuery({
    queryKey: ['policies', 'shadow', set.id, range],
    queryFn: ({ signal }) =>
      client.policies.shadow.query({ setId: set.id, ...boundsOf(range, Date.now()) }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <div className={styles.tab}>
      <div className={styles.range}>
        <p className={styles.muted}>What it would have done while in shadow, beside what was enforced</p>
        <TimeRangePicker />
      </div>
      {query.data !== undefined ? (
        query.data.total.exchanges === 0 ? (
          <NoShadow set={set} />
        ) : (
          <Comparison set={set} shadow={query.data} now={now} />
        )
      ) : query.error !== null ? (
        <ErrorState
          title="The comparison could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <Skeleton height={240} />
      )}
    </div>
  );
}

function NoShadow({ set: { published } }: { readonly set: PolicySet }) {
  const isShadow = published?.content.mode === 'shadow';
  return (
    <Card>
      <EmptyState icon={<Ghost aria-hidden />} title="Nothing decided in shadow in this range">
        {isShadow
          ? 'The policy is in shadow: what it would do with the next calls stands here.'
          : 'Publish the policy in the mode Shadow: it then decides about every call and changes none, and stands here beside what was enforced.'}
      </EmptyState>
    </Card>
  );
}

interface ComparisonProps {
  readonly set: PolicySet;
  readonly shadow: PolicyShadow;
  readonly now: number;
}

function Comparison({ set, shadow, now }: ComparisonProps) {
  const { total, rules, scopes, exchanges } = shadow;
  const names = new Map(
    [...(set.published?.content.rules ?? []), ...set.latest.content.rules].map(({ id, name }) => [id, name]),
  );
  const share = (count: number) => formatShare(count / total.exchanges);
  const tiles = [
    { label: 'Exchanges', value: formatCount(total.exchanges), note: 'it was asked about' },
    { label: 'Would be blocked', value: formatCount(total.wouldBlock), note: share(total.wouldBlock) },
    { label: 'Would be changed', value: formatCount(total.wouldModify), note: share(total.wouldModify) },
    { label: 'Would be flagged', value: formatCount(total.wouldFlag), note: share(total.wouldFlag) },
    { label: 'Would pass', value: formatCount(total.wouldAllow), note: 'though they were refused' },
    { label: 'The same', value: formatCount(total.same), note: 'with or without it' },
  ];
  return (
    <>
      <FigureTiles tiles={tiles} />
      {rules.length > 0 && (
        <Card title="By rule" description="of the exchanges that it matched" flush>
          <Table
            label="By rule"
            columns={[
              {
                id: 'rule',
                header: 'Rule',
                wrap: true,
                cell: ({ ruleId }: PolicyShadow['rules'][number]) =>
                  displayText(names.get(ruleId) ?? ruleId, 120),
              },
              ...COUNTS,
            ]}
            rows={rules}
            rowKey={({ ruleId }) => ruleId}
          />
        </Card>
      )}
      <Card title="By scope" flush>
        <Table
          label="By scope"
          columns={[
            {
              id: 'scope',
              header: 'Of',
              wrap: true,
              cell: (row: PolicyShadow['scopes'][number]) => scopeOf(row),
            },
            ...COUNTS,
          ]}
          rows={scopes}
          rowKey={({ org, workspace, user }) => `${org}\n${workspace}\n${user}`}
        />
      </Card>
      <Card title="Exchanges that would go otherwise" description="newest first" flush>
        {exchanges.length === 0 ? (
          <p className={styles.empty}>None: enforcing it would have changed nothing.</p>
        ) : (
          <Table
            label="Exchanges that would go otherwise"
            columns={exchangeColumns(now, names)}
            rows={exchanges}
            rowKey={({ traceId, spanId }) => `${traceId} ${spanId}`}
          />
        )}
      </Card>
    </>
  );
}

type Counts = PolicyShadow['total'];

const count = (id: keyof Counts, header: string): TableColumn<Counts> => ({
  id,
  header,
  align: 'end',
  cell: (row) => <span className={styles.number}>{formatCount(row[id])}</span>,
});

const COUNTS: readonly TableColumn<Counts>[] = [
  count('exchanges', 'Exchanges'),
  count('wouldBlock', 'Blocked'),
  count('wouldModify', 'Changed'),
  count('wouldFlag', 'Flagged'),
  count('same', 'The same'),
];

function scopeOf({ org, workspace, user }: Pick<ShadowExchange, 'org' | 'workspace' | 'user'>): string {
  return displayText([org, workspace, user].filter((name) => name !== '').join(' / '), 100) || '–';
}

function exchangeColumns(
  now: number,
  names: ReadonlyMap<string, string>,
): readonly TableColumn<ShadowExchange>[] {
  return [
    {
      id: 'time',
      header: 'Exchange',
      cell: (exchange) => <ExchangeLink exchange={exchange} now={now} />,
    },
    { id: 'model', header: 'Model', cell: ({ model }) => displayText(model, 50) },
    { id: 'scope', header: 'Of', cell: (row) => scopeOf(row) },
    {
      id: 'enforced',
      header: 'Was',
      cell: ({ enforced }) => <Badge tone={OUTCOME_TONES[enforced]}>{enforced}</Badge>,
    },
    {
      id: 'shadow',
      header: 'Would be',
      cell: ({ shadow }) => <Badge tone={OUTCOME_TONES[shadow]}>{shadow}</Badge>,
    },
    {
      id: 'rules',
      header: 'Rules',
      wrap: true,
      cell: ({ rules }) => displayText(rules.map((id) => names.get(id) ?? id).join(', '), 160),
    },
  ];
}
