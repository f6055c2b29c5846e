import type { PanelType } from '../panel.ts';

/** Grafana's name for each type; those it does not have go as a text. */
export const WRITTEN_TYPES: Readonly<Record<PanelType, string>> = {
  timeseries: 'timeseries',
  stat: 'stat',
  gauge: 'gauge',
  bargauge: 'bargauge',
  table: 'table',
  heatmap: 'heatmap',
  histogram: 'histogram',
  pie: 'piechart',
  'state-timeline': 'state-timeline',
  text: 'text',
  traces: 'text',
  cost: 'text',
  row: 'row',
};

/** Ours by Grafana's name, with what is said about it where it is not the same; those of old included. */
const READ_TYPES: ReadonlyMap<string, readonly [PanelType, string | null]> = new Map<
  string,
  readonly [PanelType, string | null]
>([
  ['timeseries', ['timeseries', null]],
  ['graph', ['timeseries', null]],
  ['stat', ['stat', null]],
  ['singlestat', ['stat', null]],
  ['grafana-singlestat-panel', ['stat', null]],
  ['gauge', ['gauge', null]],
  ['bargauge', ['bargauge', null]],
  ['table', ['table', null]],
  ['table-old', ['table', null]],
  ['heatmap', ['heatmap', null]],
  ['histogram', ['histogram', null]],
  ['piechart', ['pie', null]],
  ['grafana-piechart-panel', ['pie', null]],
  ['state-timeline', ['state-timeline', null]],
  ['status-history', ['state-timeline', 'Shown as a state timeline.']],
  ['barchart', ['timeseries', 'Shown as bars over time.']],
  ['trend', ['timeseries', 'Shown as a time series.']],
  ['text', ['text', null]],
  ['row', ['row', null]],
]);

/** Null: there is nothing like it. */
export function readType(name: string): readonly [PanelType, string | null] | null {
  return READ_TYPES.get(name) ?? null;
}
