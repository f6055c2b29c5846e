import { failureText } from '../failure-text.ts';
import type { HealthSources } from '../health-sources.ts';
import type { Finding, Probe } from '../probe.ts';
import { RecentIncrease } from '../recent-increase.ts';
import { timed } from './timed.ts';

const SOURCE_DOWN_POINTS = 40;
const SOURCE_LIMIT_MS = 5_000;
const FAILED_NOTIFICATION_POINTS = 60;

/** Who watches together with this engine. What was never used is not missed. */
export function integrationProbes(integration: HealthSources['integration']): Probe[] {
  const lost = { failed: new RecentIncrease(), dropped: new RecentIncrease() };
  return [
    {
      component: 'monitoring_integration',
      name: 'the scrapes of /metrics',
      run: () => [age('scrape_age', integration.lastScrapeMs(), 'nobody has scraped it since the start')],
    },
    {
      component: 'monitoring_integration',
      name: 'the remote sources',
      limitMs: SOURCE_LIMIT_MS + 1_000,
      run: async () => Promise.all(integration.remoteSources().map(source)),
    },
    {
      component: 'monitoring_integration',
      name: 'the notifications',
      run: async () => notifications(await integration.notifications(), lost),
    },
    {
      component: 'monitoring_integration',
      name: 'the telemetry of applications',
      run: () => [age('otlp_in', integration.lastTelemetryMs(), 'none since the start')],
    },
  ];
}

function age(fact: 'scrape_age' | 'otlp_in', atMs: number | null, never: string): Finding {
  if (atMs === null) return { fact, value: null, text: never };
  return { fact, value: Math.max(0, Date.now() - atMs) / 1000 };
}

/** Each with its own time, so that one that hangs hides none of the others. */
async function source({ name, ping }: { name: string; ping: () => Promise<unknown> }): Promise<Finding> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('it took longer than 5 s')), SOURCE_LIMIT_MS);
  try {
    return { fact: 'remote_source', subject: name, value: await timed(() => Promise.race([ping(), late])) };
  } catch (error) {
    const text = `The source ${name} does not answer: ${failureText(error)}.`;
    return { fact: 'remote_source', subject: name, value: null, text, points: SOURCE_DOWN_POINTS };
  } finally {
    clearTimeout(timer);
  }
}

type Notifications = Awaited<ReturnType<HealthSources['integration']['notifications']>>;

function notifications(
  figures: Notifications,
  recent: { readonly failed: RecentIncrease; readonly dropped: RecentIncrease },
): Finding[] {
  if (figures === null) {
    return [{ fact: 'notifications_waiting', value: null, text: 'no channel is configured' }];
  }
  const isDropping = recent.dropped.look(figures.dropped) > 0;
  // What failed and was taken when it was tried again is well.
  const isFailing = recent.failed.look(figures.failed) > 0 && figures.lastFailure !== null;
  const why = figures.lastFailure === null ? '' : `: ${figures.lastFailure.slice(0, 200)}`;
  return [
    { fact: 'notifications_waiting', value: figures.waiting },
    {
      fact: 'notification_failure',
      value: null,
      text: isDropping
        ? `A notification was given up${why}`
        : why === ''
          ? 'none'
          : `A notification failed${why}`,
      points: isDropping || isFailing ? FAILED_NOTIFICATION_POINTS : null,
    },
  ];
}
