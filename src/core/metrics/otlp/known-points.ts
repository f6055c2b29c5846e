import { formatNumber } from '../../meters/index.ts';
import type { Attributes } from '../../store/span-record.ts';
import type { Labels } from '../series-source.ts';
import { addAttributes, type LabelMap } from './series-labels.ts';

/** What is remembered, in pieces of some 250 bytes: a series, an attribute's value, 64 characters of labels. */
const MAX_HELD = 200_000;
/** Longer texts are not kept as they came. */
const MAX_TEXT_LENGTH = 1024;
const INFINITE = formatNumber(Infinity);

/** A series, and its place in the batch that it was last added to. */
export interface KnownSeries {
  readonly labels: Labels;
  batch: number;
  index: number;
}

/** The buckets of a histogram: one more than bounds. */
interface Buckets {
  readonly bounds: readonly number[];
  readonly les: readonly string[];
  readonly series: readonly KnownSeries[];
}

/** The series that the points of one metric with one set of labels become. */
export class PointSeries {
  /** Tells it apart from all others, whatever the order of its labels. */
  readonly key: string;
  readonly #name: string;
  readonly #labels: Labels;
  readonly #held: { count: number };
  readonly #series = new Map<string, KnownSeries>();
  #own: KnownSeries | null = null;
  #buckets: Buckets | null = null;

  constructor(key: string, name: string, labels: Labels, held: { count: number }) {
    this.key = key;
    this.#name = name;
    this.#labels = labels;
    this.#held = held;
  }

  /** The one with the metric's own name and labels. */
  get own(): KnownSeries {
    return (this.#own ??= this.part(''));
  }

  /** The one whose name ends in `suffix`. */
  part(suffix: '' | '_sum' | '_count'): KnownSeries {
    return this.#of(suffix, suffix, {});
  }

  quantile(quantile: number): KnownSeries {
    const text = formatNumber(quantile);
    return this.#of(`quantile ${text}`, '', { quantile: text });
  }

  bucket(le: string): KnownSeries {
    return this.#of(`le ${le}`, '_bucket', { le });
  }

  /** Most histograms keep their bounds. */
  buckets(bounds: readonly number[]): Buckets {
    const last = this.#buckets;
    if (last !== null && isSame(last.bounds, bounds)) return last;
    const les = [...bounds.map(formatNumber), INFINITE];
    return (this.#buckets = { bounds, les, series: les.map((le) => this.bucket(le)) });
  }

  #of(key: string, suffix: string, more: Labels): KnownSeries {
    let series = this.#series.get(key);
    if (series === undefined) {
      series = { labels: { ...this.#labels, ...more, __name__: this.#name + suffix }, batch: 0, index: 0 };
      this.#series.set(key, series);
      this.#held.count += 1;
    }
    return series;
  }
}

interface AttributeNode {
  series: PointSeries | null;
  next: Map<string, Map<AttributeValue, AttributeNode>> | null;
}

type AttributeValue = string | number | boolean;

/**
 * What points become, kept from request to request: the same come again every few seconds, and to make labels of their
 * attributes costs many times what a sample does. Attributes are followed as they were sent, without making a text of them.
 */
export class KnownPoints {
  readonly #byKey = new Map<string, PointSeries>();
  readonly #metrics = new Map<string, AttributeNode>();
  readonly #held = { count: 0 };
  readonly #maxHeld: number;
  #batch = 0;

  constructor(maxHeld = MAX_HELD) {
    this.#maxHeld = maxHeld;
  }

  get held(): number {
    return this.#held.count;
  }

  /** A number for a batch, of which indexes are then valid. Beyond the bound all is forgotten, and made again. */
  beginBatch(): number {
    if (this.#held.count > this.#maxHeld) {
      this.#byKey.clear();
      this.#metrics.clear();
      this.#held.count = 0;
    }
    return (this.#batch += 1);
  }

  /** Of a metric, with the labels of its scope and resource; `groupKey` tells those apart. */
  metric(name: string, group: LabelMap, groupKey: string): (attributes: Attributes) => PointSeries {
    const key = `${name}\0${groupKey}`;
    let root = this.#metrics.get(key);
    if (root === undefined) {
      root = this.#node();
      this.#metrics.set(key, root);
    }
    const first = root;
    return (attributes) => {
      const node = this.#follow(first, attributes);
      const series = node?.series ?? this.named(name, pointLabels(attributes, group));
      if (node !== null) node.series = series;
      return series;
    };
  }

  /** By its name and labels as Prometheus has them. */
  named(name: string, labels: LabelMap): PointSeries {
    const key = keyOf(name, labels);
    let series = this.#byKey.get(key);
    if (series === undefined) {
      series = new PointSeries(key, name, Object.fromEntries(labels), this.#held);
      this.#byKey.set(key, series);
      this.#held.count += 1 + Math.ceil(key.length / 64);
    }
    return series;
  }

  /** Null: an attribute is a list, too long, or the like. */
  #follow(root: AttributeNode, attributes: Attributes): AttributeNode | null {
    let node = root;
    for (const name of Object.keys(attributes)) {
      const value = attributes[name] ?? null;
      if (typeof value === 'object' || isLong(name) || isLong(value)) return null;
      node.next ??= new Map();
      let values = node.next.get(name);
      if (values === undefined) node.next.set(name, (values = new Map<AttributeValue, AttributeNode>()));
      let next = values.get(value);
      if (next === undefined) values.set(value, (next = this.#node()));
      node = next;
    }
    return node;
  }

  #node(): AttributeNode {
    this.#held.count += 1;
    return { series: null, next: null };
  }
}

/** The point's own labels; what the scope and the resource say stands for what it says of the same names. */
function pointLabels(attributes: Attributes, group: LabelMap): LabelMap {
  const labels: LabelMap = new Map();
  addAttributes(labels, attributes);
  for (const [name, value] of group) labels.set(name, value);
  return labels;
}

export function keyOf(name: string, labels: LabelMap): string {
  let key = name;
  for (const label of [...labels.keys()].sort()) key += `\0${label}\0${labels.get(label) ?? ''}`;
  return key;
}

function isLong(value: AttributeValue): boolean {
  return typeof value === 'string' && value.length > MAX_TEXT_LENGTH;
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((value, i) => value === other[i]);
}
