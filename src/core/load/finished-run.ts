import type { LoadRunSummary, LoadState } from '../../shared/load/index.ts';
import type { GeneratorResult } from './generator.ts';
import { summarise } from './summarise.ts';

/** How a run ended, for its summary. A threshold that ended it has failed; only somebody's stop is an abort. */
export function outcomeOf(
  result: GeneratorResult,
): Pick<LoadRunSummary, 'state' | 'message' | 'endedAt' | 'figures'> {
  const { measurement, stopped } = result;
  return {
    state: stateOf(result),
    endedAt: measurement.endedAt,
    message:
      stopped === null
        ? null
        : stopped === 'aborted'
          ? 'It was stopped before its end.'
          : `${stopped.expression} did not hold, which ended it.`,
    figures: summarise(measurement),
  };
}

function stateOf({ measurement, stopped }: GeneratorResult): LoadState {
  if (stopped === 'aborted') return 'aborted';
  return measurement.thresholds.every(({ holds }) => holds) ? 'passed' : 'failed';
}
