import { Gauge, Plus, TriangleAlert, Wallet } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Budget, Limit, LimitsOverview } from '../../../shared/limits.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { BudgetDialog } from './budget-dialog.tsx';
import { BudgetTable } from './budget-table.tsx';
import { LimitDialog } from './limit-dialog.tsx';
import styles from './limits-page.module.css';
import { QueueTable } from './queue-table.tsx';
import { RateTable } from './rate-table.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { useIsLimiting, useLimits } from './use-limits.ts';

type Open =
  | { readonly kind: 'limit'; readonly limit: Limit | null }
  | { readonly kind: 'budget'; readonly budget: Budget | null }
  | { readonly kind: 'remove'; readonly removing: { limit: Limit } | { budget: Budget } };

/** Limits and budgets with what is used of them now. */
export function LimitsPage() {
  const query = useLimits();
  const isLimiting = useIsLimiting();
  const [open, setOpen] = useState<Open | null>(null);
  const overview = query.data;
  if (overview === undefined && query.error !== null) {
    return (
      <Page title="Limits">
        <ErrorState
          title="The limits could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      </Page>
    );
  }
  const close = () => setOpen(null);
  return (
    <Page title="Limits" trailing={overview !== undefined && <Backend backend={overview.backend} />}>
      <div className={styles.page} aria-busy={overview === undefined}>
        {isLimiting === false && (
          <Banner tone="warning" icon={<TriangleAlert aria-hidden />}>
            The flag enable_rate_limiting is off: no call is counted or refused.
          </Banner>
        )}
        <BudgetCard overview={overview} onOpen={setOpen} />
        <LimitCard overview={overview} onOpen={setOpen} />
        <QueueCard overview={overview} onOpen={setOpen} />
      </div>
      {open?.kind === 'limit' && <LimitDialog limit={open.limit} onClose={close} />}
      {open?.kind === 'budget' && <BudgetDialog budget={open.budget} onClose={close} />}
      {open?.kind === 'remove' && <RemoveDialog removing={open.removing} onClose={close} />}
    </Page>
  );
}

interface CardProps {
  readonly overview: LimitsOverview | undefined;
  readonly onOpen: (open: Open) => void;
}

function BudgetCard({ overview, onOpen }: CardProps) {
  const budgets = overview?.budgets;
  return (
    <Card
      title="Budgets"
      flush
      actions={<Add label="Add budget" onClick={() => onOpen({ kind: 'budget', budget: null })} />}
    >
      <Loading isLoading={budgets === undefined} />
      {budgets?.length === 0 && (
        <EmptyState icon={<Wallet aria-hidden />} title="No budget holds back any call">
          A budget caps what calls may cost in an hour, a day, a month or in total: for all calls, or for each
          org, user, key or model.
        </EmptyState>
      )}
      {budgets !== undefined && budgets.length > 0 && (
        <BudgetTable
          budgets={budgets}
          onEdit={(budget) => onOpen({ kind: 'budget', budget })}
          onRemove={(budget) => onOpen({ kind: 'remove', removing: { budget } })}
        />
      )}
    </Card>
  );
}

function LimitCard({ overview, onOpen }: CardProps) {
  const limits = overview?.limits.filter(({ limit }) => limit.metric !== 'concurrency');
  return (
    <Card
      title="Limits"
      flush
      actions={<Add label="Add limit" onClick={() => onOpen({ kind: 'limit', limit: null })} />}
    >
      <Loading isLoading={limits === undefined} />
      {limits?.length === 0 && (
        <EmptyState icon={<Gauge aria-hidden />} title="No limit of requests or tokens">
          A limit says how many requests or tokens come in a second, minute, hour or day. Callers learn from
          headers where they stand, and from a 429 when to come back.
        </EmptyState>
      )}
      {limits !== undefined && limits.length > 0 && (
        <RateTable
          limits={limits}
          onEdit={(limit) => onOpen({ kind: 'limit', limit })}
          onRemove={(limit) => onOpen({ kind: 'remove', removing: { limit } })}
        />
      )}
    </Card>
  );
}

/** Only there once a limit of calls at once is. */
function QueueCard({ overview, onOpen }: CardProps) {
  const limits = overview?.limits.filter(({ limit }) => limit.metric === 'concurrency') ?? [];
  if (limits.length === 0) return null;
  return (
    <Card title="Calls at once" description="and the queues in front of them, since the engine started" flush>
      <QueueTable
        limits={limits}
        onEdit={(limit) => onOpen({ kind: 'limit', limit })}
        onRemove={(limit) => onOpen({ kind: 'remove', removing: { limit } })}
      />
    </Card>
  );
}

function Add({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <Button size="small" icon={<Plus aria-hidden />} onClick={onClick}>
      {label}
    </Button>
  );
}

function Loading({ isLoading }: { readonly isLoading: boolean }): ReactNode {
  if (!isLoading) return null;
  return (
    <div className={styles.loading}>
      <Skeleton height={24} />
      <Skeleton height={24} />
    </div>
  );
}

/** Where requests and tokens are counted; nothing where this engine is alone. */
function Backend({ backend }: { readonly backend: LimitsOverview['backend'] }): ReactNode {
  if (backend === 'memory') return null;
  if (backend === 'redis')
    return <Badge title="Engines with the same REDIS_URL count together">counted in Redis</Badge>;
  return (
    <Badge tone="warning" title="Each engine counts by itself until Redis answers again">
      Redis does not answer
    </Badge>
  );
}
