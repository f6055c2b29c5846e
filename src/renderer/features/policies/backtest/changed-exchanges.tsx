import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BacktestExchange, BacktestSort } from '../../../../shared/backtest.ts';
import { displayText } from '../../../lib/display-text.ts';
import { useTRPC } from '../../../lib/engine-client.ts';
import { formatCount } from '../../../lib/format.ts';
import { useNow } from '../../../lib/use-now.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { InlineError } from '../../../ui/inline-error.tsx';
import { Select, type SelectOption } from '../../../ui/select.tsx';
import { Table, type TableColumn } from '../../../ui/table.tsx';
import { ExchangeLink } from '../exchange-link.tsx';
import type { ChosenRule } from './backtest-tables.tsx';
import styles from './backtest-tab.module.css';
import { CHANGE_NAMES, OUTCOME_TONES } from './change-names.ts';
import { signedDuration, signedMoney } from './signed.ts';

const PAGE = 50;

const SORTS: readonly SelectOption<BacktestSort>[] = [
  { value: 'time', label: 'Newest first' },
  { value: 'spend', label: 'Largest difference of spend' },
  { value: 'latency', label: 'Largest difference of latency' },
];

interface ChangedExchangesProps {
  readonly id: string;
  /** How many there are so far: another number asks anew. */
  readonly changed: number;
  readonly rule: ChosenRule | null;
}

/** The exchanges that would go otherwise, a page of them at a time. */
export function ChangedExchanges({ id, changed, rule }: ChangedExchangesProps) {
  const trpc = useTRPC();
  const now = useNow(10_000);
  const [sort, setSort] = useState<BacktestSort>('time');
  const [page, setPage] = useState({ of: rule, offset: 0 });
  const offset = page.of === rule ? page.offset : 0;
  const query = useQuery({
    ...trpc.policies.backtest.exchanges.queryOptions(
      { id, sort, offset, limit: PAGE, ...(rule ?? {}) },
      { placeholderData: keepPreviousData },
    ),
    // While it runs, there are more of them with every report.
    refetchInterval: false,
    staleTime: changed === 0 ? 0 : 1_000,
  });
  const { data } = query;
  const turn = (by: number) => setPage({ of: rule, offset: Math.max(0, offset + by) });
  return (
    <Card
      title="Exchanges that would go otherwise"
      description={rule === null ? undefined : `matched by ${displayText(rule.ruleId, 63)}`}
      flush
      actions={<Select label="Order" size="small" value={sort} options={SORTS} onChange={setSort} />}
    >
      {query.error !== null && (
        <InlineError
          title="The exchanges could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {data?.exchanges.length === 0 && (
        <p className={styles.empty}>
          {changed === 0 ? 'None: every exchange would have gone as it did.' : 'None of this rule.'}
        </p>
      )}
      {data !== undefined && data.exchanges.length > 0 && (
        <Table
          label="Exchanges that would go otherwise"
          columns={columnsAt(now)}
          rows={data.exchanges}
          rowKey={({ traceId, spanId }) => `${traceId} ${spanId}`}
        />
      )}
      {data !== undefined && data.total + data.notKept > Math.min(PAGE, data.total) && (
        <div className={styles.pages}>
          <span className={styles.muted}>
            {formatCount(offset + 1)} to {formatCount(Math.min(offset + PAGE, data.total))} of{' '}
            {formatCount(data.total)}
            {data.notKept > 0 && `, and ${formatCount(data.notKept)} more that are only counted`}
          </span>
          <Button size="small" disabled={offset === 0} onClick={() => turn(-PAGE)}>
            Previous
          </Button>
          <Button size="small" disabled={offset + PAGE >= data.total} onClick={() => turn(PAGE)}>
            Next
          </Button>
        </div>
      )}
    </Card>
  );
}

function columnsAt(now: number): readonly TableColumn<BacktestExchange>[] {
  return [
    {
      id: 'time',
      header: 'Exchange',
      cell: (exchange) => <ExchangeLink exchange={exchange} now={now} />,
    },
    { id: 'model', header: 'Model', cell: ({ model }) => displayText(model, 50) },
    {
      id: 'scope',
      header: 'Of',
      cell: ({ org, workspace, user }) =>
        displayText([org, workspace, user].filter((name) => name !== '').join(' / '), 80) || '–',
    },
    { id: 'before', header: 'Was', wrap: true, cell: ({ before }) => <Outcome {...before} /> },
    {
      id: 'after',
      header: 'Would be',
      wrap: true,
      cell: ({ after, changes, causes }) => (
        <div className={styles.after}>
          <Outcome {...after} />
          <span className={styles.muted}>
            {displayText(
              causes.map(({ why }) => why).join('; ') ||
                changes.map((change) => CHANGE_NAMES[change]).join(', '),
              200,
            )}
          </span>
        </div>
      ),
    },
    {
      id: 'spend',
      header: 'Spend',
      align: 'end',
      cell: ({ costBeforeNanos, costAfterNanos }) => (
        <span className={styles.number}>
          {costBeforeNanos === null || costAfterNanos === null
            ? '–'
            : signedMoney(BigInt(costAfterNanos) - BigInt(costBeforeNanos))}
        </span>
      ),
    },
    {
      id: 'latency',
      header: 'Latency',
      align: 'end',
      cell: ({ latencyBeforeMs, latencyAfterMs }) => (
        <span className={styles.number}>
          {latencyBeforeMs === null || latencyAfterMs === null
            ? '–'
            : signedDuration(latencyAfterMs - latencyBeforeMs)}
        </span>
      ),
    },
  ];
}

function Outcome({ outcome, text }: BacktestExchange['before']) {
  return (
    <span className={styles.outcome}>
      <Badge tone={OUTCOME_TONES[outcome]}>{outcome}</Badge>
      {text !== outcome && <span>{displayText(text, 140)}</span>}
    </span>
  );
}
