import { z } from 'zod';
import { MAX_EXPRESSION_LENGTH } from '../metrics.ts';

/** Columns of the grid; a row of it is 30 pixels high, as in Grafana. */
export const GRID_COLUMNS = 24;

export const PANEL_TYPES = [
  'timeseries',
  'stat',
  'gauge',
  'bargauge',
  'table',
  'heatmap',
  'histogram',
  'pie',
  'state-timeline',
  'text',
  'traces',
  'cost',
  'row',
] as const;
export type PanelType = (typeof PANEL_TYPES)[number];

export const gridPositionSchema = z.object({
  x: z
    .number()
    .int()
    .min(0)
    .max(GRID_COLUMNS - 1),
  y: z.number().int().min(0).max(100_000),
  w: z.number().int().min(1).max(GRID_COLUMNS),
  h: z.number().int().min(1).max(200),
});
export type GridPosition = z.infer<typeof gridPositionSchema>;

export const panelQuerySchema = z.object({
  /** 'A', 'B', ...: unique in the panel. */
  ref: z.string().min(1).max(20),
  /** PromQL, with `$variable` and `${variable:format}` in it. May be empty while it is written. */
  expr: z.string().max(MAX_EXPRESSION_LENGTH),
  /** How series are named: `{{label}}` stands for a label's value. '' or 'auto': by their labels. */
  legend: z.string().max(500).default(''),
  /** One value at the end of the range instead of a curve. */
  instant: z.boolean().default(false),
  hidden: z.boolean().default(false),
  /** Measurements of its series that lead to their traces, in a time series. */
  exemplars: z.boolean().default(false),
  /** At least so many milliseconds between points; null: as the width allows. */
  minStepMs: z.number().int().min(1).nullable().default(null),
});
export type PanelQuery = z.infer<typeof panelQuerySchema>;

/** A colour by meaning or of the series palette, never a raw one; the screen knows what each looks like. */
export const panelColourSchema = z.enum([
  'auto',
  'text',
  'muted',
  'accent',
  'ok',
  'warning',
  'error',
  'series-1',
  'series-2',
  'series-3',
  'series-4',
  'series-5',
  'series-6',
  'series-7',
  'series-8',
]);
export type PanelColour = z.infer<typeof panelColourSchema>;

export const thresholdsSchema = z.object({
  mode: z.enum(['absolute', 'percentage']),
  /** By value; the first has none and is what holds below the second. */
  steps: z
    .array(z.object({ value: z.number().nullable(), colour: panelColourSchema }))
    .min(1)
    .max(20),
});
export type Thresholds = z.infer<typeof thresholdsSchema>;

/** What is shown instead of a value. */
export const valueMappingSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('value'),
    value: z.string().max(200),
    text: z.string().max(200),
    colour: panelColourSchema.nullable(),
  }),
  z.object({
    kind: z.literal('range'),
    from: z.number().nullable(),
    to: z.number().nullable(),
    text: z.string().max(200),
    colour: panelColourSchema.nullable(),
  }),
  z.object({
    kind: z.literal('special'),
    match: z.enum(['null', 'nan', 'null+nan', 'true', 'false', 'empty']),
    text: z.string().max(200),
    colour: panelColourSchema.nullable(),
  }),
]);
export type ValueMapping = z.infer<typeof valueMappingSchema>;

/** Without what holds where nothing is said: an override says only what differs. */
const fieldShape = {
  /** Grafana's ids of units: 'short', 's', 'ms', 'bytes', 'percent', 'percentunit', 'reqps', 'currencyUSD', ...; '' is 'short'. */
  unit: z.string().max(60),
  decimals: z.number().int().min(0).max(20).nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  thresholds: thresholdsSchema.nullable(),
  mappings: z.array(valueMappingSchema).max(100),
  /** The name of a series instead of its legend; may name labels. */
  displayName: z.string().max(500),
  /** Shown where there is no value. */
  noValue: z.string().max(200),
  colour: panelColourSchema,
  draw: z.enum(['line', 'area', 'bars', 'points']),
  interpolation: z.enum(['linear', 'smooth', 'step-before', 'step-after']),
  lineWidth: z.number().min(0).max(10),
  /** 0 to 100: how strong the area below a line is. */
  fill: z.number().min(0).max(100),
  stack: z.enum(['none', 'normal', 'percent']),
  /** Drawn below zero, mirrored, as what goes out beside what comes in. */
  mirrored: z.boolean(),
  axis: z.enum(['left', 'right', 'hidden']),
  axisLabel: z.string().max(100),
  /** Lines over gaps. */
  connectGaps: z.boolean(),
  logBase: z.union([z.literal(2), z.literal(10)]).nullable(),
  /** Lines, or bands, of thresholds in the chart. */
  showThresholds: z.enum(['off', 'lines', 'bands']),
};

