import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StringCache } from './string-cache.ts';

function lookUp(cache: StringCache, text: string, offset = 0): string | null {
  const bytes = Buffer.concat([Buffer.alloc(offset, 0xff), Buffer.from(text), Buffer.alloc(3, 0xff)]);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return cache.get(bytes, view, offset, bytes.length - 3);
}

describe('the string cache', () => {
  it('gives the very text that is asked for, however many it has seen', () => {
    const cache = new StringCache();
    const ascii = fc.string({ unit: 'binary-ascii', maxLength: 48 });
    fc.assert(
      fc.property(fc.array(ascii, { maxLength: 50 }), fc.nat(5), (texts, offset) => {
        for (const text of [...texts, ...texts]) expect(lookUp(cache, text, offset)).toBe(text);
      }),
    );
  });

  it('tells apart texts that differ in one character or only in trailing zeros', () => {
    const cache = new StringCache();
    for (const text of [
      '',
      '\0',
      '\0\0',
      'gen_ai.usage.input_tokens',
      'gen_ai.usage.inpuT_tokens',
      'a',
      'a\0',
    ]) {
      expect(lookUp(cache, text)).toBe(text);
    }
  });

  it('leaves long and other text to the decoder', () => {
    const cache = new StringCache();
    expect(lookUp(cache, 'x'.repeat(49))).toBeNull();
    for (const text of ['é', 'aé', 'aaaé', 'aaaaé', '🚦']) expect(lookUp(cache, text)).toBeNull();
  });
});
