import type { PanelAnswers } from '../use-panel-answers.ts';
import type { PanelFrame } from './panel-series.ts';

/** The first thing that went wrong, with the query that it went wrong in; null where nothing did. */
export function queryProblem(results: PanelAnswers['results']): { ref: string; message: string } | null {
  for (const { ref, error } of results) if (error !== null) return { ref, message: error };
  return null;
}

/** What is to be said beside a result, in lines; null where nothing is. */
export function problemLines(results: PanelAnswers['results'], more: number): string | null {
  const lines = results.flatMap(({ ref, result, error }) =>
    error !== null
      ? [`Query ${ref}: ${error}`]
      : (result?.warnings ?? []).map((warning) => `Query ${ref}: ${warning}`),
  );
  if (more > 0) lines.push(`${more} more series are not drawn.`);
  return lines.length === 0 ? null : lines.join('\n');
}

/** The times that a panel shows: those of its answers, on the grid of their step. */
export function shownSpan({ request, atMs }: Pick<PanelAnswers, 'request' | 'atMs'>): {
  fromMs: number;
  toMs: number;
} {
  if (request.fixed !== null) return request.fixed;
  const toMs = Math.floor(atMs / request.stepMs) * request.stepMs;
  return { fromMs: toMs - request.rangeMs, toMs };
}

/** Whether there is anything that a chart over time can show: a number, or an exemplar. */
export function isDrawable(
  { series }: Pick<PanelFrame, 'series'>,
  results: readonly Pick<PanelAnswers['results'][number], 'exemplars'>[],
): boolean {
  if (results.some(({ exemplars }) => exemplars.length > 0)) return true;
  return series.some(({ values }) => values.some((value) => value !== null && Number.isFinite(value)));
}
