import { AGGREGATES, columnOf, joinColumns } from './aggregate-columns.ts';
import type { StoreParts } from './batch-writer.ts';
import type { Block } from './chunk-table.ts';
import { asSteps, coarsen, encodeSteps, type Steps } from './coarsen.ts';
import { decodeChunks } from './decode-chunks.ts';
import { blockEndOf, blockStartOf, LEVELS, RAW } from './levels.ts';
import { memoryFrom } from './memory-chunks.ts';
import type { StoredSeries } from './stored-series.ts';

/** For how long samples are kept, in milliseconds of their age. */
export interface SeriesAges {
  /** As they came. */
  readonly rawMs: number;
  /** Then one in five minutes. */
  readonly fiveMinuteMs: number;
  /** Then one an hour, until they are deleted. */
  readonly retentionMs: number;
}

const HOUR_MS = 3_600_000;
const SERIES_PER_STEP = 10;
const ROWS_PER_STEP = 500;
const SWEPT_PER_STEP = 100;

/** Downsamples, deletes, and lets series go that have nothing left, in steps. */
export class SeriesAging {
  readonly #parts: StoreParts;
  readonly #ages: SeriesAges;
  #hour = 0;
  /** Series that have still to be looked at, whether they have any sample. */
  #toSweep: StoredSeries[];

  constructor(parts: StoreParts, ages: SeriesAges) {
    this.#parts = parts;
    this.#ages = ages;
    this.#toSweep = [...parts.registry.index.all()];
  }

  /** Does a small part of the work; false when there is none. */
  step(now: number): boolean {
    this.#everyHour(now);
    return this.#expire(now) || this.#downsample(now) || this.#sweep();
  }

  /** Open chunks of series that have ended leave the memory. */
  #everyHour(now: number): void {
    const hour = Math.floor(now / HOUR_MS);
    if (hour === this.#hour) return;
    this.#hour = hour;
    const { registry } = this.#parts;
    registry.retireIdle(now);
    for (const series of registry.index.all()) {
      const open = series.chunks.at(-1);
      if (!series.isActive && open?.saved === open?.writer.count) series.chunks = [];
    }
  }

  #expire(now: number): boolean {
    const { chunks, registry } = this.#parts;
    const expired = chunks.blocks.find(
      ({ level, startMs }) => blockEndOf(level, startMs) <= now - this.#ages.retentionMs,
    );
    if (expired === undefined) return false;
    if (!chunks.deleteSome(expired, ROWS_PER_STEP)) this.#toSweep = [...registry.index.all()];
    return true;
  }

  #downsample(now: number): boolean {
    const ages = [this.#ages.rawMs, this.#ages.fiveMinuteMs];
    return ages.some((age, fine) => {
      const oldest = this.#parts.chunks.blocks.find(({ level }) => level === fine);
      if (oldest === undefined) return false;
      const start = blockStartOf(fine + 1, oldest.startMs);
      if (blockEndOf(fine + 1, start) > now - age) return false;
      this.#mergeSome(fine, start);
      return true;
    });
  }

  /** Turns the fine blocks below a coarse one into rows of that, for the next few series. */
  #mergeSome(fine: number, start: number): void {
    const { db, chunks, registry } = this.#parts;
    const end = blockEndOf(fine + 1, start);
    const sources = chunks.blocks.filter(
      (block) => block.level === fine && block.startMs >= start && block.startMs < end,
    );
    let applies: (() => void)[] = [];
    const merge = db.transaction(() => {
      applies = [];
      for (let count = 0; count < SERIES_PER_STEP; count += 1) {
        const seriesNo = nextSeries(sources, (block) => chunks.nextSeries(block, 0));
        if (seriesNo === null) {
          for (const block of sources) chunks.deleteSome(block, 1);
          return;
        }
        const series = registry.index.byNumber(seriesNo);
        if (series !== undefined) applies.push(this.#merge(series, { fine, start, sources }));
        for (const block of sources) chunks.delete(block, seriesNo);
      }
    });
    try {
      merge.immediate();
    } catch (error) {
      chunks.reload();
      throw error;
    }
    for (const apply of applies) apply();
  }

  /** Writes the coarse row of a series; what is to be called after the commit. */
  #merge(
    series: StoredSeries,
    { fine, start, sources }: { fine: number; start: number; sources: readonly Block[] },
  ): () => void {
    const { chunks, checkpoint, metadata } = this.#parts;
    const end = blockEndOf(fine + 1, start);
    const isOpen = fine === RAW && memoryFrom(series) < end;
    const saved = isOpen ? checkpoint.save(series) : () => {};
    const rows = sources.flatMap((block) => chunks.read(block, series.number));
    const step = LEVELS[fine + 1]?.stepMs ?? 1;
    const steps = coarsen(stepsOf(fine, rows), step, metadata.isCounter(series.metric.name));
    const target = chunks.block(fine + 1, start);
    chunks.save(chunks.nextNumber(target, series.number), joinColumns(encodeSteps(steps)));
    return () => {
      saved();
      if (isOpen) series.chunks = series.chunks.filter(({ blockStart }) => blockStart >= end);
    };
  }

  #sweep(): boolean {
    if (this.#toSweep.length === 0) return false;
    const { db, registry, chunks, exemplars } = this.#parts;
    const some = this.#toSweep.splice(-SWEPT_PER_STEP);
    const empty = some.filter(
      (series) =>
        !series.isActive &&
        series.chunks.length === 0 &&
        !chunks.latestFirst.some((block) => chunks.has(block, series.number)),
    );
    if (empty.length === 0) return true;
    const remove = db.transaction(() => {
      for (const series of empty) {
        exemplars.remove(series.number);
        registry.deleteRow(series);
      }
    });
    remove.immediate();
    for (const series of empty) registry.forget(series);
    return true;
  }
}

function nextSeries(blocks: readonly Block[], next: (block: Block) => number | null): number | null {
  const numbers = blocks.map(next).filter((number) => number !== null);
  return numbers.length === 0 ? null : Math.min(...numbers);
}

function stepsOf(level: number, rows: readonly Int32Array[]): Steps {
  if (level === RAW) return asSteps(decodeChunks(rows));
  const [last, min, max, sum, count] = AGGREGATES.map((aggregate) =>
    decodeChunks(rows.map((row) => columnOf(row, aggregate))),
  );
  const none = { times: new Float64Array(0), values: new Float64Array(0) };
  return { last: last ?? none, min: min ?? none, max: max ?? none, sum: sum ?? none, count: count ?? none };
}
