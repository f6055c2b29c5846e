/** A time for which a series stayed in one state. */
export interface StateSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly value: number;
}

/**
 * Consecutive times with what is shown as the same, as spans; gaps are left out. `sameAs` is the text that stands for a
 * value: two values in one range of a mapping are one state.
 */
export function stateSpans(
  times: readonly number[],
  values: readonly (number | null)[],
  sameAs: (value: number) => string,
): StateSpan[] {
  const stepMs = (times[1] ?? 0) - (times[0] ?? 0) || 1_000;
  const spans: StateSpan[] = [];
  let last: string | null = null;
  for (const [index, fromMs] of times.entries()) {
    const value = values[index] ?? null;
    if (value === null) {
      last = null;
      continue;
    }
    const text = sameAs(value);
    const toMs = times[index + 1] ?? fromMs + stepMs;
    const span = spans.at(-1);
    if (span !== undefined && last === text) spans[spans.length - 1] = { ...span, toMs };
    else spans.push({ fromMs, toMs, value });
    last = text;
  }
  return spans;
}
