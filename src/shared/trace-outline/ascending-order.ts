const BITS = 16;
const BUCKETS = 2 ** BITS;

/** The indexes of whole values from the least to the greatest, equal ones as they stand; in linear time. */
export function ascendingOrder(values: Float64Array): Uint32Array {
  let order = Uint32Array.from(values.keys());
  const { least, most, isSorted } = rangeOf(values);
  if (isSorted) return order;
  let next = new Uint32Array(values.length);
  // Counting sort by 16 bits after 16 bits, the lowest first. Values are whole, and beyond 32 bits shifts would cut them.
  for (let scale = 1; scale <= most - least; scale *= BUCKETS) {
    const digitOf = (index: number) => Math.floor(((values[index] ?? 0) - least) / scale) % BUCKETS;
    const places = new Uint32Array(BUCKETS + 1);
    for (const index of order) increase(places, digitOf(index) + 1, 1);
    for (let digit = 0; digit < BUCKETS; digit++) increase(places, digit + 1, places[digit] ?? 0);
    for (const index of order) next[increase(places, digitOf(index), 1)] = index;
    [order, next] = [next, order];
  }
  return order;
}

/** Answers what was there before. */
function increase(array: Uint32Array, index: number, by: number): number {
  const before = array[index] ?? 0;
  array[index] = before + by;
  return before;
}

function rangeOf(values: Float64Array): { least: number; most: number; isSorted: boolean } {
  let least = Infinity;
  let most = -Infinity;
  let isSorted = true;
  let last = -Infinity;
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
    isSorted &&= value >= last;
    last = value;
  }
  return { least, most, isSorted };
}
