import { columnOf } from './aggregate-columns.ts';
import { countOf, lastTimeOf } from './chunk-layout.ts';
import { columnsOf, readChunk } from './chunk-reader.ts';
import type { ChunkTable } from './chunk-table.ts';
import { RAW } from './levels.ts';
import type { StoredSeries } from './stored-series.ts';

/** Finds the latest sample of a series whose end is not known: in memory, or in the latest of its rows. */
export function findLast(series: StoredSeries, chunks: ChunkTable): void {
  const words = series.chunks.at(-1)?.writer.words() ?? lastRow(series, chunks);
  if (words === null) {
    series.lastTime = -Infinity;
    return;
  }
  const count = countOf(words);
  const columns = columnsOf(new Float64Array(count), new Float64Array(count));
  readChunk(words, columns, 0);
  series.lastTime = lastTimeOf(words);
  series.lastLow = columns.bits[count * 2 - 2] ?? 0;
  series.lastHigh = columns.bits[count * 2 - 1] ?? 0;
}

/** Samples of a series only ever come later, and move to coarser levels by their age: the first row found is the last. */
function lastRow(series: StoredSeries, chunks: ChunkTable): Int32Array | null {
  for (const block of chunks.latestFirst) {
    const row = chunks.last(block, series.number);
    if (row !== null) return block.level === RAW ? row.words : columnOf(row.words, 'last');
  }
  return null;
}
