import type { SiblingGroups } from './sibling-groups.ts';

/**
 * The order of a trace's spans as a tree, in typed arrays so that a million spans cost little and no recursion. `row` is
 * a span's index in the columns of the outline (by start time), or the number of spans plus that of a group of
 * siblings; `position` is its place in the tree's preorder.
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
  /** By row: which of its siblings it is, from 0. */
  readonly siblingIndex: Int32Array;
  /** By row: how many children it has; the number of roots stands beside. */
  readonly childCount: Int32Array;
  readonly rootCount: number;
}

export interface TreeOptions {
  /** By row: 0 leaves the row out. Its children must have been given another parent (`liftToKept`). */
  readonly keep?: Uint8Array | undefined;
  readonly groups?: SiblingGroups | undefined;
}

/** @param parent by row: the row of the parent, or -1; without cycles (`cutCycles`) */
export function buildSpanTree(parent: Int32Array, { keep, groups }: TreeOptions = {}): SpanTree {
  const links = linkSiblings(parent, keep, groups);
  const { firstChild, nextSibling, firstRoot } = links;
  const count = links.parent.length;
  const order = new Int32Array(count);
  const positionOf = new Int32Array(count).fill(-1);
  const depth = new Int32Array(count);
  const subtreeEnd = new Int32Array(count);
  const siblingIndex = new Int32Array(count);
  const childCount = new Int32Array(count);
  let rootCount = 0;
  let size = 0;
  let row = firstRoot;
  let level = 0;
  while (row !== -1) {
    positionOf[row] = size;
    order[size++] = row;
    depth[row] = level;
    const above = links.parent[row] ?? -1;
    siblingIndex[row] = above === -1 ? rootCount++ : (childCount[above] ?? 0);
    if (above !== -1) childCount[above] = (childCount[above] ?? 0) + 1;
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
      row = links.parent[row] ?? -1;
      level--;
      if (row === -1) break;
    }
  }
  return {
    order: order.subarray(0, size),
    positionOf,
    parent: links.parent,
    depth,
    subtreeEnd: subtreeEnd.subarray(0, size),
    siblingIndex,
    childCount,
    rootCount,
  };
}

export function hasChildren(tree: SpanTree, row: number): boolean {
  return (tree.childCount[row] ?? 0) > 0;
}

/** How many rows there are beside this one, itself included. */
export function siblingCount(tree: SpanTree, row: number): number {
  const above = tree.parent[row] ?? -1;
  return above === -1 ? tree.rootCount : (tree.childCount[above] ?? 1);
}

function linkSiblings(spanParent: Int32Array, keep?: Uint8Array, groups?: SiblingGroups) {
  const spans = spanParent.length;
  const count = spans + (groups?.firstMember.length ?? 0);
  const parent = new Int32Array(count);
  const firstChild = new Int32Array(count).fill(-1);
  const nextSibling = new Int32Array(count).fill(-1);
  let firstRoot = -1;
  const link = (row: number, above: number) => {
    parent[row] = above;
    if (above === -1) {
      nextSibling[row] = firstRoot;
      firstRoot = row;
    } else {
      nextSibling[row] = firstChild[above] ?? -1;
      firstChild[above] = row;
    }
  };
  // Rows are in order of start: linking from the last to the first leaves every list in that order.
  for (let row = spans - 1; row >= 0; row--) {
    const above = spanParent[row] ?? -1;
    parent[row] = above;
    if (keep !== undefined && keep[row] !== 1) continue;
    const group = groups?.groupOf[row] ?? -1;
    link(row, group === -1 ? above : spans + group);
    if (group !== -1 && groups?.firstMember[group] === row) link(spans + group, above);
  }
  return { parent, firstChild, nextSibling, firstRoot };
}

/**
 * Parents as the spans name them, -1 for none. Cycles, which only broken data have, are cut at their earliest span.
 */
export function cutCycles(parents: ArrayLike<number>): Int32Array {
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

/** By row: its nearest ancestor that is kept, or -1. `whole` holds all rows. */
export function liftToKept(whole: SpanTree, keep: Uint8Array): Int32Array {
  const lifted = new Int32Array(whole.parent.length).fill(-1);
  for (const row of whole.order) {
    const above = whole.parent[row] ?? -1;
    // In preorder the parent's own answer is known already.
    lifted[row] = above === -1 || keep[above] === 1 ? above : (lifted[above] ?? -1);
  }
  return lifted;
}
