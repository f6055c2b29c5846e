import { setTimeout as wait } from 'node:timers/promises';
import { SignalboxError } from '../../../shared/errors.ts';
import {
  MAX_POINTS_PER_SERIES,
  type GridResult,
  type WatchedExemplar,
  type WatchQuery,
  type WatchedResults,
} from '../../../shared/metrics.ts';
import type { MetricQueries } from '../../metrics/index.ts';
import { instantToGrid, rangeToGrid, type Grid } from './grid-result.ts';
import { thinnedExemplars } from './thinned-exemplars.ts';

/**
 * The results of several queries, now and then again each `refreshMs`; of a fixed range or without a refresh only once.
 * Where one cannot be answered, its result says why; the others come all the same.
 * @throws SignalboxError what the registry does not know of, which is not the query's fault
 */
export async function* watchMetrics(
  query: WatchQuery,
  queries: MetricQueries,
  signal: AbortSignal,
): AsyncGenerator<WatchedResults, void, void> {
  while (!signal.aborted) {
    const grid = gridOf(query, Date.now());
    const started = performance.now();
    const results = await Promise.all(query.queries.map((one) => answer(one, grid, queries, signal)));
    if (signal.aborted) return;
    yield { atMs: grid.toMs, results };
    if (query.refreshMs === null || query.rangeMs === undefined) return;
    // From start to start: a slow query does not put the next one off, and is not overtaken by it.
    const left = Math.max(0, query.refreshMs - (performance.now() - started));
    await wait(left, undefined, { signal }).catch(() => undefined);
  }
}

/** Times on multiples of the step, so that points stay where they are from one refresh to the next. */
function gridOf({ fromMs, toMs, rangeMs, stepMs }: WatchQuery, nowMs: number): Grid {
  const aligned = (ms: number) => Math.floor(ms / stepMs) * stepMs;
  if (rangeMs === undefined) return { fromMs: aligned(fromMs ?? 0), toMs: aligned(toMs ?? nowMs), stepMs };
  const end = aligned(nowMs);
  return { fromMs: end - aligned(rangeMs), toMs: end, stepMs };
}

async function answer(
  { ref, expr, instant, exemplars: isAsked }: WatchQuery['queries'][number],
  grid: Grid,
  queries: MetricQueries,
  signal: AbortSignal,
): Promise<WatchedResults['results'][number]> {
  try {
    const [result, { exemplars, warnings }] = await Promise.all([
      evaluate(expr, instant, grid, queries, signal),
      isAsked && !instant ? exemplarsOf(expr, grid, queries) : NO_EXEMPLARS,
    ]);
    return {
      ref,
      result: { ...result, warnings: [...result.warnings, ...warnings] },
      error: null,
      exemplars,
    };
  } catch (error) {
    if (error instanceof SignalboxError) return { ref, result: null, error: error.message, exemplars: [] };
    throw error;
  }
}

interface FoundExemplars {
  readonly exemplars: readonly WatchedExemplar[];
  readonly warnings: readonly string[];
}

const NO_EXEMPLARS: FoundExemplars = { exemplars: [], warnings: [] };

/** A source that has the curve and no exemplars is told of, and its curve drawn all the same. */
async function exemplarsOf(
  expr: string,
  { fromMs, toMs }: Grid,
  queries: MetricQueries,
): Promise<FoundExemplars> {
  try {
    const found = await queries.exemplars({ expr, fromMs, toMs });
    return { exemplars: thinnedExemplars(found, { fromMs, toMs }), warnings: [] };
  } catch (error) {
    if (!(error instanceof SignalboxError)) throw error;
    return { exemplars: [], warnings: [`Exemplars: ${error.message}`] };
  }
}

async function evaluate(
  expr: string,
  instant: boolean,
  grid: Grid,
  queries: MetricQueries,
  signal: AbortSignal,
): Promise<GridResult> {
  if (instant) return instantToGrid(await queries.instant({ expr, atMs: grid.toMs }, { signal }), grid.toMs);
  refuseTooFine(grid);
  return rangeToGrid(await queries.range({ expr, ...grid }, { signal }), grid);
}

/** @throws SignalboxError METRICS_PARAMETER_INVALID */
export function refuseTooFine({ fromMs, toMs, stepMs }: Grid): void {
  if (toMs < fromMs)
    throw new SignalboxError('METRICS_PARAMETER_INVALID', {
      parameter: 'end',
      reason: 'end timestamp must not be before start time',
    });
  if ((toMs - fromMs) / stepMs > MAX_POINTS_PER_SERIES)
    throw new SignalboxError('METRICS_PARAMETER_INVALID', {
      parameter: 'step',
      reason:
        'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    });
}
