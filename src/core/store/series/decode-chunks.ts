import { countOf, firstTimeOf, lastTimeOf } from './chunk-layout.ts';
import { columnsOf, readChunk } from './chunk-reader.ts';
import type { Samples } from './coarsen.ts';

/** Samples of some chunks within a range, in columns of just their size. Chunks that reach beyond it are decoded beside them. */
export function decodeChunks(chunks: readonly Int32Array[], fromMs = -Infinity, toMs = Infinity): Samples {
  const parts = chunks.map((words) => partOf(words, fromMs, toMs));
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const times = new Float64Array(count);
  const values = new Float64Array(count);
  const columns = columnsOf(times, values);
  let at = 0;
  for (const part of parts) {
    if ('words' in part) {
      readChunk(part.words, columns, at);
    } else {
      times.set(part.times, at);
      columns.bits.set(part.bits, at * 2);
    }
    at += part.count;
  }
  return { times, values };
}

function partOf(words: Int32Array, fromMs: number, toMs: number) {
  const count = countOf(words);
  if (count === 0 || (firstTimeOf(words) >= fromMs && lastTimeOf(words) <= toMs)) return { count, words };
  const { times, bits } = columnsOf(new Float64Array(count), new Float64Array(count));
  readChunk(words, { times, bits }, 0);
  let first = 0;
  while (first < count && (times[first] ?? 0) < fromMs) first += 1;
  let end = count;
  while (end > first && (times[end - 1] ?? 0) > toMs) end -= 1;
  return { count: end - first, times: times.subarray(first, end), bits: bits.subarray(first * 2, end * 2) };
}
