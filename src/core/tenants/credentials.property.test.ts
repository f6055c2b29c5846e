import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCredentials } from './credentials.ts';
import { claimsToBeOurs, hashSecret, isWholeKey, newKeySecret, shownPrefix } from './key-secret.ts';

const PLACES = ['authorization', 'x-api-key', 'api-key'] as const;
/** Any value that a header may have. */
const headerText = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
});
const someHeaders = fc.record(
  { authorization: headerText, 'x-api-key': headerText, 'api-key': headerText },
  { requiredKeys: [] },
);

describe('a new key', () => {
  it('is whole, is recognised, and shows only its beginning', () => {
    const secrets = Array.from({ length: 200 }, newKeySecret);
    expect(new Set(secrets).size).toBe(200);
    for (const secret of secrets) {
      expect(isWholeKey(secret)).toBe(true);
      expect(claimsToBeOurs(secret)).toBe(true);
      expect(secret.startsWith(shownPrefix(secret))).toBe(true);
      expect(shownPrefix(secret)).toHaveLength(9);
      expect(hashSecret(secret)).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('is whole no more when a character is changed into another kind, added or lost', () => {
    const secret = newKeySecret();
    for (const mangled of [secret.slice(0, -1), `${secret}A`, secret.replace(/.$/, '!'), ` ${secret}`, '']) {
      expect(isWholeKey(mangled)).toBe(false);
    }
  });
});

describe('readCredentials', () => {
  it('finds our key in each place, whatever stands in the others', () => {
    fc.assert(
      fc.property(
        someHeaders,
        fc.constantFrom(...PLACES),
        fc.constantFrom('', 'Bearer ', 'bearer   '),
        (others, place, scheme) => {
          const secret = newKeySecret();
          const value = place === 'authorization' ? `${scheme}${secret}` : secret;
          const clean = Object.fromEntries(
            Object.entries(others).filter(([, text]) => !/^\s*(?:bearer\s+)?sb-/i.test(text)),
          );
          expect(readCredentials({ ...clean, [place]: value }).own).toBe(secret);
        },
      ),
    );
  });

  it('never calls something foreign that claims to be ours', () => {
    fc.assert(
      fc.property(someHeaders, (headers) => {
        const { own, foreign } = readCredentials(headers);
        expect(foreign.filter(claimsToBeOurs)).toEqual([]);
        expect(foreign.every((credential) => credential.trim() !== '')).toBe(true);
        expect(own === null || claimsToBeOurs(own)).toBe(true);
      }),
    );
  });
});
