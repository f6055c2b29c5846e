import { RECENT_MS, RecentIncrease } from '../recent-increase.ts';
import type { HealthSources } from '../health-sources.ts';
import type { Finding, Probe } from '../probe.ts';
import { timed } from './timed.ts';

/** What a failed write within the last minutes counts. */
const FAILED_WRITE_POINTS = 35;
/** A reader may be busy with a query for as long as its limit lets it. */
const READER_LIMIT_MS = 10_000;

/** The engine's own databases. */
export function databaseProbes({
  store,
  retentionBytes,
}: Pick<HealthSources, 'store' | 'retentionBytes'>): Probe[] {
  const refused = new RecentIncrease();
  const dropped = new RecentIncrease();
  return [
    {
      component: 'database',
      name: 'the writer thread',
      run: async () => {
        const startedMs = performance.now();
        const { commitP95Ms } = await store.pingWriter();
        return [
          { fact: 'writer_answer', value: performance.now() - startedMs },
          { fact: 'commit_p95', value: commitP95Ms, ...(commitP95Ms === null ? { text: 'none yet' } : {}) },
        ];
      },
    },
    {
      component: 'database',
      name: 'the reader threads',
      limitMs: READER_LIMIT_MS,
      failedPoints: 60,
      run: async () => [{ fact: 'readers_answer', value: await timed(() => store.pingReaders()) }],
    },
    {
      component: 'database',
      name: 'the control thread',
      run: async () => [{ fact: 'control_answer', value: await timed(() => store.pingControl()) }],
    },
    {
      component: 'database',
      name: 'the size of the trace database',
      limitMs: READER_LIMIT_MS,
      failedPoints: 60,
      run: async () => [{ fact: 'size_of_retention', value: (await store.databaseBytes()) / retentionBytes }],
    },
    {
      component: 'database',
      name: 'the ingest queue',
      run: () => {
        const { queuedBytes, capacityBytes, rejectedRequests, droppedExchanges } = store.stats();
        return [
          { fact: 'queue_fill', value: queuedBytes / capacityBytes },
          { fact: 'refused_ingests', value: refused.look(rejectedRequests) },
          { fact: 'dropped_exchanges', value: dropped.look(droppedExchanges) },
          writeFailure(store.lastWriteFailure()),
        ];
      },
    },
  ];
}

function writeFailure(failure: { atMs: number; message: string } | null): Finding {
  if (failure === null) return { fact: 'last_write_failure', value: null, text: 'none since the start' };
  const isRecent = Date.now() - failure.atMs < RECENT_MS;
  return {
    fact: 'last_write_failure',
    value: null,
    text: `A write failed at ${new Date(failure.atMs).toISOString()}: ${failure.message}`,
    points: isRecent ? FAILED_WRITE_POINTS : null,
  };
}
