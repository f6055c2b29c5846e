const RELATIVE_STEPS = [
  { below: 60_000, unit: 1_000, suffix: 's' },
  { below: 3_600_000, unit: 60_000, suffix: 'm' },
  { below: 86_400_000, unit: 3_600_000, suffix: 'h' },
  { below: Infinity, unit: 86_400_000, suffix: 'd' },
] as const;

const CLOCK_SLACK_MS = 30_000;

const ABSOLUTE = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'medium',
});
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const CLOCK_MINUTES = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DAY_CLOCK = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const DAY_OF_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** An ISO time as seen from `now` (milliseconds): "now", "12s ago", "3h ago"; "in 5m" where clocks differ much. */
export function formatRelative(iso: string, now: number): string {
  const distance = now - Date.parse(iso);
  const size = Math.abs(distance);
  // Clocks differ a little, and the time of the screen is only set anew every few seconds.
  if (distance > -CLOCK_SLACK_MS && distance < 1_500) return 'now';
  const step = RELATIVE_STEPS.find(({ below }) => size < below) ?? RELATIVE_STEPS[3];
  const text = `${Math.floor(size / step.unit)}${step.suffix}`;
  return distance > 0 ? `${text} ago` : `in ${text}`;
}

/** An ISO time in the user's zone, with its date: "21 Nov 2026, 11:02:03". */
export function formatAbsolute(iso: string): string {
  return ABSOLUTE.format(new Date(iso));
}

/** Only the time of day, for something of today: "11:02:03". */
export function formatClock(time: number | string): string {
  return CLOCK.format(new Date(time));
}

/** A tick of a time axis over `spanMs`: the clock for up to a day, with the date beyond. */
export function formatTick(time: number, spanMs: number): string {
  if (spanMs <= 10 * 60_000) return CLOCK.format(time);
  return spanMs <= 86_400_000 ? CLOCK_MINUTES.format(time) : DAY_CLOCK.format(time);
}

/** A range as seen from `now` (all in milliseconds): "09:00 – 09:15" of today, "20 Nov, 09:00 – 09:15" of another day. */
export function formatRange(from: number, to: number, now: number): string {
  const clock = to - from <= 10 * 60_000 ? CLOCK : CLOCK_MINUTES;
  const withDay = (time: number) => {
    const isThisYear = new Date(time).getFullYear() === new Date(now).getFullYear();
    return `${(isThisYear ? DAY : DAY_OF_YEAR).format(time)}, ${clock.format(time)}`;
  };
  const isOneDay = isSameDay(from, to);
  const start = isOneDay && isSameDay(to, now) ? clock.format(from) : withDay(from);
  return `${start} – ${isOneDay ? clock.format(to) : withDay(to)}`;
}

function isSameDay(one: number, other: number): boolean {
  return DAY_OF_YEAR.format(one) === DAY_OF_YEAR.format(other);
}
