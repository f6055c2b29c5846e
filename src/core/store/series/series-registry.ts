import type { Database, Statement } from 'better-sqlite3';
import { MAX_SERIES_NO } from './chunk-number.ts';
import { LabelIndex } from './label-index.ts';
import { faultOf, refusalOf, type SeriesLimits } from './series-limits.ts';
import type { Labels } from './series-source.ts';
import type { LabelPair, StoredSeries } from './stored-series.ts';

const HOUR_MS = 3_600_000;

/** Why there is no series for some labels. */
export interface Refused {
  readonly reason: string;
  readonly isForLimit: boolean;
}

/** The series there are: their rows, and the index in memory that is made of them. */
export class SeriesRegistry {
  readonly index = new LabelIndex();
  readonly #limits: SeriesLimits;
  readonly #insertText: Statement<[string]>;
  readonly #textNo: Statement<[string], number>;
  readonly #insertSeries: Statement<[number, Buffer]>;
  readonly #deleteSeries: Statement<[number]>;
  /** Made in the transaction that is open. */
  #made: StoredSeries[] = [];
  #madePairs: LabelPair[] = [];
  #nextNumber = 1;
  #active = 0;

  constructor(db: Database, limits: SeriesLimits) {
    this.#limits = limits;
    this.#insertText = db.prepare('INSERT INTO label_texts (text) VALUES (?)');
    this.#textNo = db.prepare<[string], number>('SELECT text_no FROM label_texts WHERE text = ?').pluck();
    this.#insertSeries = db.prepare('INSERT INTO series VALUES (?, ?)');
    this.#deleteSeries = db.prepare('DELETE FROM series WHERE series_no = ?');
    this.#load(db);
  }

  get active(): number {
    return this.#active;
  }

  get limit(): number {
    return this.#limits.maxSeries;
  }

  /** The series of these labels, made (and active) when there is none; within a transaction that ends with `settle`. */
  resolve(labels: Labels, nowMs: number): StoredSeries | Refused {
    const known = this.index.find(labels);
    if (known !== undefined) return known;
    const fault = faultOf(labels);
    if (fault !== null) return { reason: fault, isForLimit: false };
    const metric = labels.__name__ ?? '';
    const counts = { active: this.#active, all: this.index.size, ofMetric: this.index.activeOf(metric) };
    const refusal =
      this.#nextNumber > MAX_SERIES_NO
        ? 'no more series can be numbered'
        : refusalOf(metric, counts, this.#limits);
    if (refusal !== null) return { reason: refusal, isForLimit: true };
    const series = this.#make(labels);
    this.touch(series, nowMs);
    return series;
  }

  /** Counts a series as active from now on. */
  touch(series: StoredSeries, nowMs: number): void {
    series.hour = Math.floor(nowMs / HOUR_MS);
    if (series.isActive) return;
    series.isActive = true;
    series.metric.active += 1;
    this.#active += 1;
  }

  /** Series that nothing came for in this hour and the one before are no longer active. */
  retireIdle(nowMs: number): void {
    const hour = Math.floor(nowMs / HOUR_MS);
    for (const series of this.index.all()) {
      if (!series.isActive || series.hour >= hour - 1) continue;
      series.isActive = false;
      series.metric.active -= 1;
      this.#active -= 1;
    }
  }

  /** After the transaction: what it made stays, or is forgotten. */
  settle(isCommitted: boolean): void {
    if (!isCommitted) {
      for (const series of this.#made) this.forget(series);
      for (const pair of this.#madePairs) this.index.forget(pair);
    }
    this.#made = [];
    this.#madePairs = [];
  }

  /** In a transaction, after which `forget` is to be called. */
  deleteRow(series: StoredSeries): void {
    this.#deleteSeries.run(series.number);
  }

  forget(series: StoredSeries): void {
    if (series.isActive) this.#active -= 1;
    this.index.remove(series);
  }

  #make(labels: Labels): StoredSeries {
    const pairs = Object.keys(labels)
      .filter((name) => labels[name] !== '')
      .map((name) => this.#pair(name, labels[name] ?? ''))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const numbers = new Int32Array(pairs.flatMap(({ nameNo, valueNo }) => [nameNo, valueNo]));
    this.#insertSeries.run(this.#nextNumber, Buffer.from(numbers.buffer));
    const series = this.#add(this.#nextNumber, pairs, -Infinity);
    this.#made.push(series);
    return series;
  }

  #add(number: number, pairs: readonly LabelPair[], lastTime: number | null): StoredSeries {
    const name = pairs.find((pair) => pair.name === '__name__')?.value ?? '';
    const series: StoredSeries = {
      number,
      labels: pairs,
      metric: this.index.metric(name),
      chunks: [],
      lastTime,
      lastHigh: 0,
      lastLow: 0,
      hour: 0,
      isActive: false,
    };
    this.index.add(series);
    this.#nextNumber = Math.max(this.#nextNumber, number + 1);
    return series;
  }

  #pair(name: string, value: string): LabelPair {
    const pair = this.index.pair(name, value, (text) => this.#numberOf(text));
    if (pair.series.length === 0) this.#madePairs.push(pair);
    return pair;
  }

  #numberOf(text: string): number {
    return this.#textNo.get(text) ?? Number(this.#insertText.run(text).lastInsertRowid);
  }

  /** Texts that no series has any more are deleted. */
  #load(db: Database): void {
    const texts = new Map<number, string>();
    for (const [number, text] of db
      .prepare<[], [number, string]>('SELECT text_no, text FROM label_texts')
      .raw()
      .iterate()) {
      texts.set(number, text);
    }
    const used = new Set<number>();
    for (const [number, labels] of db
      .prepare<[], [number, Buffer]>('SELECT series_no, labels FROM series ORDER BY series_no')
      .raw()
      .iterate()) {
      const pairs: LabelPair[] = [];
      for (let at = 0; at < labels.length; at += 8) {
        const [nameNo, valueNo] = [labels.readInt32LE(at), labels.readInt32LE(at + 4)];
        const [name, value] = [texts.get(nameNo) ?? '', texts.get(valueNo) ?? ''];
        pairs.push(this.index.pair(name, value, (text) => (text === name ? nameNo : valueNo)));
        used.add(nameNo).add(valueNo);
      }
      this.#add(number, pairs, null);
    }
    const remove = db.prepare<[number]>('DELETE FROM label_texts WHERE text_no = ?');
    db.transaction(() => {
      for (const number of texts.keys()) if (!used.has(number)) remove.run(number);
    }).immediate();
  }
}
