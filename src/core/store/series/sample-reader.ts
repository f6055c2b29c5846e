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
      const { coarse, fine } = this.#read(series, { blocks, fromMs, toMs, aggregate });
      for (const chunk of [...coarse, ...fine]) read += countOf(chunk);
      this.#refuseTooMuch(read);
      const samples = decodeChunks([...coarse, ...fine], fromMs, toMs);
      if (samples.times.length === 0) continue;
      const downsampled = aggregate === 'last' ? 0 : decodeChunks(coarse, fromMs, toMs).times.length;
      selected.push({ labels: labelsOf(series), ...samples, downsampled });
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

  /** Chunks that may have samples of the range, oldest first: of downsampled steps, and of samples as they came. */
  #read(
    series: StoredSeries,
    wish: { blocks: readonly Block[]; fromMs: number; toMs: number; aggregate: Aggregate },
  ): { coarse: Int32Array[]; fine: Int32Array[] } {
    const { fromMs, toMs, aggregate } = wish;
    const inMemory = memoryFrom(series);
    const coarse: Int32Array[] = [];
    const fine: Int32Array[] = [];
    const isWithin = (words: Int32Array) => firstTimeOf(words) <= toMs && lastTimeOf(words) >= fromMs;
    for (const block of wish.blocks) {
      if (block.level === RAW && block.startMs >= inMemory) continue;
      for (const row of this.#chunks.read(block, series.number)) {
        const words = block.level === RAW ? row : columnOf(row, aggregate);
        if (firstTimeOf(words) >= inMemory || !isWithin(words)) continue;
        (block.level === RAW ? fine : coarse).push(words);
      }
    }
    for (const { writer } of series.chunks) if (isWithin(writer.words())) fine.push(writer.words());
    return { coarse, fine };
  }
}
