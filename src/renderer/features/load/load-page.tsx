import { useNavigate } from '@tanstack/react-router';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { LauncherCard } from './launcher/launcher-card.tsx';
import styles from './load-page.module.css';
import { RunsCard } from './runs-card.tsx';
import { useLoadRuns } from './use-load.ts';

/** Start a load test, and look at those that were. */
export function LoadPage() {
  const navigate = useNavigate();
  const runs = useLoadRuns();
  return (
    <Page title="Load tests">
      <div className={styles.page}>
        <LauncherCard
          isBusy={runs.data?.some(({ state }) => state === 'running') ?? false}
          onStarted={(id) => void navigate({ to: '/load/$id', params: { id } })}
        />
        {runs.data === undefined && runs.error !== null ? (
          <ErrorState
            title="The load tests could not be loaded"
            error={runs.error}
            onRetry={() => void runs.refetch()}
          />
        ) : (
          <RunsCard runs={runs.data} />
        )}
      </div>
    </Page>
  );
}
