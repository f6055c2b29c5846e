/** What is needed of a span to place it in its trace. Times count from any common origin. */
export interface PlacedSpan {
  spanId: string;
  parentSpanId: string | null;
  start: number;
}

export interface SpanTree {
  /** Indexes into the spans given: by start time; where times are equal, a parent comes before its children. */
  order: number[];
  /** By place in `order`: the place of the parent, -1 for roots. */
  parent: number[];
  /** By place in `order`: whether the span names a parent that is not there. */
  orphan: boolean[];
}

const ROOT = -1;
const MISSING = -2;

/** Parents as they are told may form cycles; the earliest span of each cycle becomes a root, so that a tree remains. */
export function spanTree(spans: readonly PlacedSpan[]): SpanTree {
  const starts = Float64Array.from(spans, ({ start }) => start);
  const parents = parentsOf(spans);
  breakCycles(parents, starts);
  const depths = depthsOf(parents);
  const order = [...spans.keys()].sort(
    (a, b) => at(starts, a) - at(starts, b) || at(depths, a) - at(depths, b) || a - b,
  );
  const place = new Int32Array(spans.length);
  order.forEach((index, position) => (place[index] = position));
  return {
    order,
    parent: order.map((index) => {
      const parent = at(parents, index);
      return parent < 0 ? -1 : at(place, parent);
    }),
    orphan: order.map((index) => parents[index] === MISSING),
  };
}

function parentsOf(spans: readonly PlacedSpan[]): Int32Array {
  const indexOf = new Map(spans.map(({ spanId }, index) => [spanId, index]));
  return Int32Array.from(spans, ({ parentSpanId }) =>
    parentSpanId === null ? ROOT : (indexOf.get(parentSpanId) ?? MISSING),
  );
}

/** Walks up from each span until it meets one that was seen; if it was seen on the same walk, that is a cycle. */
function breakCycles(parents: Int32Array, starts: Float64Array): void {
  const walkOf = new Int32Array(parents.length);
  for (let walk = 1; walk <= parents.length; walk += 1) {
    let index = walk - 1;
    while (index >= 0 && walkOf[index] === 0) {
      walkOf[index] = walk;
      index = at(parents, index);
    }
    if (index >= 0 && walkOf[index] === walk) parents[earliestOfCycle(parents, index, starts)] = ROOT;
  }
}

function earliestOfCycle(parents: Int32Array, member: number, starts: Float64Array): number {
  let earliest = member;
  for (let index = at(parents, member); index !== member; index = at(parents, index)) {
    const difference = at(starts, index) - at(starts, earliest);
    if (difference < 0 || (difference === 0 && index < earliest)) earliest = index;
  }
  return earliest;
}

function depthsOf(parents: Int32Array): Int32Array {
  const depths = new Int32Array(parents.length).fill(-1);
  const path: number[] = [];
  for (let start = 0; start < parents.length; start += 1) {
    let index = start;
    while (index >= 0 && depths[index] === -1) {
      path.push(index);
      index = at(parents, index);
    }
    let depth = index < 0 ? -1 : at(depths, index);
    for (let passed = path.pop(); passed !== undefined; passed = path.pop()) depths[passed] = ++depth;
  }
  return depths;
}

/** The typed arrays here are only read at indexes that they have. */
function at(array: Int32Array | Float64Array, index: number): number {
  return array[index] ?? 0;
}
