import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineAt, lineOffsets } from './text-lines.ts';

const linesOf = (text: string, longest?: number) => {
  const offsets = lineOffsets(text, longest);
  return Array.from({ length: offsets.length - 1 }, (_, line) => lineAt(text, offsets, line));
};

describe('lines of a text', () => {
  it('breaks at line breaks and where a line is too long', () => {
    expect(linesOf('one\r\ntwo\n\nthree')).toEqual(['one', 'two', '', 'three']);
    expect(linesOf('abcdefgh\nij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
    expect(linesOf('')).toEqual(['']);
  });

  it('loses nothing and cuts no character in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = text.replaceAll(/[\r\n]/g, '');
        const lines = linesOf(plain, 4);
        expect(lines.join('')).toBe(plain);
        for (const line of lines) if (plain.isWellFormed()) expect(line.isWellFormed()).toBe(true);
      }),
    );
  });
});
