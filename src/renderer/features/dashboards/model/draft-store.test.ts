import { describe, expect, it } from 'vitest';
import { dashboardModelSchema, type DashboardModel } from '../../../../shared/dashboard/index.ts';
import { changed, isChanged, redone, undone, type DashboardDraft } from './draft-store.ts';

const model = (title: string): DashboardModel =>
  dashboardModelSchema.parse({ schemaVersion: 1, title, panels: [] });
const begun: DashboardDraft = {
  base: { version: 1, model: model('a') },
  past: [],
  model: model('a'),
  future: [],
  typedIn: null,
};

describe('the draft of a dashboard', () => {
  it('goes back and forth over its steps', () => {
    const third = changed(changed(begun, model('b')), { ...model('b'), description: 'c' });
    expect(isChanged(third)).toBe(true);
    const first = undone(undone(third));
    expect(first.model.title).toBe('a');
    expect(isChanged(first)).toBe(false);
    expect(undone(first)).toBe(first);
    expect(redone(redone(first)).model).toEqual(third.model);
    expect(redone(third)).toBe(third);
  });

  it('forgets what was undone once something else is done', () => {
    const other = changed(undone(changed(begun, model('b'))), model('x'));
    expect(other.future).toEqual([]);
    expect(undone(other).model.title).toBe('a');
  });

  it('takes what is typed into one field for one step', () => {
    const typed = ['ab', 'abc', 'abcd'].reduce((draft, title) => changed(draft, model(title)), begun);
    expect(undone(typed).model.title).toBe('a');
    const described = changed(typed, { ...model('abcd'), description: 'x' });
    expect(undone(described).model.title).toBe('abcd');
    const again = changed(undone(described), model('abcde'));
    expect(undone(again).model.title).toBe('abcd');
    const moved = [60, 120].reduce(
      (draft, refreshSeconds) => changed(draft, { ...draft.model, refreshSeconds }),
      begun,
    );
    expect(undone(moved).model.refreshSeconds).toBe(60);
  });

  it('takes no step for a change that changes nothing', () => {
    expect(changed(begun, model('a'))).toBe(begun);
  });
});
