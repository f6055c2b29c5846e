import { describe, expect, it } from 'vitest';
import type { SavedView } from '../../../../shared/saved-view.ts';
import { timeRangeOf } from '../../../lib/time-range.ts';
import { sortingOf } from './list-search.ts';
import { traceSearchOf, traceSearchSchema } from './trace-search.ts';
import { contentOf, isUnchanged, searchOf } from './view-content.ts';

const LAYOUT = { order: ['name', 'cost'], sizes: { name: 300 }, visibility: { cost: true, name: true } };
const SHOWN = contentOf(
  { q: 'refund status:error' },
  { sort: 'cost', order: 'asc' },
  timeRangeOf({ range: '24h' }),
  LAYOUT,
);
const VIEW: SavedView = {
  ...SHOWN,
  id: 'v1',
  name: 'refunds',
  createdAt: '2026-11-21T10:00:00.000Z',
  updatedAt: '2026-11-21T10:00:00.000Z',
};

describe('what a view keeps', () => {
  it('comes back by its search parameters', () => {
    const search = searchOf(VIEW);
    expect(search).toMatchObject({
      q: 'refund status:error',
      sort: 'cost',
      order: 'asc',
      range: '24h',
      saved: 'v1',
    });
    expect(search).toHaveProperty('service', undefined);
    const again = contentOf(
      traceSearchOf(traceSearchSchema.parse(search)),
      sortingOf(search),
      timeRangeOf(search),
      LAYOUT,
    );
    expect(isUnchanged(VIEW, again)).toBe(true);
  });

  it('has a range that stands still too', () => {
    const fixed = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z' };
    const content = contentOf({ q: '' }, sortingOf({}), timeRangeOf(fixed), LAYOUT);
    expect(searchOf({ ...VIEW, ...content })).toMatchObject({ ...fixed, sort: undefined });
  });

  it('differs from what is shown by filter, order, range or columns, but not by columns it does not keep', () => {
    const reordered = { ...LAYOUT, visibility: { name: true, cost: true } };
    expect(isUnchanged(VIEW, { ...SHOWN, columns: reordered })).toBe(true);
    expect(isUnchanged(VIEW, { ...SHOWN, columns: { ...LAYOUT, order: ['cost', 'name'] } })).toBe(false);
    expect(isUnchanged({ ...VIEW, columns: null }, { ...SHOWN, columns: LAYOUT })).toBe(true);
    expect(isUnchanged(VIEW, { ...SHOWN, filter: 'refund' })).toBe(false);
    expect(isUnchanged(VIEW, { ...SHOWN, order: 'desc' })).toBe(false);
    expect(isUnchanged(VIEW, { ...SHOWN, range: { kind: 'last', key: '1h' } })).toBe(false);
  });
});
