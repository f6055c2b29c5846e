import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Budget, BudgetState, BudgetUse } from '../../../shared/limits.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { exactMoney, formatMoney, formatShare } from '../../lib/format.ts';
import { budgetText, toneOf, whose } from '../../lib/limit-text.ts';
import { useKeyNames } from '../../lib/use-key-names.ts';
import { useNow } from '../../lib/use-now.ts';
import { Card } from '../../ui/card.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { forecastNanos } from './budget-forecast.ts';
import styles from './budgets-card.module.css';

const REFRESH_MS = 5_000;
const MOST = 5;

/** The budgets that are nearest to their end, and where they will be when it comes. */
export function BudgetsCard() {
  const trpc = useTRPC();
  const query = useQuery(trpc.limits.overview.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const now = useNow(REFRESH_MS);
  const budgets = query.data?.budgets.filter(({ budget }) => budget.enabled);
  const shown = budgets?.map(mostUsed).sort((a, b) => b.share - a.share) ?? [];
  return (
    <Card
      title="Budgets"
      actions={
        <TextLink>
          <Link to="/limits">{shown.length > MOST ? 'All budgets' : 'Change'}</Link>
        </TextLink>
      }
    >
      {query.isPending && <Skeleton height={44} />}
      {query.error !== null && budgets === undefined && (
        <InlineError
          title="The budgets could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {budgets?.length === 0 && (
        <p className={styles.note}>No budget is set, so nothing bounds what is spent.</p>
      )}
      {shown.length > 0 && (
        <ul className={styles.list}>
          {shown.slice(0, MOST).map((one) => (
            <BudgetLine key={one.budget.id} {...one} now={now} />
          ))}
        </ul>
      )}
    </Card>
  );
}

interface MostUsed {
  readonly budget: Budget;
  /** Null: nothing is spent yet. */
  readonly use: BudgetUse | null;
  readonly share: number;
}

function mostUsed({ budget, use }: BudgetState): MostUsed {
  const [first] = use;
  const share = first === undefined ? 0 : Number(first.spentNanos) / Math.max(1, Number(budget.amountNanos));
  return { budget, use: first ?? null, share };
}

function BudgetLine({ budget, use, share, now }: MostUsed & { readonly now: number }) {
  const keyNames = useKeyNames();
  const spent = use?.spentNanos ?? '0';
  const isEach = budget.subject === null && budget.scope !== 'global';
  const name = whose(isEach && use !== null ? { ...budget, subject: use.subject } : budget, keyNames);
  const forecast = use === null ? null : forecastNanos(budget, use, now);
  return (
    <li className={styles.line}>
      <span className={styles.name}>{name}</span>
      <span>{formatShare(share)}</span>
      <span className={styles.bar}>
        <Progress
          label={`Spent of the budget for ${name}`}
          value={Math.round(share * 1_000)}
          max={1_000}
          tone={toneOf(share)}
        />
      </span>
      <span className={styles.amount} title={`${exactMoney(spent)} of ${exactMoney(budget.amountNanos)}`}>
        {formatMoney(spent)} of {budgetText(budget)}
        {isEach && use !== null && `, the most of any ${budget.scope}`}
      </span>
      <Outlook budget={budget} forecast={forecast} isSpent={share >= 1} />
    </li>
  );
}

interface OutlookProps {
  readonly budget: Budget;
  readonly forecast: bigint | null;
  readonly isSpent: boolean;
}

/** What comes of a budget when calls go on as they did in its period so far. */
function Outlook({ budget: { mode, period, amountNanos }, forecast, isSpent }: OutlookProps) {
  if (isSpent && mode === 'hard') return <strong className={styles.outlook}>Calls are refused</strong>;
  if (forecast === null) return null;
  if (mode === 'hard' && forecast > BigInt(amountNanos)) {
    return <strong className={styles.outlook}>Spent before the end of the {period}, as calls go now</strong>;
  }
  return (
    <span className={styles.amount} title="When calls go on as they did in this period so far">
      about {formatMoney(forecast)} by the end of the {period}
      {!isSpent && forecast > BigInt(amountNanos) && <strong className={styles.over}>, over budget</strong>}
    </span>
  );
}
