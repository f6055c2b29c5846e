import { formatGeneral } from './go-number.ts';

const LARGE = ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];
const SMALL = ['', 'm', 'u', 'n', 'p', 'f', 'a', 'z', 'y'];
const BINARY = ['', 'ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'Zi', 'Yi'];

/** `1234567` is `1.235M`, `0.0012` is `1.2m`. */
export function humanize(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return formatGeneral(value, 4);
  return Math.abs(value) >= 1 ? scaledDown(value, 1_000, LARGE) : scaledUp(value);
}

/** The same by 1,024: `2048` is `2ki`. */
export function humanize1024(value: number): string {
  if (Math.abs(value) <= 1 || !Number.isFinite(value)) return formatGeneral(value, 4);
  return scaledDown(value, 1_024, BINARY);
}

/** A ratio: `0.0512` is `5.12%`. */
export function humanizePercentage(value: number): string {
  return `${formatGeneral(value * 100, 4)}%`;
}

/** Seconds: `5400` is `1h 30m 0s`. */
export function humanizeDuration(value: number): string {
  if (!Number.isFinite(value)) return formatGeneral(value, 4);
  if (value === 0) return '0s';
  if (Math.abs(value) < 1) return `${scaledUp(value)}s`;
  const sign = value < 0 ? '-' : '';
  const whole = Math.trunc(Math.abs(value));
  const days = Math.floor(whole / 86_400);
  const hours = Math.floor(whole / 3_600) % 24;
  const minutes = Math.floor(whole / 60) % 60;
  const seconds = whole % 60;
  if (days > 0) return `${sign}${days}d ${hours}h ${minutes}m ${seconds}s`;
  if (hours > 0) return `${sign}${hours}h ${minutes}m ${seconds}s`;
  if (minutes > 0) return `${sign}${minutes}m ${seconds}s`;
  return `${sign}${formatGeneral(Math.abs(value), 4)}s`;
}

/** Seconds since 1970, in UTC. */
export function humanizeTimestamp(value: number): string {
  const date = new Date(value * 1_000);
  if (Number.isNaN(date.getTime())) return formatGeneral(value, 4);
  const [day = '', time = ''] = date.toISOString().split('T');
  return `${day} ${time.replace(/\.?0*Z$/, '')} +0000 UTC`;
}

function scaledDown(value: number, base: number, prefixes: readonly string[]): string {
  let scaled = value;
  let step = 0;
  while (Math.abs(scaled) >= base && step < prefixes.length - 1) {
    scaled /= base;
    step += 1;
  }
  return formatGeneral(scaled, 4) + (prefixes[step] ?? '');
}

function scaledUp(value: number): string {
  let scaled = value;
  let step = 0;
  while (Math.abs(scaled) < 1 && step < SMALL.length - 1) {
    scaled *= 1_000;
    step += 1;
  }
  return formatGeneral(scaled, 4) + (SMALL[step] ?? '');
}
