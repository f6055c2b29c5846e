import { alignSiblings, type Sibling } from './align-siblings.ts';
import type { ComparedSpans } from './compared-spans.ts';
import { KeyNumbers, spanKeys, type SpanKeys } from './span-keys.ts';

/** Two traces as one tree in preorder, column by column; each place has a span of the one, of the other, or of both. */
export interface MergedTree {
  readonly count: number;
  /** By place: the row in the first trace, or -1. */
  readonly a: Int32Array;
  /** By place: the row in the second trace, or -1. */
  readonly b: Int32Array;
  readonly depth: Int32Array;
  /** By place: the place of the parent, or -1. */
  readonly parent: Int32Array;
}

interface Waiting {
  readonly a: number;
  readonly b: number;
  readonly depth: number;
  readonly parent: number;
}

/**
 * Aligns two traces from their roots down: children of aligned spans are aligned with each other (alignSiblings), all
 * below a span without a partner has none either. Near linear in the number of spans.
 */
export function alignTraces(a: ComparedSpans, b: ComparedSpans): MergedTree {
  const numbers = new KeyNumbers();
  const sides = { a: sideOf(a, numbers), b: sideOf(b, numbers) };
  const tree = emptyTree(a.count + b.count);
  let count = 0;
  const stack: Waiting[] = [];
  const pushChildren = (rowA: number, rowB: number, depth: number, parent: number) => {
    const ofA = rowA === -1 ? [] : sides.a.childrenOf(rowA);
    const ofB = rowB === -1 ? [] : sides.b.childrenOf(rowB);
    const places = alignSiblings(ofA.map(sides.a.sibling), ofB.map(sides.b.sibling));
    for (const place of places.reverse()) {
      stack.push({ a: ofA[place.a] ?? -1, b: ofB[place.b] ?? -1, depth, parent });
    }
  };
  pushChildren(ROOT, ROOT, 0, -1);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    tree.a[count] = next.a;
    tree.b[count] = next.b;
    tree.depth[count] = next.depth;
    tree.parent[count] = next.parent;
    pushChildren(next.a, next.b, next.depth + 1, count);
    count += 1;
  }
  return {
    count,
    a: tree.a.subarray(0, count),
    b: tree.b.subarray(0, count),
    depth: tree.depth.subarray(0, count),
    parent: tree.parent.subarray(0, count),
  };
}

/** Stands for the parent of the roots. */
const ROOT = -2;

function sideOf(spans: ComparedSpans, numbers: KeyNumbers) {
  const keys: SpanKeys = spanKeys(spans, numbers);
  const children = new Map<number, number[]>();
  for (const [row, parent] of spans.parent.entries()) {
    const above = parent === -1 ? ROOT : parent;
    const siblings = children.get(above);
    if (siblings === undefined) children.set(above, [row]);
    else siblings.push(row);
  }
  return {
    childrenOf: (row: number): readonly number[] => children.get(row) ?? [],
    sibling: (row: number): Sibling => ({
      exact: keys.exact[row] ?? -1,
      loose: keys.loose[row] ?? -1,
      shape: keys.shape[row] ?? -1,
    }),
  };
}

function emptyTree(size: number) {
  return {
    a: new Int32Array(size),
    b: new Int32Array(size),
    depth: new Int32Array(size),
    parent: new Int32Array(size),
  };
}
