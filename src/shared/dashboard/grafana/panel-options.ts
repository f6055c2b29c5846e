import { panelOptionsSchema, REDUCERS, type PanelOptions, type PanelType } from '../panel.ts';
import { numberOf, objectOf, oneOf, partOf, textOf, textsOf, type Json } from './json.ts';
import { loseUnknown, type PanelLosses } from './losses.ts';

export const DEFAULT_OPTIONS: PanelOptions = panelOptionsSchema.parse({});

const ONE_VALUE: ReadonlySet<PanelType> = new Set<PanelType>(['stat', 'gauge', 'bargauge', 'pie']);
const TOOLTIPS = { single: 'single', all: 'multi', none: 'none' } as const;

/** Options in Grafana's form; what it has no word for stands in `options.signalbox`. */
export function writeOptions(type: PanelType, options: PanelOptions): Json {
  const { legend, tooltip, reducer, sparkline, colourMode, orientation, donut, markdown, buckets } = options;
  const native: Record<string, unknown> = {
    legend: {
      showLegend: legend.show !== 'hidden',
      displayMode: legend.show === 'hidden' ? 'list' : legend.show,
      placement: legend.place,
      calcs: legend.statistics,
    },
    tooltip: { mode: TOOLTIPS[tooltip], sort: 'none' },
  };
  if (ONE_VALUE.has(type)) native.reduceOptions = { calcs: [reducer], values: false, fields: '' };
  if (type === 'stat')
    Object.assign(native, { graphMode: sparkline ? 'area' : 'none', colorMode: colourMode });
  if (type === 'stat' || type === 'gauge' || type === 'bargauge') native.orientation = orientation;
  if (type === 'pie') native.pieType = donut ? 'donut' : 'pie';
  if (type === 'text') Object.assign(native, { mode: 'markdown', content: markdown });
  if (type === 'histogram') native.bucketCount = buckets;
  const written = readNative(type, native, () => undefined);
  const own = Object.entries(options).filter(
    ([key, value]) => JSON.stringify(written[key as keyof PanelOptions]) !== JSON.stringify(value),
  );
  return own.length === 0 ? native : { ...native, signalbox: Object.fromEntries(own) };
}

export function readOptions(type: PanelType, options: Json, lose: PanelLosses): PanelOptions {
  const native = readNative(type, options, lose);
  const own = panelOptionsSchema
    .partial()
    .safeParse(objectOf(partOf(options, 'signalbox.options') ?? options.signalbox));
  loseUnknown(options, KNOWN, 'options.', lose);
  if (!own.success) return native;
  const given = objectOf(options.signalbox);
  const kept = Object.entries(own.data).filter(([key]) => Object.hasOwn(given, key));
  return { ...native, ...(Object.fromEntries(kept) as Partial<PanelOptions>) };
}

function readNative(type: PanelType, options: Json, lose: PanelLosses): PanelOptions {
  const content = textOf(options.content, 50_000);
  if (type === 'text' && content !== '' && options.mode === 'html')
    lose('options.mode', 'HTML is shown as text.');
  const tooltip = partOf(options, 'tooltip.mode');
  const buckets = numberOf(options.bucketCount);
  return {
    ...DEFAULT_OPTIONS,
    legend: readLegend(options.legend),
    tooltip: tooltip === 'multi' ? 'all' : (oneOf(tooltip, ['single', 'none']) ?? DEFAULT_OPTIONS.tooltip),
    reducer: ONE_VALUE.has(type) ? readReducer(options.reduceOptions, lose) : DEFAULT_OPTIONS.reducer,
    sparkline: type === 'stat' ? (options.graphMode ?? 'area') !== 'none' : DEFAULT_OPTIONS.sparkline,
    colourMode: type === 'stat' ? readColourMode(options.colorMode) : DEFAULT_OPTIONS.colourMode,
    orientation:
      oneOf(options.orientation, ['auto', 'horizontal', 'vertical']) ?? DEFAULT_OPTIONS.orientation,
    donut: options.pieType === 'donut',
    markdown: type === 'text' ? content : '',
    buckets: type === 'histogram' && buckets !== null ? clamp(buckets, 2, 200) : DEFAULT_OPTIONS.buckets,
  };
}

function readLegend(legend: unknown): PanelOptions['legend'] {
  const { displayMode, showLegend, placement, calcs } = objectOf(legend);
  const isHidden = showLegend === false || displayMode === 'hidden';
  return {
    show: isHidden ? 'hidden' : displayMode === 'table' ? 'table' : 'list',
    place: placement === 'right' ? 'right' : 'bottom',
    statistics: textsOf(calcs)
      .flatMap((calc) => reducerOf(calc) ?? [])
      .slice(0, 10),
  };
}

function readReducer(reduce: unknown, lose: PanelLosses): PanelOptions['reducer'] {
  const { calcs, values } = objectOf(reduce);
  const [calc = 'lastNotNull'] = textsOf(calcs);
  if (values === true)
    lose('options.reduceOptions.values', 'One value of each series is shown, not all of them.');
  const reducer = reducerOf(calc);
  if (reducer === null) lose('options.reduceOptions.calcs', `The last value is shown instead of ${calc}.`);
  return reducer ?? 'lastNotNull';
}

const OTHER_NAMES: Readonly<Record<string, PanelOptions['reducer']>> = {
  avg: 'mean',
  current: 'lastNotNull',
  total: 'sum',
  firstNotNull: 'first',
  diff: 'delta',
};

/** A statistic by its name, also by the names of old. */
export function reducerOf(name: unknown): PanelOptions['reducer'] | null {
  if (typeof name !== 'string') return null;
  return oneOf(name, REDUCERS) ?? (Object.hasOwn(OTHER_NAMES, name) ? (OTHER_NAMES[name] ?? null) : null);
}

function readColourMode(mode: unknown): PanelOptions['colourMode'] {
  if (typeof mode !== 'string' || mode === '') return 'value';
  return mode.startsWith('background') ? 'background' : mode === 'none' ? 'none' : 'value';
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, Math.round(value)));
}

/** What is read, and what says nothing that is seen. */
const KNOWN: ReadonlySet<string> = new Set([
  ...[
    'signalbox',
    'legend',
    'tooltip',
    'reduceOptions',
    'graphMode',
    'colorMode',
    'orientation',
    'pieType',
    'mode',
  ],
  ...[
    'content',
    'bucketCount',
    'textMode',
    'justifyMode',
    'wideLayout',
    'percentChangeColorMode',
    'showPercentChange',
  ],
  ...[
    'displayMode',
    'showUnfilled',
    'showThresholdLabels',
    'showThresholdMarkers',
    'minVizWidth',
    'minVizHeight',
  ],
  ...[
    'sizing',
    'valueMode',
    'namePlacement',
    'maxVizHeight',
    'displayLabels',
    'text',
    'showHeader',
    'footer',
    'sortBy',
  ],
  ...[
    'cellHeight',
    'frameIndex',
    'code',
    'alertThreshold',
    'bucketOffset',
    'combine',
    'calculate',
    'calculation',
  ],
  ...[
    'cellGap',
    'cellValues',
    'color',
    'exemplars',
    'filterValues',
    'rowsFrame',
    'showValue',
    'yAxis',
    'alignValue',
  ],
  ...[
    'mergeValues',
    'rowHeight',
    'fieldOptions',
    'dataLinks',
    'sort',
    'effects',
    'barShape',
    'barWidthFactor',
  ],
  ...['endpointMarker', 'segmentCount', 'segmentSpacing', 'sparkline', 'shape', 'enablePagination', 'graph'],
]);
