import { ascendingOrder, type TimeBounds } from '../../../shared/trace-outline/index.ts';
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
  /** The child to look at next: those that end latest come first. */
  next: number;
  /** Everything after this moment is explained already; it moves from the end of the span to its start. */
  cursor: number;
}

/**
 * The chain of work that made the trace as long as it is: from its end backwards, always the child that ended last
 * before the moment reached, down to the span that did the work itself. A child that outlives its parent counts only
 * within the parent; nothing counts outside `bounds`. Segments come in order of time and never overlap. (The definition
 * of Uber's CRISP, which Jaeger shows too.)
 */
export function criticalPath(
  tree: SpanTree,
  startMicros: Float64Array,
  durationMicros: Float64Array,
  bounds: TimeBounds,
): CriticalSegment[] {
  const endOf = (row: number) => (startMicros[row] ?? 0) + (durationMicros[row] ?? 0);
  const { lastRoot, lastChild, before } = childrenByEnd(
    tree,
    startMicros.map((start, row) => start + (durationMicros[row] ?? 0)),
  );
  const segments: CriticalSegment[] = [];
  const end = Math.min(lastRoot === -1 ? bounds.end : endOf(lastRoot), bounds.end);
  const stack: Frame[] = [{ row: -1, start: bounds.start, end, next: lastRoot, cursor: end }];

  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const child = frame.next;
    if (child === -1) {
      addSegment(segments, frame.row, frame.start, frame.cursor);
      stack.pop();
      continue;
    }
    frame.next = before[child] ?? -1;
    const start = Math.max(startMicros[child] ?? 0, frame.start);
    const end = Math.min(endOf(child), frame.end);
    // A child that was still running when the next one began is not what that one waited for.
    if (end > frame.cursor || end <= start) continue;
    addSegment(segments, frame.row, end, frame.cursor);
    frame.cursor = start;
    stack.push({ row: child, start, end, next: lastChild[child] ?? -1, cursor: end });
  }
  return segments.reverse();
}

function addSegment(segments: CriticalSegment[], row: number, start: number, end: number): void {
  if (row !== -1 && end > start) segments.push({ row, start, end });
}

/** For each parent a list of its children from the one that ends last: `lastChild`, then always `before`. */
function childrenByEnd(tree: SpanTree, ends: Float64Array) {
  const lastChild = new Int32Array(ends.length).fill(-1);
  const before = new Int32Array(ends.length).fill(-1);
  let lastRoot = -1;
  for (const row of ascendingOrder(ends.map((end) => Math.round(end * 1000)))) {
    if (tree.positionOf[row] === -1) continue;
    const above = tree.parent[row] ?? -1;
    if (above === -1) {
      before[row] = lastRoot;
      lastRoot = row;
    } else {
      before[row] = lastChild[above] ?? -1;
      lastChild[above] = row;
    }
  }
  return { lastRoot, lastChild, before };
}
