import { ChunkWriter } from './chunk-writer.ts';
import { blockStartOf, RAW } from './levels.ts';
import type { StoredSeries } from './stored-series.ts';

/** At four samples a minute these are two hours: one chunk a block. */
const CHUNK_SAMPLES = 480;
/** A chunk spans at least so much, so that a block has room for the numbers of all (chunk-number.ts). */
const LEAST_SPAN_MS = 1800;

/** Appends to the open chunk of a series, or to a new one where that is full or of an earlier block. */
export function appendSample(series: StoredSeries, time: number, high: number, low: number): void {
  const open = series.chunks.at(-1);
  const blockStart = blockStartOf(RAW, time);
  if (open?.blockStart === blockStart && !isFull(open.writer)) {
    open.writer.append(time, high, low);
  } else {
    const writer = new ChunkWriter();
    writer.append(time, high, low);
    series.chunks.push({ writer, blockStart, chunkNo: null, saved: 0 });
  }
}

function isFull(writer: ChunkWriter): boolean {
  return writer.count >= CHUNK_SAMPLES && writer.lastTime - writer.firstTime >= LEAST_SPAN_MS;
}

/** From this time on all samples of a series are in memory. */
export function memoryFrom(series: StoredSeries): number {
  return series.chunks[0]?.writer.firstTime ?? Infinity;
}
