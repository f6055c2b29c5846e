import type { Panel, PanelQuery } from '../../../../../shared/dashboard/index.ts';
import { lengthOf, type TimeRange } from '../../../../lib/time-range.ts';
import type { Interpolate } from '../panel-props.ts';
import { alignedRange, panelStepMs } from './panel-step.ts';

/** What a panel asks the engine, again and again. */
export interface PanelRequest {
  readonly queries: readonly {
    readonly ref: string;
    readonly expr: string;
    readonly instant: boolean;
    readonly exemplars: boolean;
  }[];
  readonly stepMs: number;
  readonly source: string;
  /** Null: it ends now. */
  readonly fixed: { readonly fromMs: number; readonly toMs: number } | null;
  readonly rangeMs: number;
}

/** Panels that ask something else than the series store. */
const WITHOUT_QUERIES: ReadonlySet<string> = new Set(['text', 'traces', 'cost', 'row']);

/** Of a panel's queries those that are asked. */
export function askedQueries(panel: Panel): PanelQuery[] {
  return WITHOUT_QUERIES.has(panel.type)
    ? []
    : panel.queries.filter(({ hidden, expr }) => !hidden && expr.trim() !== '');
}

/** What a panel of this width asks of a source that is scraped each `scrapeMs`; null where it asks nothing. */
export function panelRequest(
  panel: Panel,
  range: TimeRange,
  widthPixels: number,
  scrapeMs: number,
  interpolate: Interpolate,
): PanelRequest | null {
  const asked = askedQueries(panel);
  if (asked.length === 0) return null;
  const rangeMs = lengthOf(range);
  const least = asked.reduce<number | null>(
    (most, { minStepMs }) => (minStepMs === null ? most : Math.max(most ?? 0, minStepMs)),
    null,
  );
  const stepMs = panelStepMs(rangeMs, widthPixels, scrapeMs, least);
  return {
    queries: asked.map(({ ref, expr, instant, exemplars, minStepMs }) => ({
      ref,
      // As in Grafana: the least step of a query says how often its own samples come.
      expr: interpolate(expr, { stepMs, rangeMs, scrapeMs: minStepMs ?? scrapeMs }, 'query'),
      // A table has the values of now.
      instant: instant || panel.type === 'table',
      exemplars: exemplars && !instant && panel.type === 'timeseries',
    })),
    stepMs,
    rangeMs,
    source: interpolate(panel.source, { stepMs, rangeMs, scrapeMs }, 'query'),
    fixed: range.kind === 'last' ? null : alignedRange(Date.parse(range.from), Date.parse(range.to), stepMs),
  };
}
