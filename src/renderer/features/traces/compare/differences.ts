import type { MergedTree } from './align-traces.ts';
import type { ComparedSpans } from './compared-spans.ts';

/** What may differ between a span and its partner, as bits. */
export const DIFFERENCE = {
  added: 1,
  removed: 2,
  failed: 4,
  fixed: 8,
  slower: 16,
  faster: 32,
  dearer: 64,
  cheaper: 128,
  model: 256,
} as const;
export type Difference = keyof typeof DIFFERENCE;
export const DIFFERENCES = Object.keys(DIFFERENCE) as readonly Difference[];

/** A difference of time counts from this share of the longer one on, and from this many microseconds. */
const TIME_SHARE = 0.25;
const LEAST_MICROS = 5_000;
/** Nor does it count below this share of the longer trace: nobody looks for it there. */
const TRACE_SHARE = 0.01;
const COST_SHARE = 0.1;
const TOTAL_COST_SHARE = 0.01;

export interface Differences {
  /** By place of the merged tree: bits of DIFFERENCE. */
  readonly marks: Int32Array;
  /** Places to step through: each difference once, an added or removed subtree by its top. */
  readonly steps: readonly number[];
  /** How many steps have each difference. */
  readonly counts: Readonly<Record<Difference, number>>;
}

/**
 * What differs, noise left out. Times are compared without those of children, so that a slow step marks itself and not
 * everything above it.
 */
export function findDifferences(tree: MergedTree, a: ComparedSpans, b: ComparedSpans): Differences {
  const leastMicros = Math.max(LEAST_MICROS, TRACE_SHARE * Math.max(longest(a), longest(b)));
  const leastNanos = TOTAL_COST_SHARE * Math.max(totalCost(a), totalCost(b));
  const marks = new Int32Array(tree.count);
  const steps: number[] = [];
  const counts = Object.fromEntries(DIFFERENCES.map((name) => [name, 0])) as Record<Difference, number>;
  for (let place = 0; place < tree.count; place += 1) {
    const mark = markOf(tree.a[place] ?? -1, tree.b[place] ?? -1, a, b, leastMicros, leastNanos);
    marks[place] = mark;
    const isInside = (mark & ALONE) !== 0 && mark === (marks[tree.parent[place] ?? -1] ?? 0);
    if (mark === 0 || isInside) continue;
    steps.push(place);
    for (const name of DIFFERENCES) if ((mark & DIFFERENCE[name]) !== 0) counts[name] += 1;
  }
  return { marks, steps, counts };
}

const ALONE = DIFFERENCE.added | DIFFERENCE.removed;

function markOf(
  rowA: number,
  rowB: number,
  a: ComparedSpans,
  b: ComparedSpans,
  leastMicros: number,
  leastNanos: number,
): number {
  if (rowA === -1) return DIFFERENCE.added;
  if (rowB === -1) return DIFFERENCE.removed;
  let mark = 0;
  const failedBefore = a.isError[rowA] === true;
  const failedNow = b.isError[rowB] === true;
  if (failedNow && !failedBefore) mark |= DIFFERENCE.failed;
  if (failedBefore && !failedNow) mark |= DIFFERENCE.fixed;
  const time = change(a.selfMicros[rowA] ?? 0, b.selfMicros[rowB] ?? 0, TIME_SHARE, leastMicros);
  if (time !== 0) mark |= time > 0 ? DIFFERENCE.slower : DIFFERENCE.faster;
  const costA = a.costNanos[rowA] ?? null;
  const costB = b.costNanos[rowB] ?? null;
  if (costA !== null && costB !== null) {
    const cost = change(Number(costA), Number(costB), COST_SHARE, leastNanos);
    if (cost !== 0) mark |= cost > 0 ? DIFFERENCE.dearer : DIFFERENCE.cheaper;
  }
  if ((a.model[rowA] ?? null) !== (b.model[rowB] ?? null)) mark |= DIFFERENCE.model;
  return mark;
}

/** 1 when the second is greater beyond noise, -1 when it is smaller beyond noise, else 0. */
function change(before: number, now: number, share: number, least: number): -1 | 0 | 1 {
  const difference = now - before;
  const size = Math.abs(difference);
  if (size === 0 || size < least || size < share * Math.max(before, now)) return 0;
  return difference > 0 ? 1 : -1;
}

function longest({ durationMicros }: ComparedSpans): number {
  return durationMicros.reduce((most, duration) => Math.max(most, duration), 0);
}

function totalCost({ costNanos }: ComparedSpans): number {
  return costNanos.reduce<number>((sum, cost) => sum + Number(cost ?? 0n), 0);
}

/** The places that are shown when only differences are wanted: those and what stands above them. */
export function placesWithDifferences(tree: MergedTree, marks: Int32Array): number[] {
  const isKept = new Uint8Array(tree.count);
  for (let place = tree.count - 1; place >= 0; place -= 1) {
    if (marks[place] !== 0) isKept[place] = 1;
    const above = tree.parent[place] ?? -1;
    if (isKept[place] === 1 && above !== -1) isKept[above] = 1;
  }
  return [...isKept.keys()].filter((place) => isKept[place] === 1);
}
