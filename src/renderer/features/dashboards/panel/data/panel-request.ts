import type { Panel } from '../../../../../shared/dashboard/index.ts';
import { lengthOf, type TimeRange } from '../../../../lib/time-range.ts';
import type { QueryScope } from '../panel-props.ts';
import { alignedRange, panelStepMs } from './panel-step.ts';

/** What a panel asks the engine, again and again. */
export interface PanelRequest {
  readonly queries: readonly { readonly ref: string; readonly expr: string; readonly instant: boolean }[];
  readonly stepMs: number;
  readonly source: string;
  /** Null: it ends now. */
  readonly fixed: { readonly fromMs: number; readonly toMs: number } | null;
  readonly rangeMs: number;
}

/** Panels that ask something else than the series store. */
const WITHOUT_QUERIES: ReadonlySet<string> = new Set(['text', 'traces', 'cost', 'row']);

/** What a panel of this width asks; null where it asks nothing. */
export function panelRequest(
  panel: Panel,
  range: TimeRange,
  widthPixels: number,
  interpolate: (text: string, scope: QueryScope) => string,
): PanelRequest | null {
  const asked = panel.queries.filter(({ hidden, expr }) => !hidden && expr.trim() !== '');
  if (WITHOUT_QUERIES.has(panel.type) || asked.length === 0) return null;
  const rangeMs = lengthOf(range);
  const least = asked.reduce<number | null>(
    (most, { minStepMs }) => (minStepMs === null ? most : Math.max(most ?? 0, minStepMs)),
    null,
  );
  const stepMs = panelStepMs(rangeMs, widthPixels, least);
  const scope = { stepMs, rangeMs };
  return {
    queries: asked.map(({ ref, expr, instant }) => ({
      ref,
      expr: interpolate(expr, scope),
      // A table has the values of now.
      instant: instant || panel.type === 'table',
    })),
    stepMs,
    rangeMs,
    source: interpolate(panel.source, scope),
    fixed: range.kind === 'last' ? null : alignedRange(Date.parse(range.from), Date.parse(range.to), stepMs),
  };
}
