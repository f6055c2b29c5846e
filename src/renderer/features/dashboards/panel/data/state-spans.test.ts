import { expect, it } from 'vitest';
import { stateSpans } from './state-spans.ts';

it('state spans join what is shown alike, and break at gaps', () => {
  const spans = stateSpans([0, 10, 20, 30, 40, 50], [1, 1.2, 2, null, 2, 2], (value) =>
    String(Math.floor(value)),
  );
  expect(spans).toEqual([
    { fromMs: 0, toMs: 20, value: 1 },
    { fromMs: 20, toMs: 30, value: 2 },
    { fromMs: 40, toMs: 60, value: 2 },
  ]);
  expect(stateSpans([], [], String)).toEqual([]);
});
