/** One place of a merged list: an index of the one list, of the other, or of both; -1 where there is none. */
export interface AlignedPlace {
  readonly a: number;
  readonly b: number;
}

/** A sibling: what it is (`exact`), what it is roughly (`loose`), and what its whole subtree is (`shape`). */
export interface Sibling {
  readonly exact: number;
  readonly loose: number;
  readonly shape: number;
}

/** Lists whose product is larger are aligned by occurrence instead of by the best alignment. */
export const MOST_CELLS = 250_000;

/**
 * Merges two lists of siblings in their order, so that as many as possible of the same key stand together, those with the
 * same subtree rather than others (longest common subsequence with weights). What is left over between two such pairs
 * is paired by its looser key. Very long lists are aligned in O(n log n): each key's first with its first, its second
 * with its second, as far as the order allows.
 */
export function alignSiblings(a: readonly Sibling[], b: readonly Sibling[]): AlignedPlace[] {
  const head = commonHead(a, b);
  const tail = commonTail(a, b, head);
  const pairs: AlignedPlace[] = Array.from({ length: head }, (_, index) => ({ a: index, b: index }));
  const middleA = a.slice(head, a.length - tail);
  const middleB = b.slice(head, b.length - tail);
  for (const pair of alignedMiddle(middleA, middleB)) pairs.push({ a: pair.a + head, b: pair.b + head });
  for (let left = tail; left > 0; left -= 1) pairs.push({ a: a.length - left, b: b.length - left });
  return merged(a, b, pairs);
}

function alignedMiddle(a: readonly Sibling[], b: readonly Sibling[]): AlignedPlace[] {
  if (a.length === 0 || b.length === 0) return [];
  return a.length * b.length <= MOST_CELLS ? bestPairs(a, b) : pairsByOccurrence(a, b);
}

/** Pairs of both lists in order; between them, what has no partner. */
function merged(
  a: readonly Sibling[],
  b: readonly Sibling[],
  pairs: readonly AlignedPlace[],
): AlignedPlace[] {
  const places: AlignedPlace[] = [];
  let nextA = 0;
  let nextB = 0;
  for (const pair of [...pairs, { a: a.length, b: b.length }]) {
    for (const place of gap(a, b, nextA, pair.a, nextB, pair.b)) places.push(place);
    if (pair.a < a.length) places.push(pair);
    nextA = pair.a + 1;
    nextB = pair.b + 1;
  }
  return places;
}

const NOTHING: AlignedPlace[] = [];

/** What stands between two pairs: partners by their looser key as far as the order allows, the rest alone. */
function gap(
  a: readonly Sibling[],
  b: readonly Sibling[],
  fromA: number,
  toA: number,
  fromB: number,
  toB: number,
): AlignedPlace[] {
  if (fromA === toA && fromB === toB) return NOTHING;
  const placesOfB = new Map<number, number[]>();
  if (fromA < toA) {
    for (let index = toB - 1; index >= fromB; index -= 1) {
      const key = b[index]?.loose ?? -1;
      const places = placesOfB.get(key);
      if (places === undefined) placesOfB.set(key, [index]);
      else places.push(index);
    }
  }
  const result: AlignedPlace[] = [];
  let nextB = fromB;
  for (let index = fromA; index < toA; index += 1) {
    const places = placesOfB.get(a[index]?.loose ?? -1) ?? [];
    while ((places.at(-1) ?? nextB) < nextB) places.pop();
    const partner = places.pop();
    if (partner === undefined) {
      result.push({ a: index, b: -1 });
      continue;
    }
    while (nextB < partner) result.push({ a: -1, b: nextB++ });
    result.push({ a: index, b: partner });
    nextB = partner + 1;
  }
  while (nextB < toB) result.push({ a: -1, b: nextB++ });
  return result;
}

function isSame(a: Sibling | undefined, b: Sibling | undefined): boolean {
  return a !== undefined && a.shape === b?.shape;
}

function commonHead(a: readonly Sibling[], b: readonly Sibling[]): number {
  let length = 0;
  while (length < a.length && length < b.length && isSame(a[length], b[length])) length += 1;
  return length;
}

function commonTail(a: readonly Sibling[], b: readonly Sibling[], head: number): number {
  const most = Math.min(a.length, b.length) - head;
  let length = 0;
  while (length < most && isSame(a[a.length - 1 - length], b[b.length - 1 - length])) length += 1;
  return length;
}

const SAME_KEY = 2;
const SAME_SHAPE = 3;

/** The heaviest common subsequence, by dynamic programming from the ends. */
function bestPairs(a: readonly Sibling[], b: readonly Sibling[]): AlignedPlace[] {
  const width = b.length + 1;
  const weights = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => weights[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const together = weightOf(a[i], b[j]);
      const best = Math.max(at(i + 1, j), at(i, j + 1), together === 0 ? 0 : at(i + 1, j + 1) + together);
      weights[i * width + j] = best;
    }
  }
  const pairs: AlignedPlace[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const together = weightOf(a[i], b[j]);
    if (together > 0 && at(i, j) === at(i + 1, j + 1) + together) pairs.push({ a: i++, b: j++ });
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

function weightOf(a: Sibling | undefined, b: Sibling | undefined): number {
  if (a?.exact !== b?.exact) return 0;
  return isSame(a, b) ? SAME_SHAPE : SAME_KEY;
}

/** The n-th of a key with the n-th of that key, of which the longest ascending part is kept. */
function pairsByOccurrence(a: readonly Sibling[], b: readonly Sibling[]): AlignedPlace[] {
  const placesOfB = new Map<number, number[]>();
  for (let index = b.length - 1; index >= 0; index -= 1) {
    const key = b[index]?.exact ?? -1;
    const places = placesOfB.get(key);
    if (places === undefined) placesOfB.set(key, [index]);
    else places.push(index);
  }
  const pairs: AlignedPlace[] = [];
  for (const [index, sibling] of a.entries()) {
    const partner = placesOfB.get(sibling.exact)?.pop();
    if (partner !== undefined) pairs.push({ a: index, b: partner });
  }
  return longestAscending(pairs);
}

/** The longest subsequence whose `b` ascends, by patience sorting. */
function longestAscending(pairs: readonly AlignedPlace[]): AlignedPlace[] {
  const tops: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  for (const [index, { b }] of pairs.entries()) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] ?? 0]?.b ?? 0) < b) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? -1 : (tops[low - 1] ?? -1);
    tops[low] = index;
  }
  const kept: AlignedPlace[] = [];
  for (let index = tops.at(-1) ?? -1; index !== -1; index = before[index] ?? -1) {
    const pair = pairs[index];
    if (pair !== undefined) kept.push(pair);
  }
  return kept.reverse();
}
