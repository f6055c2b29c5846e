/**
 * Money is counted in whole nano-dollars (1 USD = 1,000,000,000), as bigint: never a floating number of dollars.
 * On wires it is a decimal integer in a string.
 */
export type NanoDollars = bigint;

export const NANOS_PER_DOLLAR = 1_000_000_000n;

/** Exact decimal dollars without trailing zeros: 4300000n -> "0.0043". */
export function nanosToUsd(nanos: NanoDollars): string {
  const sign = nanos < 0n ? '-' : '';
  const magnitude = nanos < 0n ? -nanos : nanos;
  const whole = magnitude / NANOS_PER_DOLLAR;
  const fraction = (magnitude % NANOS_PER_DOLLAR).toString().padStart(9, '0').replace(/0+$/, '');
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
}
