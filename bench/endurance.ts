import { once } from 'node:events';
import type { BenchResult } from './bench-result.ts';
import type { LoadFigures, LoadOrder } from './gateway/load.ts';
import { startParty } from './parties/processes.ts';

const CALLS = 200_000;
const STEPS = 10;
const CONCURRENCY = 32;

/** Whether the gateway's memory stays flat over many calls, with everything on. */
export async function run(): Promise<BenchResult> {
  const upstream = await startParty('upstream', 'gateway/upstream.ts');
  const load = await startParty('load', 'gateway/load.ts');
  const gateway = await startParty('Signalbox', 'gateway/signalbox.ts', { UPSTREAM_URL: upstream.url });
  const { url, headers } = gateway;
  const rows: BenchResult['rows'] = [];
  try {
    let calls = 0;
    while (calls < CALLS) {
      const before = await gateway.use();
      const figures = await new Promise<LoadFigures>((resolve, reject) => {
        once(load.child, 'message').then(([answer]) => resolve(answer as LoadFigures), reject);
        load.child.send({
          url,
          headers,
          mode: 'closed',
          rate: 0,
          seconds: 0,
          calls: CALLS / STEPS,
          concurrency: CONCURRENCY,
          stream: false,
          slow: false,
        } satisfies LoadOrder);
      });
      const after = await gateway.use();
      if (figures.errors > 0) throw new Error(`${figures.errors} calls failed.`);
      calls += figures.calls;
      rows.push({
        name: `after ${calls.toLocaleString('en-US')} calls`,
        figures: {
          'memory MiB': Math.round(after.rssBytes / 2 ** 20),
          'heap MiB': Math.round(after.heapBytes / 2 ** 20),
          'requests/s': Math.round(figures.perSecond),
          'all threads cpu us/call': Math.round((after.allThreads - before.allThreads) / figures.calls),
        },
      });
    }
  } finally {
    for (const party of [load, gateway, upstream]) await party.stop();
  }
  return {
    name: 'endurance',
    rows,
    notes: [
      `${CONCURRENCY} connections, keys, limits, budgets, costs and content on; memory of the whole process, with SQLite's caches in three threads; heap of the main thread after a collection.`,
    ],
  };
}
