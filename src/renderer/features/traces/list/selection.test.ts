import { describe, expect, it } from 'vitest';
import { countOf, isSelected, NOTHING_SELECTED, toggled, toTraceSelection, withRange } from './selection.ts';

const FILTER = { service: 'shop' };

describe('the selection of traces', () => {
  it('has what was marked one by one or as a range', () => {
    const two = withRange(toggled(NOTHING_SELECTED, 'a'), ['a', 'b']);
    expect(countOf(two, 100)).toBe(2);
    expect(isSelected(two, 'b')).toBe(true);
    expect(toTraceSelection(two, FILTER)).toEqual({ filter: {}, only: ['a', 'b'] });
    expect(countOf(toggled(toggled(two, 'a'), 'b'), 100)).toBe(0);
  });

  it('has all that match but those that were unmarked', () => {
    const all = { kind: 'all', except: new Set<string>() } as const;
    const most = toggled(toggled(all, 'a'), 'b');
    expect(countOf(most, 100)).toBe(98);
    expect(isSelected(most, 'a')).toBe(false);
    expect(isSelected(most, 'z')).toBe(true);
    expect(toTraceSelection(most, FILTER)).toEqual({ filter: FILTER, except: ['a', 'b'] });
    expect(toTraceSelection(withRange(most, ['a', 'c']), FILTER)).toEqual({ filter: FILTER, except: ['b'] });
    expect(toTraceSelection(all, FILTER)).toEqual({ filter: FILTER });
  });

  it('of nothing means all that match', () => {
    expect(toTraceSelection(NOTHING_SELECTED, FILTER)).toEqual({ filter: FILTER });
  });
});
