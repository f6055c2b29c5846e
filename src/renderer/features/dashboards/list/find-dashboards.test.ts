import { describe, expect, it } from 'vitest';
import type { DashboardSummary } from '../../../../shared/dashboard/index.ts';
import { inListOrder, matching, tagsOf } from './find-dashboards.ts';

const made = (id: string, title: string, ...tags: string[]): DashboardSummary => ({
  id,
  title,
  description: 'calls and cost',
  tags,
  panels: 1,
  rangeMs: null,
  version: 1,
  shipped: false,
  updatedAt: '',
  updatedBy: '',
});
const ALL = [made('a', 'Platform', 'ops', 'signalbox'), made('b', 'Gateway', 'signalbox'), made('c', 'Team')];

describe('finding dashboards', () => {
  it('takes every word, wherever it stands, and the tag', () => {
    expect(matching(ALL, '', undefined)).toHaveLength(3);
    expect(matching(ALL, 'COST gate', undefined).map(({ id }) => id)).toEqual(['b']);
    expect(matching(ALL, 'calls', 'ops').map(({ id }) => id)).toEqual(['a']);
  });

  it('puts starred ones first and leaves the order else', () => {
    expect(inListOrder(ALL, ['c']).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  });

  it('lists tags by how often they are used', () => {
    expect(tagsOf(ALL)).toEqual(['signalbox', 'ops']);
  });
});
