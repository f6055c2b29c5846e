import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../lib/engine-client.ts';
import { useTimeRange } from '../../lib/use-time-range.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { AttentionCard } from './attention-card.tsx';
import { FailuresCard } from './failures-card.tsx';
import { FirstRun } from './first-run.tsx';
import { Figures } from './figures.tsx';
import { ModelsCard } from './models-card.tsx';
import styles from './overview-page.module.css';
import { RequestsCard } from './requests-card.tsx';
import { TrafficMenu } from './traffic-menu.tsx';
import { useOverview } from './use-overview.ts';

const INFO_INTERVAL_MS = 10_000;

/** Is all well? */
export function OverviewPage() {
  const trpc = useTRPC();
  const { overview, error, retry } = useOverview(useTimeRange());
  const info =
    useQuery(trpc.deployment.info.queryOptions(undefined, { refetchInterval: INFO_INTERVAL_MS })).data ??
    null;

  if (error !== null && overview === null) {
    return (
      <Page title="Overview" hasTimeRange>
        <ErrorState title="The figures could not be loaded" error={error} onRetry={retry} />
      </Page>
    );
  }
  if (overview?.hasAnyTrace === false) {
    return (
      <Page title="Overview">
        <FirstRun info={info} />
      </Page>
    );
  }
  return (
    <Page title="Overview" hasTimeRange actions={<TrafficMenu info={info} />}>
      <div className={styles.page} aria-busy={overview === null}>
        <Figures overview={overview} />
        <div className={styles.main}>
          <RequestsCard overview={overview} />
          <ModelsCard overview={overview} />
        </div>
        <div className={styles.side}>
          <AttentionCard overview={overview} info={info} />
          <FailuresCard overview={overview} />
        </div>
      </div>
    </Page>
  );
}
