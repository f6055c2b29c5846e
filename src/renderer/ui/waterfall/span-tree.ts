/**
 * The order of a trace's spans as a tree, in typed arrays so that 100,000 spans cost milliseconds and no recursion.
 * `row` is a span's index in the columns of the outline (by start time); `position` its place in the tree's preorder.
 */
export interface SpanTree {
  /** Rows in preorder: a parent directly before its subtree, siblings by start time. */
  readonly order: Int32Array;
  /** By row: position in `order`, or -1 when the row is not kept. */
  readonly positionOf: Int32Array;
  /** By row: the parent shown in this tree, -1 at roots. */
  readonly parent: Int32Array;
  /** By row. */
  readonly depth: Int32Array;
  /** By position: the position after the last descendant. */
  readonly subtreeEnd: Int32Array;
}

/**
 * @param parents by row: the row of the parent, or -1. Cycles, which only broken data have, are cut at their earliest span.
 * @param keep by row: 0 leaves the row out; its children move up to the nearest kept ancestor.
 */
export function buildSpanTree(parents: ArrayLike<number>, keep?: Uint8Array): SpanTree {
  const acyclic = cutCycles(parents);
  const parent = keep === undefined ? acyclic : liftToKept(acyclic, keep);
  const isKept = (row: number) => keep === undefined || keep[row] === 1;
  const { firstChild, nextSibling, firstRoot } = linkSiblings(parent, isKept);

  const count = parents.length;
  const order = new Int32Array(count);
  const positionOf = new Int32Array(count).fill(-1);
  const depth = new Int32Array(count);
  const subtreeEnd = new Int32Array(count);
  let size = 0;
  let row = firstRoot;
  let level = 0;
  while (row !== -1) {
    positionOf[row] = size;
    order[size++] = row;
    depth[row] = level;
    const child = firstChild[row] ?? -1;
    if (child !== -1) {
      row = child;
      level++;
      continue;
    }
    // Climb until there is a next sibling; each row left on the way is complete.
    for (;;) {
      subtreeEnd[positionOf[row] ?? 0] = size;
      const sibling: number = nextSibling[row] ?? -1;
      if (sibling !== -1) {
        row = sibling;
        break;
      }
      row = parent[row] ?? -1;
      level--;
      if (row === -1) break;
    }
  }
  return {
    order: order.subarray(0, size),
    positionOf,
    parent,
    depth,
    subtreeEnd: subtreeEnd.subarray(0, size),
  };
}

export function hasChildren(tree: SpanTree, position: number): boolean {
  return (tree.subtreeEnd[position] ?? 0) > position + 1;
}

function linkSiblings(parent: Int32Array, isKept: (row: number) => boolean) {
  const firstChild = new Int32Array(parent.length).fill(-1);
  const nextSibling = new Int32Array(parent.length).fill(-1);
  let firstRoot = -1;
  // Rows are in order of start: linking from the last to the first leaves every list in that order.
  for (let row = parent.length - 1; row >= 0; row--) {
    if (!isKept(row)) continue;
    const above = parent[row] ?? -1;
    if (above === -1) {
      nextSibling[row] = firstRoot;
      firstRoot = row;
    } else {
      nextSibling[row] = firstChild[above] ?? -1;
      firstChild[above] = row;
    }
  }
  return { firstChild, nextSibling, firstRoot };
}

function cutCycles(parents: ArrayLike<number>): Int32Array {
  const count = parents.length;
  const parent = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const above = parents[row] ?? -1;
    parent[row] = above >= 0 && above < count && above !== row ? above : -1;
  }
  // 0 means not walked yet; otherwise the walk (1 + its first row) that reached the row.
  const walkOf = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    let at = row;
    while (at !== -1 && walkOf[at] === 0) {
      walkOf[at] = row + 1;
      at = parent[at] ?? -1;
    }
    if (at !== -1 && walkOf[at] === row + 1) parent[earliestOfCycle(parent, at)] = -1;
  }
  return parent;
}

function earliestOfCycle(parent: Int32Array, start: number): number {
  let earliest = start;
  for (let at = parent[start] ?? -1; at !== start && at !== -1; at = parent[at] ?? -1) {
    if (at < earliest) earliest = at;
  }
  return earliest;
}

function liftToKept(parent: Int32Array, keep: Uint8Array): Int32Array {
  const whole = buildSpanTree(parent);
  const lifted = new Int32Array(parent.length).fill(-1);
  for (const row of whole.order) {
    const above = parent[row] ?? -1;
    // In preorder the parent's own answer is known already.
    lifted[row] = above === -1 || keep[above] === 1 ? above : (lifted[above] ?? -1);
  }
  return lifted;
}
