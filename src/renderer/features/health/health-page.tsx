import { useNavigate, useSearch } from '@tanstack/react-router';
import { RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { HEALTH_RANGES, type HealthComponent, type HealthRange } from '../../../shared/health/index.ts';
import { formatCount } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { Page } from '../../ui/page.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { ComponentsCard } from './components-card.tsx';
import { DependenciesCard } from './dependencies-card.tsx';
import styles from './health-page.module.css';
import { IncidentsCard } from './incidents-card.tsx';
import { IssuesCard } from './issues-card.tsx';
import { QueuesCard } from './queues-card.tsx';
import { RecordDialog } from './record-dialog.tsx';
import { ScoreCard } from './score-card.tsx';
import { TrendsCard } from './trends-card.tsx';
import { useAnalytics, useHealthChanges, useHealthStatus, useTrends } from './use-health.ts';

const DEFAULT_RANGE: HealthRange = '24h';
const RANGES = HEALTH_RANGES.map((value) => ({ value, label: value }));

/** How the engine and all it stands on are, and how they were. */
export function HealthPage() {
  const { history = DEFAULT_RANGE, component = null, record } = useSearch({ from: '/health' });
  const { status, error, retry } = useHealthStatus();
  const trends = useTrends(history);
  const analytics = useAnalytics(history);
  const [isClearing, setClearing] = useState(false);
  const { check, clear } = useHealthChanges(() => setClearing(false));
  const show = useShow();

  if (status === null && error !== null) {
    return (
      <Page title="Health">
        <ErrorState title="The health could not be loaded" error={error} onRetry={retry} />
      </Page>
    );
  }
  const historyError = trends.error ?? analytics.error;
  return (
    <Page
      title="Health"
      actions={
        <>
          <SegmentedControl
            label="Range of the history"
            value={history}
            segments={RANGES}
            onChange={(range) => show({ history: range === DEFAULT_RANGE ? undefined : range })}
          />
          <Button icon={<RefreshCw aria-hidden />} busy={check.isPending} onClick={() => check.mutate()}>
            Check now
          </Button>
          <IconButton label="Clear history" icon={<Trash2 aria-hidden />} onClick={() => setClearing(true)} />
        </>
      }
    >
      <div className={styles.page} aria-busy={status === null}>
        <div className={styles.top}>
          <ScoreCard status={status} analytics={analytics.data ?? null} range={history} />
          {historyError !== null && (
            <InlineError
              title="The history could not be loaded"
              error={historyError}
              onRetry={() => void Promise.all([trends.refetch(), analytics.refetch()])}
            />
          )}
        </div>
        <div className={styles.main}>
          <ComponentsCard
            health={status?.health ?? null}
            trends={trends.data ?? null}
            opened={component}
            onToggle={(toggled) => show({ component: toggled === component ? undefined : toggled })}
            onOpenRecord={(opened) => show({ record: opened })}
          />
          <TrendsCard trends={trends.data ?? null} />
          <IncidentsCard
            analytics={analytics.data ?? null}
            onOpenRecord={(opened) => show({ record: opened })}
          />
        </div>
        <div className={styles.side}>
          <IssuesCard issues={analytics.data?.issues ?? null} />
          <DependenciesCard dependencies={status?.health.dependencies ?? null} />
          <QueuesCard queues={status?.queues ?? null} />
        </div>
      </div>
      {record !== undefined && <RecordDialog id={record} onClose={() => show({ record: undefined })} />}
      {isClearing && (
        <ConfirmDialog
          title="Clear the history of health?"
          description={`${formatCount(status?.history.records ?? 0)} kept checks with all trends and incidents are forgotten. The audit log says who did it.`}
          confirm="Clear history"
          busy={clear.isPending}
          error={clear.error}
          onConfirm={() => clear.mutate()}
          onClose={() => setClearing(false)}
        />
      )}
    </Page>
  );
}

interface Shown {
  readonly history?: HealthRange | undefined;
  readonly component?: HealthComponent | undefined;
  readonly record?: number | undefined;
}

/** Changes what the URL says is shown; what is opened is a step of its own in the history of the browser. */
function useShow(): (change: Shown) => void {
  const navigate = useNavigate();
  return (change) =>
    void navigate({
      to: '/health',
      search: (before) => ({ ...before, ...change }),
      replace: !('record' in change),
    });
}
