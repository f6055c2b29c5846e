import type { QueueStatistics } from '../../shared/health/index.ts';
import type { HealthSources } from './health-sources.ts';

const NO_NOTIFICATIONS: QueueStatistics['notifications'] = {
  waiting: 0,
  sent: 0,
  failed: 0,
  dropped: 0,
  lastFailure: null,
};

/** Everything that waits in the engine, at this moment. */
export async function queueStatistics({
  store,
  service,
  integration,
}: Pick<HealthSources, 'store' | 'service' | 'integration'>): Promise<QueueStatistics> {
  const queues = service.queues();
  const sum = (of: (queue: (typeof queues)[number]) => number) =>
    queues.reduce((total, queue) => total + of(queue), 0);
  const waits = queues.flatMap(({ waitP95Ms }) => waitP95Ms ?? []);
  return {
    ingest: store.stats(),
    places: {
      running: sum(({ running }) => running),
      waiting: sum(({ waiting }) => waiting),
      admitted: sum(({ admitted }) => admitted),
      rejectedFull: sum(({ rejectedFull }) => rejectedFull),
      rejectedLate: sum(({ rejectedLate }) => rejectedLate),
      cancelled: sum(({ cancelled }) => cancelled),
      waitP95Ms: waits.length === 0 ? null : Math.max(...waits),
    },
    notifications: (await integration.notifications()) ?? NO_NOTIFICATIONS,
  };
}
