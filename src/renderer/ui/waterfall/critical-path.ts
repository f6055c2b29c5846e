import type { SpanTree } from './span-tree.ts';

/** Time during which a span alone held the trace up, in microseconds from its origin. */
export interface CriticalSegment {
  readonly row: number;
  readonly start: number;
  readonly end: number;
}

interface Frame {
  /** -1 stands for the trace itself, whose children are the roots. */
  readonly row: number;
  readonly start: number;
  readonly end: number;
  /** Children that end latest come first. */
  readonly children: readonly number[];
  next: number;
  /** Everything after this moment is explained already; it moves from the end of the span to its start. */
  cursor: number;
}

/**
 * The chain of work that made the trace as long as it is: from its end backwards, always the child that ended last
 * before the moment reached, down to the span that did the work itself. A child that outlives its parent counts only
 * within the parent. Segments come in order of time and never overlap. (The definition of Uber's CRISP, which Jaeger
 * shows too.)
 */
export function criticalPath(
  tree: SpanTree,
  startMicros: ArrayLike<number>,
  durationMicros: ArrayLike<number>,
): CriticalSegment[] {
  const startOf = (row: number) => startMicros[row] ?? 0;
  const endOf = (row: number) => startOf(row) + (durationMicros[row] ?? 0);
  const childrenOf = childrenByEnd(tree, endOf);
  const segments: CriticalSegment[] = [];
  const roots = childrenOf.get(-1) ?? [];
  const traceEnd = roots.reduce((latest, row) => Math.max(latest, endOf(row)), 0);
  const stack: Frame[] = [{ row: -1, start: 0, end: traceEnd, children: roots, next: 0, cursor: traceEnd }];

  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const child = frame.children[frame.next++];
    if (child === undefined) {
      addSegment(segments, frame.row, frame.start, frame.cursor);
      stack.pop();
      continue;
    }
    const start = Math.max(startOf(child), frame.start);
    const end = Math.min(endOf(child), frame.end);
    // A child that was still running when the next one began is not what that one waited for.
    if (end > frame.cursor || end <= start) continue;
    addSegment(segments, frame.row, end, frame.cursor);
    frame.cursor = start;
    stack.push({ row: child, start, end, children: childrenOf.get(child) ?? [], next: 0, cursor: end });
  }
  return segments.reverse();
}

function addSegment(segments: CriticalSegment[], row: number, start: number, end: number): void {
  if (row !== -1 && end > start) segments.push({ row, start, end });
}

function childrenByEnd(tree: SpanTree, endOf: (row: number) => number): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const row of tree.order) {
    const above = tree.parent[row] ?? -1;
    const siblings = children.get(above);
    if (siblings === undefined) children.set(above, [row]);
    else siblings.push(row);
  }
  for (const siblings of children.values()) siblings.sort((a, b) => endOf(b) - endOf(a));
  return children;
}
