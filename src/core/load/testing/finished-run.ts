import { loadPlanSchema, type LoadRun } from '../../../shared/load/index.ts';
import { toMeasurement } from '../measurement.ts';
import { summarise } from '../summarise.ts';
import { Tally } from '../tally.ts';

/** A run of twenty calls, or so many, that took 1 to 20 ms. */
export function finishedRun({ name = 'A run', calls = 20 }: { name?: string; calls?: number }): LoadRun {
  const total = new Tally(['chat']);
  for (let call = 1; call <= calls; call++) {
    total.start(0);
    const usage = { input: 10, output: 20 };
    total.end(0, 0, { sentMs: 0, endedMs: call, firstPieceMs: null, gaps: [], usage, failure: null });
  }
  const measurement = toMeasurement({
    startedAt: new Date(0),
    total,
    slices: [total.latency],
    measuredMs: 1000,
    asked: 20,
    askedMs: 1000,
    isOpen: true,
    warmUp: 0,
    abandoned: 0,
    timeline: [],
    thresholds: [{ expression: 'p95<1s', value: 19, holds: true, aborted: false }],
    generatorCpu: 0.1,
  });
  const plan = loadPlanSchema.parse({
    name,
    shape: { model: 'open', start: 20, stages: [{ seconds: 1, target: 20 }] },
    mix: [{ kind: 'chat', name: 'chat', model: 'gpt-4o-mini', prompt: 'Hello' }],
  });
  return {
    id: 'run-1',
    name,
    state: 'passed',
    startedAt: measurement.startedAt,
    endedAt: measurement.endedAt,
    startedBy: 'test',
    model: 'open',
    target: 'gateway',
    message: null,
    figures: summarise(measurement),
    plan,
    session: null,
    measurement,
    observation: null,
  };
}
