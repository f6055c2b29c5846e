import type { LoadMeasurement, LoadRunSummary, LoadState } from '../../shared/load/index.ts';
import type { GeneratorResult } from './generator.ts';
import { summarise } from './summarise.ts';

/**
 * How a run ended, for its summary. A threshold that ended it has failed, and so has a run that nothing answered; only
 * somebody's stop is an abort.
 */
export function outcomeOf(
  result: GeneratorResult,
): Pick<LoadRunSummary, 'state' | 'message' | 'endedAt' | 'figures'> {
  const { measurement } = result;
  return {
    state: stateOf(result),
    endedAt: measurement.endedAt,
    message: messageOf(result),
    figures: summarise(measurement),
  };
}

function messageOf({ measurement, stopped }: GeneratorResult): string | null {
  if (stopped === 'aborted') return 'It was stopped before its end.';
  if (stopped !== null) return `${stopped.expression} did not hold, which ended it.`;
  return isUnanswered(measurement) ? 'Not one call was answered well.' : null;
}

function isUnanswered({ latency }: LoadMeasurement): boolean {
  return latency.count === 0;
}

function stateOf({ measurement, stopped }: GeneratorResult): LoadState {
  if (stopped === 'aborted') return 'aborted';
  if (isUnanswered(measurement)) return 'failed';
  return measurement.thresholds.every(({ holds }) => holds) ? 'passed' : 'failed';
}
