const UNITS = [
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;

/** Milliseconds as a duration of PromQL with one unit: `90s`, `2h`. */
export function formatDuration(ms: number): string {
  const whole = Math.max(1, Math.round(ms));
  const [unit, size] = UNITS.find(([, each]) => whole % each === 0) ?? (['ms', 1] as const);
  return `${whole / size}${unit}`;
}

/** The milliseconds of `30s`, `1m`, `1h30m`; null for anything else. A year is 365 days, as in Prometheus. */
export function parseDuration(text: string): number | null {
  if (!/^(\d+(ms|[ywdhms]))+$/.test(text)) return null;
  let total = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|[ywdhms])/g)) {
    const size = unit === 'y' ? 31_536_000_000 : (UNITS.find(([name]) => name === unit)?.[1] ?? 0);
    total += Number(count) * size;
  }
  return total > 0 ? total : null;
}
