import type { Budget, BudgetState } from '../../../shared/limits.ts';
import { exactMoney, formatCount, formatDuration, formatMoney, formatShare } from '../../lib/format.ts';
import { budgetText, usedBy, whose, type KeyNames } from '../../lib/limit-text.ts';
import { useKeyNames } from '../../lib/use-key-names.ts';
import { useNow } from '../../lib/use-now.ts';
import { Badge } from '../../ui/badge.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import styles from './limits-page.module.css';
import { RowActions } from './row-actions.tsx';
import { UseBars, type UseBar } from './use-bars.tsx';

const DAY_MS = 86_400_000;

export interface BudgetTableProps {
  readonly budgets: readonly BudgetState[];
  readonly onEdit: (budget: Budget) => void;
  readonly onRemove: (budget: Budget) => void;
}

export function BudgetTable({ budgets, onEdit, onRemove }: BudgetTableProps) {
  const now = useNow(1_000);
  const keyNames = useKeyNames();
  const columns: readonly TableColumn<BudgetState>[] = [
    {
      id: 'whose',
      header: 'For',
      width: '22%',
      wrap: true,
      cell: ({ budget }) => (
        <span className={styles.whose}>
          <strong>{whose(budget, keyNames)}</strong> <ModeBadge budget={budget} />
        </span>
      ),
    },
    { id: 'amount', header: 'Budget', cell: ({ budget }) => budgetText(budget) },
    {
      id: 'use',
      header: 'Spent',
      cell: ({ budget, use }) => (
        <UseBars
          label={`Spent of the budget for ${whose(budget, keyNames)}`}
          bars={barsOf(budget, use, keyNames)}
        />
      ),
    },
    {
      id: 'resets',
      header: 'Resets in',
      cell: ({ use }) => <span className={styles.muted}>{resetsIn(use[0]?.resetsAt ?? null, now)}</span>,
    },
    {
      id: 'refused',
      header: 'Refused',
      align: 'end',
      cell: ({ refused }) => <span className={styles.number}>{formatCount(refused)}</span>,
    },
    {
      id: 'actions',
      header: 'Actions',
      isHeaderHidden: true,
      align: 'end',
      cell: ({ budget }) => (
        <RowActions
          subject={`the budget for ${whose(budget, keyNames)}`}
          onEdit={() => onEdit(budget)}
          onRemove={() => onRemove(budget)}
        />
      ),
    },
  ];
  return <Table label="Budgets" columns={columns} rows={budgets} rowKey={({ budget }) => budget.id} />;
}

/** "6h 12m", "9 days"; nothing where nothing is spent yet or never resets. */
function resetsIn(resetsAt: string | null, now: number): string {
  if (resetsAt === null) return '–';
  const ms = Math.max(1_000, Date.parse(resetsAt) - now);
  return ms < 2 * DAY_MS ? formatDuration(ms) : `${Math.floor(ms / DAY_MS)} days`;
}

function ModeBadge({ budget }: { readonly budget: Budget }) {
  if (!budget.enabled) return <Badge title="Not asked until it is switched on">off</Badge>;
  if (budget.mode === 'hard') return <Badge title="Refuses calls once it is spent">hard</Badge>;
  return <Badge title="Only says that it is spent">warning</Badge>;
}

function barsOf(budget: Budget, use: BudgetState['use'], keyNames: KeyNames): UseBar[] {
  const amount = Number(budget.amountNanos);
  return use.map(({ subject, spentNanos, reservedNanos }) => {
    const share = amount === 0 ? 1 : Number(spentNanos) / amount;
    const reserved = reservedNanos === '0' ? '' : ` + ${formatMoney(reservedNanos)} reserved`;
    return {
      key: subject,
      subject: usedBy(budget, subject, keyNames),
      share,
      text: `${formatMoney(spentNanos)} (${formatShare(share)})${reserved}`,
      title: `${exactMoney(spentNanos)} spent, ${exactMoney(reservedNanos)} reserved for calls under way`,
    };
  });
}
