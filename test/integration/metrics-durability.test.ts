import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { SeriesStore } from '../../src/core/store/series/index.ts';
import { seededRandom } from './durability/random.ts';

const ROUNDS = 6;
const SERIES = 40;
const CHILD = new URL('./durability/appending-child.ts', import.meta.url);

const seed = Number(process.env.DURABILITY_SEED ?? Date.now() % 1_000_000);
const random = seededRandom(seed);
const directory = mkdtempSync(join(tmpdir(), 'signalbox-durability-'));
const path = join(directory, 'metrics.db');

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Kills a child after some acknowledgements; returns the last one. */
async function killWhileAppending(first: number): Promise<number> {
  const child = fork(CHILD, [path, String(first), String(SERIES)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const killAfter = 1 + Math.floor(random() * 60);
  let last = first - 1;
  child.on('message', (message) => {
    if (typeof message !== 'number') return;
    last = message;
    if (message - first >= killAfter) child.kill('SIGKILL');
  });
  await exited;
  return last;
}

it(`loses nothing acknowledged when it is killed (seed ${seed})`, { timeout: 300_000 }, async () => {
  let next = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const acknowledged = await killWhileAppending(next);
    expect(acknowledged).toBeGreaterThanOrEqual(next);
    const store = SeriesStore.open({
      path,
      maxSeries: 10_000,
      maxSeriesPerMetric: 10_000,
      rawMs: 1e12,
      fiveMinuteMs: 1e12,
      retentionMs: 1e12,
      now: () => 2e12,
    });
    const selected = store.source().select({ matchers: [], fromMs: 0, toMs: 8e15 });
    expect(selected).toHaveLength(SERIES);
    // A batch that was committed and not acknowledged is there whole, too.
    const lengths = new Set(selected.map(({ times }) => times.length));
    expect(lengths.size).toBe(1);
    const [length = 0] = lengths;
    expect(length).toBeGreaterThan(acknowledged);
    for (const { times, values } of selected) {
      expect(times).toEqual(Float64Array.from({ length }, (_, batch) => 1e12 + batch * 1000));
      expect(values).toEqual(Float64Array.from({ length }, (_, batch) => batch));
    }
    store.close();
    next = length;
  }
});
