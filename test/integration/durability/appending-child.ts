import { SeriesStore } from '../../../src/core/store/series/index.ts';
import { batchOf } from '../../../src/core/store/series/testing/sample-batches.ts';

/** A series store in a process of its own: appends batch after batch and says which are acknowledged, until it is killed. */
const [path = '', first = '0', seriesCount = '1'] = process.argv.slice(2);
const store = SeriesStore.open({
  path,
  maxSeries: 10_000,
  maxSeriesPerMetric: 10_000,
  rawMs: 1e12,
  fiveMinuteMs: 1e12,
  retentionMs: 1e12,
  // So small that chunks are being written at any moment.
  writeAheadBytes: 3000,
  now: () => 2e12,
});
process.send?.('open');

function append(batch: number): void {
  const samples = Array.from({ length: Number(seriesCount) }, (_, series) => ({
    labels: { __name__: 'up', instance: String(series) },
    time: 1e12 + batch * 1000,
    value: batch,
  }));
  const [result] = store.append([batchOf(samples)]);
  if (result?.rejected !== 0) throw new Error(result?.message ?? 'not appended');
  process.send?.(batch, () => {
    store.slice();
    append(batch + 1);
  });
}

append(Number(first));
