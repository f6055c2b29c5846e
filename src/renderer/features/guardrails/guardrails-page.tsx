import { useNavigate, useSearch } from '@tanstack/react-router';
import type { GuardName } from '../../../shared/guard/index.ts';
import { useTimeRange } from '../../lib/use-time-range.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { GuardRow } from './guard-row.tsx';
import { guardTotals } from './guard-totals.ts';
import { GUARD_ORDER } from './guard-words.ts';
import styles from './guardrails-page.module.css';
import { SimilarityCard } from './similarity/index.ts';
import { TryTextCard } from './try-text-card.tsx';
import { useGuardFigures, useGuards } from './use-guards.ts';

/** What is looked for in calls, what is done about it, and what came of it. */
export function GuardrailsPage() {
  const guards = useGuards();
  if (guards.data === undefined && guards.error !== null) {
    return (
      <Page title="Guardrails" hasTimeRange>
        <ErrorState
          title="The guards could not be loaded"
          error={guards.error}
          onRetry={() => void guards.refetch()}
        />
      </Page>
    );
  }
  return (
    <Page title="Guardrails" hasTimeRange>
      <div className={styles.page} aria-busy={guards.data === undefined}>
        <div className={styles.main}>
          <GuardsCard />
          <SimilarityCard />
        </div>
        <div className={styles.side}>
          <TryTextCard />
        </div>
      </div>
    </Page>
  );
}

function GuardsCard() {
  const { guard: opened } = useSearch({ from: '/guardrails' });
  const navigate = useNavigate();
  const guards = useGuards().data;
  const figures = useGuardFigures(useTimeRange());
  const open = (guard: GuardName | undefined) =>
    void navigate({ to: '/guardrails', search: (search) => ({ ...search, guard }), replace: true });
  const isQuiet = figures.data?.guards.length === 0;
  return (
    <Card
      title="Guards"
      description={isQuiet ? 'no guard ran in this range' : 'what they did in this range'}
      flush
    >
      {figures.data === undefined && figures.error !== null && (
        <div className={styles.problem}>
          <InlineError
            title="The figures could not be loaded"
            error={figures.error}
            onRetry={() => void figures.refetch()}
          />
        </div>
      )}
      <ul className={styles.guards}>
        {GUARD_ORDER.map((name) => {
          const state = guards?.find(({ guard }) => guard === name);
          if (state === undefined) return guards === undefined && <LoadingRow key={name} />;
          return (
            <GuardRow
              key={name}
              state={state}
              totals={figures.data === undefined ? null : guardTotals(figures.data, name)}
              isOpen={opened === name}
              onToggle={() => open(opened === name ? undefined : name)}
            />
          );
        })}
      </ul>
    </Card>
  );
}

function LoadingRow() {
  return (
    <li className={styles.loading}>
      <Skeleton height={36} />
    </li>
  );
}
