import { expect, it } from 'vitest';
import { groupedLosses } from './grouped-losses.ts';

it('says once what is lost in many places, and last what is lost in most', () => {
  const step = { reason: 'The step follows the width of the panel.' };
  const losses = groupedLosses([
    { panel: 'CPU', field: 'targets[A].interval', ...step },
    { panel: 'CPU', field: 'targets[B].interval', ...step },
    { panel: 'Disk', field: 'targets[A].interval', ...step },
    { panel: 'Disk', field: 'overrides[/in/].custom.lineStyle', reason: 'Left out.' },
    { panel: null, field: 'links', reason: 'Left out.' },
    { panel: 'CPU', field: 'links', reason: 'Left out.' },
  ]);
  expect(losses).toEqual([
    { panels: ['Disk'], field: 'overrides[/in/].custom.lineStyle', reason: 'Left out.' },
    { panels: [null, 'CPU'], field: 'links', reason: 'Left out.' },
    { panels: ['CPU', 'Disk'], field: 'targets[…].interval', ...step },
  ]);
});
