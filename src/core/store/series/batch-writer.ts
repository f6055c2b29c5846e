import type { Database } from 'better-sqlite3';
import { BatchEncoder } from './batch-codec.ts';
import type { ChunkTable } from './chunk-table.ts';
import type { ExemplarTable } from './exemplar-table.ts';
import { findLast } from './last-sample.ts';
import { appendSample } from './memory-chunks.ts';
import type { MetadataTable } from './metadata-table.ts';
import type { AppendResult, SampleBatch } from './sample-batch.ts';
import type { SeriesCheckpoint } from './series-checkpoint.ts';
import type { SeriesRegistry } from './series-registry.ts';
import type { Labels } from './series-source.ts';
import { labelsOf, nameOf, type StoredSeries } from './stored-series.ts';

export interface StoreParts {
  readonly db: Database;
  readonly registry: SeriesRegistry;
  readonly chunks: ChunkTable;
  readonly checkpoint: SeriesCheckpoint;
  readonly exemplars: ExemplarTable;
  readonly metadata: MetadataTable;
}

/** Further ahead of the clock, a sample would keep every later one of its series out. */
const MAX_AHEAD_MS = 3_600_000;
const MAX_TIME_MS = 8.64e15;

/** A batch whose samples have been checked; the mask says which are taken and are new. */
interface CheckedBatch {
  readonly batch: SampleBatch;
  readonly bits: Int32Array;
  /** Null: refused. Undefined: there is no sample for it that could be taken. */
  readonly series: (StoredSeries | null | undefined)[];
  readonly isNew: Uint8Array;
  accepted: number;
  message: string | null;
}

/** Makes batches durable: each group of them is one transaction, with one row of the write-ahead table. */
export class BatchWriter {
  readonly #parts: StoreParts;
  readonly #encoder = new BatchEncoder();
  #accepted = 0;
  #rejected = 0;
  #refused = 0;

  constructor(parts: StoreParts) {
    this.#parts = parts;
  }

  get figures() {
    return {
      samplesAccepted: this.#accepted,
      samplesRejected: this.#rejected,
      seriesRefused: this.#refused,
    };
  }

  /** When it returns, the batches survive the end of the process; when it throws, nothing of them was taken. */
  append(batches: readonly SampleBatch[], now: number): AppendResult[] {
    const { db, registry, metadata, checkpoint } = this.#parts;
    const checked: CheckedBatch[] = [];
    let bytes = 0;
    const write = db.transaction(() => {
      for (const batch of batches) checked.push(this.#check(batch, now));
      if (this.#encoder.count === 0) return;
      const samples = this.#encoder.take();
      bytes = samples.length;
      checkpoint.insert(samples);
    });
    let isCommitted = false;
    try {
      write.immediate();
      isCommitted = true;
    } finally {
      registry.settle(isCommitted);
      metadata.settle(isCommitted);
      if (!isCommitted) this.#undo();
    }
    if (bytes > 0) checkpoint.inserted(bytes, now);
    return checked.map((each) => this.#keep(each, now));
  }

  /** Which samples are taken; those that are new are encoded, and are from now on the latest of their series. */
  #check(batch: SampleBatch, now: number): CheckedBatch {
    const { values } = batch;
    const checked: CheckedBatch = {
      batch,
      bits: new Int32Array(values.buffer, values.byteOffset, values.length * 2),
      series: [],
      isNew: new Uint8Array(values.length),
      accepted: 0,
      message: null,
    };
    this.#checkSamples(checked, now);
    this.#parts.exemplars.append(
      batch.exemplars.flatMap((exemplar) => {
        const of = checked.series[exemplar.series];
        return of ? [{ seriesNo: of.number, exemplar }] : [];
      }),
    );
    this.#parts.metadata.append(batch.metadata);
    return checked;
  }

  #resolve(labels: Labels, now: number, checked: CheckedBatch): StoredSeries | null {
    const resolved = this.#parts.registry.resolve(labels, now);
    if ('labels' in resolved) return resolved;
    checked.message ??= resolved.reason;
    if (resolved.isForLimit) this.#refused += 1;
    return null;
  }

  #checkSamples(checked: CheckedBatch, now: number): void {
    const { batch, bits, series, isNew } = checked;
    const latest = now + MAX_AHEAD_MS;
    for (let index = 0; index < batch.times.length; index += 1) {
      const at = batch.seriesOf[index] ?? -1;
      const labels = batch.series[at];
      if (labels === undefined) continue;
      const time = batch.times[index] ?? NaN;
      if (!isTime(time) || time > latest) {
        checked.message ??= timeFault(labels, time);
        continue;
      }
      // A series is made for a sample alone, or those with a wrong clock would fill up the limits.
      let of = series[at];
      if (of === undefined) series[at] = of = this.#resolve(labels, now, checked);
      if (of === null) continue;
      const low = bits[index * 2] ?? 0;
      const high = bits[index * 2 + 1] ?? 0;
      if (of.lastTime === null) findLast(of, this.#parts.chunks);
      const last = of.lastTime ?? -Infinity;
      if (time > last) {
        of.lastTime = time;
        of.lastHigh = high;
        of.lastLow = low;
        isNew[index] = 1;
        checked.accepted += 1;
        this.#encoder.add(of.number, time, high, low);
      } else if (time === last && of.lastHigh === high && of.lastLow === low) {
        checked.accepted += 1;
      } else {
        checked.message ??= orderFault(of, time);
      }
    }
  }

  /** What was to be the latest sample of a series is not; the true one is looked for when it is needed. */
  #undo(): void {
    this.#encoder.take();
    for (const series of this.#parts.registry.index.all()) series.lastTime = null;
  }

  /** After the commit: the samples go to the open chunks. */
  #keep({ batch, bits, series, isNew, accepted, message }: CheckedBatch, now: number): AppendResult {
    for (let index = 0; index < isNew.length; index += 1) {
      if (isNew[index] === 0) continue;
      const of = series[batch.seriesOf[index] ?? -1];
      if (of == null) continue;
      appendSample(of, batch.times[index] ?? 0, bits[index * 2 + 1] ?? 0, bits[index * 2] ?? 0);
      this.#parts.checkpoint.isUnsaved(of);
      this.#parts.registry.touch(of, now);
    }
    const rejected = isNew.length - accepted;
    this.#accepted += accepted;
    this.#rejected += rejected;
    return { accepted, rejected, message: message === null ? null : sentenceOf(message, rejected) };
  }
}

/** Whole milliseconds that a date may have. */
function isTime(time: number): boolean {
  return Number.isInteger(time) && Math.abs(time) <= MAX_TIME_MS;
}

function timeFault(labels: Labels, time: number): string {
  const name = nameOf(labels);
  return isTime(time)
    ? `a sample of ${name} at ${new Date(time).toISOString()} is ahead of the clock`
    : `a time of ${name} is no whole number of milliseconds`;
}

function orderFault(series: StoredSeries, time: number): string {
  const name = nameOf(labelsOf(series));
  const at = new Date(time).toISOString();
  return time === series.lastTime
    ? `${name} has another value at ${at}`
    : `a sample of ${name} at ${at} is older than its latest`;
}

function sentenceOf(message: string, rejected: number): string {
  const count = rejected === 1 ? '1 sample was not taken' : `${rejected} samples were not taken`;
  return `${count}: ${message}.`;
}
