import type { Labels } from '../../series-source.ts';

export const METRIC_NAME = '__name__';

/**
 * The labels of a series, sorted by name. Not an object by name: names are whatever somebody sent, `__proto__` among
 * them.
 */
export class LabelSet {
  static readonly EMPTY = new LabelSet([]);
  /** Name, value, name, value ... */
  readonly #pairs: readonly string[];
  #key: string | null = null;

  private constructor(pairs: readonly string[]) {
    this.#pairs = pairs;
  }

  /** A label with an empty value is none. */
  static from(labels: Labels): LabelSet {
    return LabelSet.of(Object.entries(labels));
  }

  static of(entries: readonly (readonly [string, string])[]): LabelSet {
    const kept = entries.filter(([, value]) => value !== '');
    kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return new LabelSet(kept.flat());
  }

  /** The same for the same labels, and no other. */
  get key(): string {
    this.#key ??= keyOf(this.#pairs);
    return this.#key;
  }

  /** The value of a label; '' where there is none. */
  get(name: string): string {
    for (let i = 0; i < this.#pairs.length; i += 2)
      if (this.#pairs[i] === name) return this.#pairs[i + 1] ?? '';
    return '';
  }

  with(name: string, value: string): LabelSet {
    return LabelSet.of([...this.entries().filter(([other]) => other !== name), [name, value]]);
  }

  keep(names: ReadonlySet<string>): LabelSet {
    return this.#filter((name) => names.has(name));
  }

  drop(names: ReadonlySet<string>): LabelSet {
    return this.#filter((name) => !names.has(name));
  }

  dropName(): LabelSet {
    return this.get(METRIC_NAME) === '' ? this : this.#filter((name) => name !== METRIC_NAME);
  }

  entries(): [string, string][] {
    const entries: [string, string][] = [];
    for (let i = 0; i < this.#pairs.length; i += 2)
      entries.push([this.#pairs[i] ?? '', this.#pairs[i + 1] ?? '']);
    return entries;
  }

  /** As an object whose own keys are the names, whatever they are. */
  toLabels(): Labels {
    return Object.fromEntries(this.entries());
  }

  /** As Prometheus writes a series, for errors. */
  toString(): string {
    const labels = this.entries()
      .filter(([name]) => name !== METRIC_NAME)
      .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    const name = this.get(METRIC_NAME);
    return name !== '' && labels.length === 0 ? name : `${name}{${labels.join(', ')}}`;
  }

  #filter(keeps: (name: string) => boolean): LabelSet {
    const pairs: string[] = [];
    for (let i = 0; i < this.#pairs.length; i += 2) {
      const name = this.#pairs[i] ?? '';
      if (keeps(name)) pairs.push(name, this.#pairs[i + 1] ?? '');
    }
    return new LabelSet(pairs);
  }

  /** The order of series in answers: by name, then value, label after label. */
  static compare(this: void, a: LabelSet, b: LabelSet): number {
    const length = Math.min(a.#pairs.length, b.#pairs.length);
    for (let i = 0; i < length; i += 1) {
      const left = a.#pairs[i] ?? '';
      const right = b.#pairs[i] ?? '';
      if (left !== right) return left < right ? -1 : 1;
    }
    return a.#pairs.length - b.#pairs.length;
  }
}

/** With lengths, so that no text in a label can look like the end of it. */
function keyOf(pairs: readonly string[]): string {
  let key = '';
  for (const text of pairs) key += `${text.length}:${text}`;
  return key;
}

/**
 * What tells which series belong together: of the labels in `names`, or of all the others and never of the metric's name.
 */
export function signatureOf(labels: LabelSet, names: ReadonlySet<string>, isOn: boolean): LabelSet {
  return isOn ? labels.keep(names) : labels.drop(names).dropName();
}
