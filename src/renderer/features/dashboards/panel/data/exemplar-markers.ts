import type { Panel } from '../../../../../shared/dashboard/index.ts';
import type { WatchedExemplar, WatchedResults } from '../../../../../shared/metrics.ts';
import { displayText } from '../../../../lib/display-text.ts';
import { formatUnit } from '../../../../lib/format-unit.ts';
import type { ChartMarker } from '../../../../ui/charts/time-series-chart.tsx';
import type { PanelFrame } from './panel-series.ts';

const MOST_LABELS = 8;
/** The name of the metric is in the query, the bucket says less than the value. */
const UNTOLD: ReadonlySet<string> = new Set(['__name__', 'le']);

/** The exemplars of a panel as what a chart draws, on the axis and in the unit of their query's curves. */
export function exemplarMarkers(
  panel: Panel,
  { series }: PanelFrame,
  results: WatchedResults['results'],
  open: (exemplar: WatchedExemplar) => void,
): ChartMarker[] {
  return results.flatMap(({ ref, exemplars }) => {
    const field = series.find((one) => one.ref === ref)?.field ?? panel.field;
    return exemplars.map((exemplar): ChartMarker => {
      const { atMs, value, traceId } = exemplar;
      return {
        atMs,
        value: field.mirrored ? -value : value,
        text: formatUnit(value, field.unit, field.decimals),
        facts: factsOf(exemplar),
        axis: field.axis === 'right' ? 'right' : 'left',
        ...(traceId !== '' && { action: 'Open the trace', onPick: () => open(exemplar) }),
      };
    });
  });
}

function factsOf({ labels, traceId }: WatchedExemplar): [name: string, value: string][] {
  const told = Object.entries(labels)
    .filter(([name]) => !UNTOLD.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, MOST_LABELS)
    .map(([name, value]): [string, string] => [displayText(name, 40), displayText(value, 80)]);
  return traceId === '' ? told : [...told, ['trace', displayText(traceId, 40)]];
}
