const UNITS = [
  ['y', 365 * 86_400_000],
  ['w', 7 * 86_400_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;

const DURATION =
  /^(?:(?<y>\d+)y)?(?:(?<w>\d+)w)?(?:(?<d>\d+)d)?(?:(?<h>\d+)h)?(?:(?<m>\d+)m)?(?:(?<s>\d+)s)?(?:(?<ms>\d+)ms)?$/;

/** Milliseconds of a duration as Prometheus writes it (`1h30m`, `90s`, `0`); null when it is none. */
export function parseDuration(text: string): number | null {
  if (text === '0') return 0;
  const found = DURATION.exec(text)?.groups;
  if (text === '' || found === undefined) return null;
  const total = UNITS.reduce((sum, [unit, millis]) => sum + Number(found[unit] ?? 0) * millis, 0);
  return Number.isSafeInteger(total) ? total : null;
}

/** The inverse: `90000` is `1m30s`, as Prometheus prints it. Years and weeks only where nothing is left over. */
export function formatDuration(millis: number): string {
  let left = Math.max(0, Math.round(millis));
  if (left === 0) return '0s';
  let text = '';
  for (const [unit, size] of UNITS) {
    if ((unit === 'y' || unit === 'w') && left % size !== 0) continue;
    const count = Math.floor(left / size);
    if (count === 0) continue;
    text += `${count}${unit}`;
    left -= count * size;
  }
  return text;
}
