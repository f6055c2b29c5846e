import { SignalboxError } from '../../../shared/errors.ts';
import { columnOf } from './aggregate-columns.ts';
import { countOf, firstTimeOf, lastTimeOf } from './chunk-layout.ts';
import type { Block, ChunkTable } from './chunk-table.ts';
import { decodeChunks } from './decode-chunks.ts';
import type { LabelIndex } from './label-index.ts';
import { blockEndOf, LEVELS, RAW } from './levels.ts';
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

/** So many series are read at once. */
const GROUP = 256;
/** It is cheaper to read over so few series than to look for the next. */
const NEAR = 4;

interface Wish {
  readonly blocks: readonly Block[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly aggregate: Aggregate;
}

/** Of downsampled steps, and of samples as they came. */
interface SeriesChunks {
  readonly coarse: Int32Array[];
  readonly fine: Int32Array[];
}
const NO_CHUNKS: SeriesChunks = { coarse: [], fine: [] };

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
    const wish: Wish = { blocks: this.#blocksWithin(fromMs, toMs), fromMs, toMs, aggregate };
    const selected: SeriesSamples[] = [];
    let read = 0;
    for (let at = 0; at < found.length; at += GROUP) {
      this.#limit.check?.();
      const group = found.slice(at, at + GROUP);
      const chunks = this.#read(group, wish);
      for (const { coarse, fine } of chunks) for (const words of [...coarse, ...fine]) read += countOf(words);
      this.#refuseTooMuch(read);
      group.forEach((series, index) => {
        const { coarse, fine } = chunks[index] ?? NO_CHUNKS;
        const samples = decodeChunks([...coarse, ...fine], fromMs, toMs);
        if (samples.times.length === 0) return;
        const downsampled = aggregate === 'last' ? 0 : decodeChunks(coarse, fromMs, toMs).times.length;
        selected.push({ labels: labelsOf(series), ...samples, downsampled });
      });
    }
    return selected;
  }

  match(matchers: readonly LabelMatcher[]): StoredSeries[] {
    this.#limit.check?.();
    return matchSeries(this.#index, matchers);
  }

  /** Tells which series have samples about that time: it is judged by whole blocks. */
  presence(fromMs: number, toMs: number): (series: StoredSeries) => boolean {
    const latestFirst = this.#blocksWithin(fromMs, toMs).reverse();
    return (series) => {
      this.#limit.check?.();
      const isInMemory = memoryFrom(series) <= toMs && (series.chunks.at(-1)?.writer.lastTime ?? 0) >= fromMs;
      return isInMemory || latestFirst.some((block) => this.#chunks.has(block, series.number));
    };
  }

  /** How far apart samples of a range may be that were downsampled; 0 where none were. */
  coarsestStep(fromMs: number, toMs: number): number {
    return Math.max(0, ...this.#blocksWithin(fromMs, toMs).map(({ level }) => LEVELS[level]?.stepMs ?? 0));
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

  /**
   * Chunks of each series that may have samples of the range, oldest first. Block by block for the whole group, because
   * there its rows lie side by side.
   */
  #read(group: readonly StoredSeries[], { blocks, fromMs, toMs, aggregate }: Wish): SeriesChunks[] {
    const isWithin = (words: Int32Array) => firstTimeOf(words) <= toMs && lastTimeOf(words) >= fromMs;
    const chunks = group.map((): SeriesChunks => ({ coarse: [], fine: [] }));
    const places = new Map(group.map((series, index) => [series.number, index]));
    for (const block of blocks) {
      const isRaw = block.level === RAW;
      const wanted = isRaw ? group.filter((series) => memoryFrom(series) > block.startMs) : group;
      for (const [first, last] of runsOf(wanted)) {
        for (const [seriesNo, row] of this.#chunks.readSeries(block, first, last)) {
          const place = places.get(seriesNo);
          const series = group[place ?? -1];
          if (place === undefined || series === undefined) continue;
          const words = isRaw ? row : columnOf(row, aggregate);
          if (!isWithin(words) || firstTimeOf(words) >= memoryFrom(series)) continue;
          chunks[place]?.[isRaw ? 'fine' : 'coarse'].push(words);
        }
      }
    }
    group.forEach((series, index) => {
      const open = series.chunks.map(({ writer }) => writer.words());
      chunks[index]?.fine.push(...open.filter(isWithin));
    });
    return chunks;
  }
}

/** From the first to the last number of series that lie close together. */
function runsOf(series: readonly StoredSeries[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const { number } of series) {
    const run = runs.at(-1);
    if (run !== undefined && number - run[1] <= NEAR) run[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}
