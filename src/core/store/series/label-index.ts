import type { Labels } from './series-source.ts';
import type { LabelPair, MetricCount, StoredSeries } from './stored-series.ts';

/** Series by their labels, in memory: by all of them, and by each label's value. */
export class LabelIndex {
  readonly #names = new Map<string, Map<string, LabelPair>>();
  readonly #metrics = new Map<string, MetricCount>();
  /** By a hash of the labels; of most hashes there is one series. */
  readonly #byHash = new Map<number, StoredSeries | StoredSeries[]>();
  readonly #byNumber = new Map<number, StoredSeries>();
  #nextPairId = 1;

  get size(): number {
    return this.#byNumber.size;
  }

  all(): IterableIterator<StoredSeries> {
    return this.#byNumber.values();
  }

  byNumber(number: number): StoredSeries | undefined {
    return this.#byNumber.get(number);
  }

  names(): IterableIterator<string> {
    return this.#names.keys();
  }

  /** Every value that a label has, with the series that have it. */
  valuesOf(name: string): ReadonlyMap<string, LabelPair> {
    return this.#names.get(name) ?? NO_VALUES;
  }

  activeOf(metric: string): number {
    return this.#metrics.get(metric)?.active ?? 0;
  }

  /** The count of a metric's name, for a series that is about to be added. */
  metric(name: string): MetricCount {
    let metric = this.#metrics.get(name);
    if (metric === undefined) this.#metrics.set(name, (metric = { name, active: 0, all: 0 }));
    return metric;
  }

  /** The series that has exactly these labels. Empty values are none. */
  find(labels: Labels): StoredSeries | undefined {
    let count = 0;
    let hash = 0;
    found.length = 0;
    for (const name of Object.keys(labels)) {
      const value = labels[name] ?? '';
      if (value === '') continue;
      const pair = this.#names.get(name)?.get(value);
      if (pair === undefined) return undefined;
      found[count] = pair;
      hash = addToHash(hash, pair);
      count += 1;
    }
    const candidates = this.#byHash.get(hash);
    if (candidates === undefined) return undefined;
    if (!Array.isArray(candidates)) return hasExactly(candidates, found) ? candidates : undefined;
    return candidates.find((series) => hasExactly(series, found));
  }

  /** The pair of a name and a value, made when there is none; `numberOf` gives a text its number. */
  pair(name: string, value: string, numberOf: (text: string) => number): LabelPair {
    const known = this.#names.get(name)?.get(value);
    if (known !== undefined) return known;
    const id = this.#nextPairId++;
    const pair = { name, value, id, nameNo: numberOf(name), valueNo: numberOf(value), series: [] };
    const values = this.#names.get(name);
    if (values === undefined) this.#names.set(name, new Map([[value, pair]]));
    else values.set(value, pair);
    return pair;
  }

  /** Series come in the order of their numbers. */
  add(series: StoredSeries): void {
    this.#byNumber.set(series.number, series);
    series.metric.all += 1;
    for (const pair of series.labels) pair.series.push(series);
    const hash = hashOf(series.labels);
    const there = this.#byHash.get(hash);
    if (there === undefined) this.#byHash.set(hash, series);
    else this.#byHash.set(hash, Array.isArray(there) ? [...there, series] : [there, series]);
  }

  remove(series: StoredSeries): void {
    this.#byNumber.delete(series.number);
    const { metric } = series;
    metric.all -= 1;
    if (series.isActive) metric.active -= 1;
    if (metric.all === 0) this.#metrics.delete(metric.name);
    for (const pair of series.labels) this.#leave(pair, series);
    const hash = hashOf(series.labels);
    const there = this.#byHash.get(hash);
    const others = Array.isArray(there) ? there.filter((other) => other !== series) : [];
    if (others.length === 0) this.#byHash.delete(hash);
    else this.#byHash.set(hash, others);
  }

  #leave(pair: LabelPair, series: StoredSeries): void {
    const at = placeOf(series, pair.series);
    if (pair.series[at] === series) pair.series.splice(at, 1);
    this.forget(pair);
  }

  /** Drops a pair that no series has. */
  forget(pair: LabelPair): void {
    if (pair.series.length > 0) return;
    const values = this.#names.get(pair.name);
    values?.delete(pair.value);
    if (values?.size === 0) this.#names.delete(pair.name);
  }
}

const NO_VALUES: ReadonlyMap<string, LabelPair> = new Map();
/** Of the last `find`; kept, so that a sample makes no garbage. */
const found: LabelPair[] = [];

/** By number, as they are ordered. */
function placeOf({ number }: StoredSeries, ordered: readonly StoredSeries[]): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ordered[middle]?.number ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Does not depend on the order of labels. */
function addToHash(hash: number, { id }: LabelPair): number {
  const mixed = Math.imul(id ^ (id >>> 15), 0x2c1b3c6d);
  return (hash + Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39)) | 0;
}

function hashOf(labels: readonly LabelPair[]): number {
  return labels.reduce(addToHash, 0);
}

function hasExactly(series: StoredSeries, pairs: readonly LabelPair[]): boolean {
  return series.labels.length === pairs.length && pairs.every((pair) => series.labels.includes(pair));
}
