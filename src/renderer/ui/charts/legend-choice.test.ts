import { describe, expect, it } from 'vitest';
import { hiddenAfterPick } from './legend-choice.ts';

const names = ['a', 'b', 'c'];

describe('hiddenAfterPick', () => {
  it('isolates, and shows all again', () => {
    const alone = hiddenAfterPick(names, new Set(), 'b', false);
    expect([...alone]).toEqual(['a', 'c']);
    expect([...hiddenAfterPick(names, alone, 'a', false)]).toEqual(['b', 'c']);
    expect([...hiddenAfterPick(names, alone, 'b', false)]).toEqual([]);
  });

  it('toggles', () => {
    const one = hiddenAfterPick(names, new Set(), 'b', true);
    expect([...one]).toEqual(['b']);
    expect([...hiddenAfterPick(names, one, 'b', true)]).toEqual([]);
  });
});
