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
};

describe('the draft of a dashboard', () => {
  it('goes back and forth over its steps', () => {
    const third = changed(changed(begun, model('b')), model('c'));
    expect(isChanged(third)).toBe(true);
    const first = undone(undone(third));
    expect(first.model.title).toBe('a');
    expect(isChanged(first)).toBe(false);
    expect(undone(first)).toBe(first);
    expect(redone(redone(first)).model.title).toBe('c');
    expect(redone(third)).toBe(third);
  });

  it('forgets what was undone once something else is done', () => {
    const other = changed(undone(changed(begun, model('b'))), model('x'));
    expect(other.future).toEqual([]);
    expect(undone(other).model.title).toBe('a');
  });

  it('takes no step for a change that changes nothing', () => {
    expect(changed(begun, model('a'))).toBe(begun);
  });
});
