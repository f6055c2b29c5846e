import { describe, expect, it } from 'vitest';
import { isLoopbackHost, sameSecret } from './access.ts';

describe('isLoopbackHost', () => {
  it.each(['127.0.0.1', '127.0.0.5', 'localhost', '::1', '[::1]'])('knows %s', (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });
  it.each(['127.evil.example', 'localhost.evil.example', '0.0.0.0', '::', '10.0.0.1', ''])(
    'does not take %s for this machine',
    (host) => {
      expect(isLoopbackHost(host)).toBe(false);
    },
  );
});

describe('sameSecret', () => {
  it('compares whole secrets of any length', () => {
    expect(sameSecret('abc', 'abc')).toBe(true);
    expect(sameSecret('abc', 'abcd')).toBe(false);
    expect(sameSecret('', 'abc')).toBe(false);
  });
});
