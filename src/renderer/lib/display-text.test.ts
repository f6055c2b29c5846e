import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayText } from './display-text.ts';

describe('displayText', () => {
  it('leaves what people write as it is', () => {
    expect(displayText('chat gpt-4o — café 日本 👩', 100)).toBe('chat gpt-4o — café 日本 👩');
    expect(displayText('مرحبا', 100)).toBe('مرحبا');
  });

  it('shows what would hide or turn text as a replacement character', () => {
    expect(displayText('safe\u202Egnp.exe', 100)).toBe('safe\uFFFDgnp.exe');
    expect(displayText('a\u0000b\u0007c', 100)).toBe('a\uFFFDb\uFFFDc');
    expect(displayText('one\r\ntwo\tthree', 100)).toBe('one two three');
  });

  it('cuts long text, also within a surrogate pair', () => {
    expect(displayText('x'.repeat(1_000_000), 5)).toBe('xxxxx…');
    expect(displayText('ab😀', 3)).toBe('ab\uFFFD…');
  });

  it('gives well-formed text of bounded length for anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, most) => {
        const shown = displayText(text, most);
        expect(shown.isWellFormed()).toBe(true);
        expect(shown.length).toBeLessThanOrEqual(most + 1);
      }),
    );
  });
});
