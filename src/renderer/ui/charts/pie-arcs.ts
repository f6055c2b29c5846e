export interface PieArc<Slice> {
  readonly slice: Slice;
  /** Of the whole, 0 to 1. */
  readonly share: number;
  /** In turns, clockwise from the top. */
  readonly from: number;
  readonly to: number;
}

/** Where each slice of a pie lies, the largest first. What is not above zero has no place in a whole. */
export function pieArcs<Slice extends { readonly value: number }>(slices: readonly Slice[]): PieArc<Slice>[] {
  const whole = slices
    .filter(({ value }) => value > 0 && Number.isFinite(value))
    .sort((a, b) => b.value - a.value);
  const sum = whole.reduce((all, { value }) => all + value, 0);
  const ends: number[] = [];
  for (const { value } of whole) ends.push((ends.at(-1) ?? 0) + value / sum);
  return whole.map((slice, at) => ({
    slice,
    share: slice.value / sum,
    from: ends[at - 1] ?? 0,
    to: ends[at] ?? 1,
  }));
}
