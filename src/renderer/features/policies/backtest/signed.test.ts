import { describe, expect, it } from 'vitest';
import { signedDuration, signedMoney } from './signed.ts';

describe('differences', () => {
  it('of money have their sign', () => {
    expect(signedMoney('120000000')).toBe('+$0.12');
    expect(signedMoney(-3_400_000_000n)).toBe('-$3.40');
    expect(signedMoney('0')).toBe('$0.00');
  });

  it('of times have their sign', () => {
    expect(signedDuration(120)).toBe('+120 ms');
    expect(signedDuration(-1_200)).toBe('-1.2 s');
    expect(signedDuration(0.2)).toBe('0 ms');
  });
});
