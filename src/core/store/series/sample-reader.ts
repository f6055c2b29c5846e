import { SignalboxError } from '../../../shared/errors.ts';
import { columnOf } from './aggregate-columns.ts';
import { countOf, firstTimeOf, lastTimeOf } from './chunk-layout.ts';
import { columnsOf, readChunk } from './chunk-reader.ts';
import type { Block, ChunkTable } from './chunk-table.ts';
import type { LabelIndex } from './label-index.ts';
import { blockEndOf, RAW } from './levels.ts';
import { matchSeries } from './match-series.ts';
import { memoryFrom } from './memory-chunks.ts';
import type { Aggregate, LabelMatcher, Selection, SeriesSamples, SeriesSource } from './series-source.ts';
import { labelsOf, type StoredSeries } from './stored-series.ts';

export interface ReadLimit {
  /** Samples that one selection may read, counted by whole chunks. */
  readonly maxSamples?: number;
  /** Asked again and again while a selection reads; throws to stop it. */
  readonly check?: () => void;
}

const CHECK_EVERY = 64;

/** Reads series with their samples, from rows and from memory. */
export class SampleReader implements SeriesSource {
  readonly #index: LabelIndex;
  readonly #chunks: ChunkTable;
  readonly #limit: ReadLimit;

  constructor(index: LabelIndex, chunks: ChunkTable, limit: ReadLimit) {
    this.#index = index;
    this.#chunks = chunks;
    this.#limit = limit;
  }

  /** @throws SignalboxError PROMQL_FAILED; and what `check` throws */
  select({ matchers, fromMs, toMs, aggregate = 'last' }: Selection): SeriesSamples[] {
    const found = this.match(matchers);
    const blocks = this.#blocksWithin(fromMs, toMs);
    const selected: SeriesSamples[] = [];
    let read = 0;
    for (const [index, series] of found.entries()) {
      if (index % CHECK_EVERY === 0) this.#limit.check?.();
      const chunks = this.#read(series, { blocks, fromMs, toMs, aggregate });
      for (const chunk of chunks) read += countOf(chunk);
      this.#refuseTooMuch(read);
      const samples = decode(chunks, fromMs, toMs);
      if (samples !== null) selected.push({ labels: labelsOf(series), ...samples });
    }
    return selected;
  }

  match(matchers: readonly LabelMatcher[]): StoredSeries[] {
    this.#limit.check?.();
    return matchSeries(this.#index, matchers);
  }

  /** Whether a series has samples about that time: it is judged by whole blocks. */
  isWithin(series: StoredSeries, fromMs: number, toMs: number): boolean {
    if (memoryFrom(series) <= toMs && (series.lastTime ?? Infinity) >= fromMs && series.chunks.length > 0)
      return true;
    return this.#blocksWithin(fromMs, toMs).some((block) => this.#chunks.last(block, series.number) !== null);
  }

  labelNames(): string[] {
    return [...this.#index.names()];
  }

  labelValues(name: string): string[] {
    return [...this.#index.valuesOf(name).keys()];
  }

  #blocksWithin(fromMs: number, toMs: number): Block[] {
    return this.#chunks.blocks.filter(
      ({ level, startMs }) => startMs <= toMs && blockEndOf(level, startMs) > fromMs,
    );
  }

  #refuseTooMuch(read: number): void {
    const { maxSamples = Infinity } = this.#limit;
    if (read > maxSamples) {
      throw new SignalboxError('PROMQL_FAILED', {
        reason: `it would read more than ${maxSamples} samples; ask for fewer series or a shorter range`,
      });
    }
  }

  /** Chunks that may have samples of the range, oldest first. */
  #read(
    series: StoredSeries,
    wish: { blocks: readonly Block[]; fromMs: number; toMs: number; aggregate: Aggregate },
  ): Int32Array[] {
    const { fromMs, toMs, aggregate } = wish;
    const inMemory = memoryFrom(series);
    const chunks: Int32Array[] = [];
    const add = (words: Int32Array) => {
      if (firstTimeOf(words) <= toMs && lastTimeOf(words) >= fromMs) chunks.push(words);
    };
    for (const block of wish.blocks) {
      if (block.level === RAW && block.startMs >= inMemory) continue;
      for (const row of this.#chunks.read(block, series.number)) {
        const words = block.level === RAW ? row : columnOf(row, aggregate);
        if (firstTimeOf(words) < inMemory) add(words);
      }
    }
    for (const { writer } of series.chunks) add(writer.words());
    return chunks;
  }
}

/** Samples of the range, in columns of just their size. Chunks that reach beyond it are decoded beside them and cut. */
function decode(
  chunks: readonly Int32Array[],
  fromMs: number,
  toMs: number,
): { times: Float64Array; values: Float64Array } | null {
  const parts = chunks.map((words) => {
    const isWhole = firstTimeOf(words) >= fromMs && lastTimeOf(words) <= toMs;
    return isWhole ? { words, count: countOf(words), cut: null } : { words, ...cutOf(words, fromMs, toMs) };
  });
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  if (count === 0) return null;
  const times = new Float64Array(count);
  const values = new Float64Array(count);
  const columns = columnsOf(times, values);
  let at = 0;
  for (const { words, count: length, cut } of parts) {
    if (cut === null) {
      readChunk(words, columns, at);
    } else {
      times.set(cut.times, at);
      columns.bits.set(cut.bits, at * 2);
    }
    at += length;
  }
  return { times, values };
}

function cutOf(words: Int32Array, fromMs: number, toMs: number) {
  const count = countOf(words);
  const columns = columnsOf(new Float64Array(count), new Float64Array(count));
  readChunk(words, columns, 0);
  let first = 0;
  while (first < count && (columns.times[first] ?? 0) < fromMs) first += 1;
  let end = count;
  while (end > first && (columns.times[end - 1] ?? 0) > toMs) end -= 1;
  const cut = { times: columns.times.subarray(first, end), bits: columns.bits.subarray(first * 2, end * 2) };
  return { count: end - first, cut };
}
