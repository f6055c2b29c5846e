import { describe, expect, it } from 'vitest';
import { diffLines } from '../../../lib/text-diff.ts';
import { pairedLines, unifiedLines } from './diff-rows.ts';

const lines = unifiedLines(diffLines('a\nb\nc\n', 'a\nx\ny\nc\n'));

describe('lines of a difference', () => {
  it('are numbered in both texts', () => {
    expect(lines.map(({ kind, text, before, after }) => [kind, text, before, after])).toEqual([
      ['same', 'a', 1, 1],
      ['removed', 'b', 2, null],
      ['added', 'x', null, 2],
      ['added', 'y', null, 3],
      ['same', 'c', 3, 4],
    ]);
  });

  it('stand side by side', () => {
    expect(pairedLines(lines).map(({ left, right }) => [left?.text ?? null, right?.text ?? null])).toEqual([
      ['a', 'a'],
      ['b', 'x'],
      [null, 'y'],
      ['c', 'c'],
    ]);
  });
});
