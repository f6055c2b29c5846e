import { expect, it, vi } from 'vitest';
import { groupContentSchema } from '../../../shared/alert/index.ts';
import { createLogger } from '../../log.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { SeriesDouble } from '../testing/series-double.ts';
import { RuleEvaluator } from './rule-evaluator.ts';

it('saves with the next evaluation what could not be saved with one', async () => {
  const series = new SeriesDouble();
  series.answer('up == 0', () => [{ labels: { job: 'a' }, value: 0 }]);
  const saveAlertState = vi.fn(() => Promise.resolve());
  const clock = new ManualClock();
  const evaluator = await RuleEvaluator.open({
    metrics: { queries: series.queries, append: (batch) => series.append(batch) },
    store: { alertStates: () => Promise.resolve([]), saveAlertState },
    clock,
    log: createLogger('error', () => undefined),
    silencesOf: () => [],
    isOff: () => false,
    onEvaluated: () => undefined,
  });
  const content = groupContentSchema.parse({
    name: 'g',
    rules: [{ kind: 'alert', name: 'Down', expr: 'up == 0' }],
  });
  await evaluator.setGroups([
    { id: 'g', origin: 'user', version: 1, content, changedAt: null, changedBy: null },
  ]);
  saveAlertState.mockReset();
  saveAlertState.mockRejectedValueOnce(new Error('disk full'));
  await evaluator.evaluate('g');
  await evaluator.evaluate('g', clock.now() + 1_000);
  expect(saveAlertState).toHaveBeenCalledTimes(2);
  expect(saveAlertState).toHaveBeenLastCalledWith(
    'g',
    expect.objectContaining({ rules: { 'alert:Down': [expect.objectContaining({ state: 'firing' })] } }),
    [],
    expect.any(Number),
  );
  await evaluator.evaluate('g', clock.now() + 2_000);
  expect(saveAlertState).toHaveBeenCalledTimes(2);
  await evaluator.stop();
});
