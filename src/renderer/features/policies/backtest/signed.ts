import { formatDuration, formatMoney } from '../../../lib/format.ts';

/** A difference of money: "+$0.12", "-$3.40", "no difference". Nano-dollars. */
export function signedMoney(nanos: bigint | string): string {
  const value = BigInt(nanos);
  if (value === 0n) return '$0.00';
  return value > 0n ? `+${formatMoney(value)}` : formatMoney(value);
}

/** A difference of times in milliseconds: "+120 ms", "-1.2 s". */
export function signedDuration(ms: number): string {
  const size = formatDuration(Math.abs(ms));
  if (Math.abs(ms) < 0.5) return '0 ms';
  return ms > 0 ? `+${size}` : `-${size}`;
}
