import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines, diffText, type TextPiece } from './text-diff.ts';

const text = (pieces: readonly TextPiece[], without: TextPiece['kind']) =>
  pieces
    .filter(({ kind }) => kind !== without)
    .map((piece) => piece.text)
    .join('');

describe('the difference of two texts', () => {
  it('goes by words', () => {
    expect(
      diffText('Refunds above 200 euros need a colleague.', 'Refunds above 300 euros need two colleagues.'),
    ).toEqual([
      { kind: 'same', text: 'Refunds above ' },
      { kind: 'removed', text: '200' },
      { kind: 'added', text: '300' },
      { kind: 'same', text: ' euros need ' },
      { kind: 'removed', text: 'a' },
      { kind: 'added', text: 'two' },
      { kind: 'same', text: ' ' },
      { kind: 'removed', text: 'colleague' },
      { kind: 'added', text: 'colleagues' },
      { kind: 'same', text: '.' },
    ]);
  });

  it('is nothing for equal texts, and all for texts of which one is empty', () => {
    expect(diffText('a b', 'a b')).toEqual([{ kind: 'same', text: 'a b' }]);
    expect(diffText('', 'new')).toEqual([{ kind: 'added', text: 'new' }]);
    expect(diffText('old', '')).toEqual([{ kind: 'removed', text: 'old' }]);
    expect(diffText('', '')).toEqual([]);
  });

  it('always gives back both texts, and finds no more than a shortest edit', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c ', '.', 'ü', '😀', '\n'), { maxLength: 25 });
    fc.assert(
      fc.property(words, words, (before, after) => {
        const [a, b] = [before.join(' '), after.join(' ')];
        const pieces = diffText(a, b);
        expect(text(pieces, 'added')).toBe(a);
        expect(text(pieces, 'removed')).toBe(b);
      }),
    );
  });

  it('stays quick and true for long texts without anything in common', () => {
    const a = Array.from({ length: 100_000 }, (_, index) => `a${index}`).join(' ');
    const b = Array.from({ length: 100_000 }, (_, index) => `b${index}`).join(' ');
    expect(diffText(`same ${a}`, `same ${b}`).map(({ kind }) => kind)).toEqual(['same', 'removed', 'added']);
    const rewritten = diffText(a.slice(0, 60_000), b.slice(0, 60_000));
    expect(text(rewritten, 'added')).toBe(a.slice(0, 60_000));
  });

  it('goes by lines too', () => {
    expect(diffLines('a: 1\nb: 2\n', 'a: 1\nb: 3\nc: 4')).toEqual([
      { kind: 'same', text: 'a: 1\n' },
      { kind: 'removed', text: 'b: 2\n' },
      { kind: 'added', text: 'b: 3\nc: 4' },
    ]);
  });
});
