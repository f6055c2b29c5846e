import { expect, it } from 'vitest';
import { firingBands } from './firing-bands.ts';

const alert = (model: string, firedMs: number | null, resolvedMs: number | null) => ({
  labels: { model },
  annotations: {},
  activeMs: 0,
  firedMs,
  resolvedMs,
});

it('shows alerts that overlap as one band, and others apart', () => {
  const alerts = [alert('b', 40, 60), alert('a', 10, 30), alert('c', 50, 90), alert('d', null, null)];
  expect(firingBands(alerts, 200, 5)).toEqual([
    { fromMs: 10, toMs: 30, alerts: [{ model: 'a' }] },
    { fromMs: 40, toMs: 90, alerts: [{ model: 'b' }, { model: 'c' }] },
  ]);
  expect(firingBands([alert('a', 10, null), alert('b', 198, null)], 200, 5)).toMatchObject([
    { fromMs: 10, toMs: 203 },
  ]);
});
