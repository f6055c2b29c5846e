import type { ComparedSpans } from './compared-spans.ts';

/** What makes spans of two traces the same step, as numbers that are equal for equal keys of either trace. */
export interface SpanKeys {
  /** Same service, kind, operation and name; the model in a name does not count. */
  readonly exact: Int32Array;
  /** Same kind and operation, and the same name but for its numbers: a renamed service, another order number. */
  readonly loose: Int32Array;
  /** Equal where the whole subtrees have equal exact keys. */
  readonly shape: Int32Array;
}

/** Turns texts, and pairs of its numbers, into small numbers: the same number for the same. */
export class KeyNumbers {
  readonly #texts = new Map<string, number>();
  readonly #pairs = new Map<number, number>();
  #last = 0;

  of(text: string): number {
    let number = this.#texts.get(text);
    if (number === undefined) this.#texts.set(text, (number = ++this.#last));
    return number;
  }

  ofPair(first: number, second: number): number {
    // Two traces have far fewer than 2^26 spans, so that both numbers fit into a safe integer.
    const pair = first * 2 ** 26 + second;
    let number = this.#pairs.get(pair);
    if (number === undefined) this.#pairs.set(pair, (number = ++this.#last));
    return number;
  }
}

/** Names may be megabytes long; what tells steps apart stands at their beginning. */
const NAME_LENGTH = 300;

export function spanKeys(spans: ComparedSpans, numbers: KeyNumbers): SpanKeys {
  const exact = new Int32Array(spans.count);
  const loose = new Int32Array(spans.count);
  // Most spans repeat what others say: keys are made of texts once for each combination of them.
  const firstRowOf = new Map<number, number>();
  for (let row = 0; row < spans.count; row += 1) {
    const combination = combinationOf(spans, row, numbers);
    const first = firstRowOf.get(combination);
    if (first !== undefined) {
      exact[row] = exact[first] ?? 0;
      loose[row] = loose[first] ?? 0;
      continue;
    }
    firstRowOf.set(combination, row);
    const name = stepName(spans, row);
    const what = `${spans.kind[row] ?? 0}\n${spans.operation[row] ?? ''}`;
    exact[row] = numbers.of(`exact\n${what}\n${spans.service[row] ?? ''}\n${name}`);
    loose[row] = numbers.of(`loose\n${what}\n${name.replace(/\d+/g, '#')}`);
  }
  return { exact, loose, shape: shapes(spans, exact, numbers) };
}

function combinationOf(spans: ComparedSpans, row: number, numbers: KeyNumbers): number {
  const who = numbers.ofPair(numbers.of(spans.name[row] ?? ''), numbers.of(spans.service[row] ?? ''));
  const what = numbers.ofPair(numbers.of(spans.operation[row] ?? ''), numbers.of(spans.model[row] ?? ''));
  return numbers.ofPair(numbers.ofPair(who, what), spans.kind[row] ?? 0);
}

/** Instrumentations put the model into the name of a call: "chat gpt-4o" and "chat gpt-5" are the same step. */
function stepName(spans: ComparedSpans, row: number): string {
  const name = (spans.name[row] ?? '').slice(0, NAME_LENGTH);
  const model = spans.model[row] ?? null;
  if (model === null || model === '') return name;
  const without = name.replace(model, '').trim();
  // The gateway may have answered with a dated version of the model that the name speaks of.
  return without === name && spans.operation[row] !== null ? name.replace(/(?<=\S )\S+$/, '') : without;
}

function shapes(spans: ComparedSpans, exact: Int32Array, numbers: KeyNumbers): Int32Array {
  /** By row: a number for the list of its children's shapes, which grows child by child. */
  const below = new Int32Array(spans.count);
  const shape = new Int32Array(spans.count);
  for (const row of childrenFirst(spans)) {
    const number = numbers.ofPair(exact[row] ?? 0, below[row] ?? 0);
    shape[row] = number;
    const above = spans.parent[row] ?? -1;
    if (above !== -1) below[above] = numbers.ofPair(below[above] ?? 0, number);
  }
  return shape;
}

/** Every row after all rows below it, siblings in their order. */
function childrenFirst({ count, parent }: ComparedSpans): Int32Array {
  const depth = depths(parent);
  // By depth, the deepest first; a counting sort keeps siblings in order.
  const most = depth.reduce((max, value) => Math.max(max, value), 0);
  const starts = new Int32Array(most + 2);
  for (const value of depth) starts[most - value + 1] = (starts[most - value + 1] ?? 0) + 1;
  for (let level = 1; level < starts.length; level += 1)
    starts[level] = (starts[level] ?? 0) + (starts[level - 1] ?? 0);
  const order = new Int32Array(count);
  for (let row = 0; row < count; row += 1) {
    const level = most - (depth[row] ?? 0);
    const place = starts[level] ?? 0;
    order[place] = row;
    starts[level] = place + 1;
  }
  return order;
}

function depths(parent: Int32Array): Int32Array {
  const depth = new Int32Array(parent.length).fill(-1);
  const path: number[] = [];
  for (let row = 0; row < parent.length; row += 1) {
    let at = row;
    while (at !== -1 && depth[at] === -1) {
      path.push(at);
      at = parent[at] ?? -1;
    }
    let level = at === -1 ? -1 : (depth[at] ?? -1);
    for (let passed = path.pop(); passed !== undefined; passed = path.pop()) depth[passed] = ++level;
  }
  return depth;
}