/** How values of a panel, or of some of its series, are written and drawn. */
export const fieldSchema = z.object({
  unit: fieldShape.unit.default(''),
  decimals: fieldShape.decimals.default(null),
  min: fieldShape.min.default(null),
  max: fieldShape.max.default(null),
  thresholds: fieldShape.thresholds.default(null),
  mappings: fieldShape.mappings.default([]),
  displayName: fieldShape.displayName.default(''),
  noValue: fieldShape.noValue.default(''),
  colour: fieldShape.colour.default('auto'),
  draw: fieldShape.draw.default('line'),
  interpolation: fieldShape.interpolation.default('linear'),
  lineWidth: fieldShape.lineWidth.default(1.5),
  fill: fieldShape.fill.default(0),
  stack: fieldShape.stack.default('none'),
  mirrored: fieldShape.mirrored.default(false),
  axis: fieldShape.axis.default('left'),
  axisLabel: fieldShape.axisLabel.default(''),
  connectGaps: fieldShape.connectGaps.default(false),
  logBase: fieldShape.logBase.default(null),
  showThresholds: fieldShape.showThresholds.default('off'),
});
export type Field = z.infer<typeof fieldSchema>;

export const fieldOverrideSchema = z.object({
  match: z.discriminatedUnion('by', [
    z.object({ by: z.literal('name'), name: z.string().max(500) }),
    z.object({ by: z.literal('pattern'), pattern: z.string().max(500) }),
    z.object({ by: z.literal('query'), ref: z.string().max(20) }),
  ]),
  /** Only what differs. */
  field: z.object(fieldShape).partial(),
});
export type FieldOverride = z.infer<typeof fieldOverrideSchema>;

export const REDUCERS = [
  'last',
  'lastNotNull',
  'first',
  'min',
  'max',
  'mean',
  'sum',
  'count',
  'range',
  'delta',
] as const;
export const reducerSchema = z.enum(REDUCERS);
export type Reducer = z.infer<typeof reducerSchema>;

const legendSchema = z.object({
  show: z.enum(['list', 'table', 'hidden']).default('list'),
  place: z.enum(['bottom', 'right']).default('bottom'),
  statistics: z.array(reducerSchema).max(10).default([]),
});

export const panelOptionsSchema = z.object({
  legend: legendSchema.prefault({}),
  tooltip: z.enum(['single', 'all', 'none']).default('all'),
  /** How stat, gauge, bar gauge, pie and cost make one value of many. */
  reducer: reducerSchema.default('lastNotNull'),
  /** Stat: a curve below the value. */
  sparkline: z.boolean().default(true),
  /** Stat: what takes the colour of the threshold. */
  colourMode: z.enum(['value', 'background', 'none']).default('value'),
  orientation: z.enum(['auto', 'horizontal', 'vertical']).default('auto'),
  /** Text: markdown, shown safely. */
  markdown: z.string().max(50_000).default(''),
  /** Trace list: in the filter language of Traces. */
  filter: z.string().max(5_000).default(''),
  /** Cost: spend by what. */
  costBy: z.string().max(40).default('model'),
  limit: z.number().int().min(1).max(1_000).default(20),
  donut: z.boolean().default(false),
  /** Histogram: how many bars. */
  buckets: z.number().int().min(2).max(200).default(30),
  /** Row: its panels are hidden. */
  collapsed: z.boolean().default(false),
});
export type PanelOptions = z.infer<typeof panelOptionsSchema>;

export const panelSchema = z.object({
  /** Unique in the dashboard. */
  id: z.number().int().min(1),
  type: z.enum(PANEL_TYPES),
  title: z.string().max(200).default(''),
  description: z.string().max(5_000).default(''),
  grid: gridPositionSchema,
  /** 'local', a remote Prometheus by its name, or a variable: `$source`. */
  source: z.string().max(100).default('local'),
  queries: z.array(panelQuerySchema).max(26).default([]),
  field: fieldSchema.prefault({}),
  overrides: z.array(fieldOverrideSchema).max(100).default([]),
  options: panelOptionsSchema.prefault({}),
  /** One panel for each value of a variable. */
  repeat: z
    .object({
      variable: z.string().max(60),
      direction: z.enum(['h', 'v']),
      perRow: z.number().int().min(1).max(24),
    })
    .nullable()
    .default(null),
  /** Parts of the system that a panel is about; the shipped dashboards' component variable filters by it. */
  components: z.array(z.string().max(40)).max(10).default([]),
});
export type Panel = z.infer<typeof panelSchema>;
