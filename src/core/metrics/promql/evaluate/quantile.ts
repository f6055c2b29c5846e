/** The quantile of values in any order, between the two that are next to it; NaN counts as the least. Sorts `values`. */
export function quantileOf(quantile: number, values: Float64Array): number {
  if (values.length === 0 || Number.isNaN(quantile)) return NaN;
  if (quantile < 0) return -Infinity;
  if (quantile > 1) return Infinity;
  // Without a function that compares, which is several times faster; NaN is last then.
  values.sort();
  let numbers = values.length;
  while (numbers > 0 && Number.isNaN(values[numbers - 1])) numbers -= 1;
  const nans = values.length - numbers;
  const rank = quantile * (values.length - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(values.length - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return (values[lower - nans] ?? NaN) * (1 - weight) + (values[upper - nans] ?? NaN) * weight;
}
