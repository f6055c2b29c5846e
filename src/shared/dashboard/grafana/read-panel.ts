import { GRID_COLUMNS, panelSchema, type GridPosition, type Panel } from '../panel.ts';
import { DEFAULT_FIELD } from './field-properties.ts';
import { readFieldConfig } from './field-config.ts';
import { datasourceOf } from './grafana-sources.ts';
import { numberOf, objectOf, oneOf, partOf, textOf, textsOf, type Json } from './json.ts';
import { loseUnknown, type Losses } from './losses.ts';
import { modernPanel } from './old-panels.ts';
import { DEFAULT_OPTIONS, readOptions } from './panel-options.ts';
import { readQueries } from './panel-queries.ts';
import { readType } from './panel-types.ts';

/** `isAsked`: by the queries of a panel. */
type ReadSource = (datasource: unknown, panel: string, isAsked: boolean) => string;

/** Makes a panel of one of Grafana, of today or of old; what is not like it is told to `losses`. */
export function readPanel(json: Json, grid: GridPosition, readSource: ReadSource, losses: Losses): Panel {
  const title = textOf(json.title, 200);
  const named = title === '' ? `Panel ${typeof json.id === 'number' ? json.id : ''}`.trim() : title;
  const lose = losses.of(named);
  const own = partOf(json, 'options.signalbox');
  const panel = modernPanel(json, lose);
  const typeName = textOf(panel.type, 60);
  const known = readType(typeName);
  if (known === null) return unknownPanel(json, typeName, grid, losses);
  const [grafanaType, note] = known;
  if (note !== null) lose('type', note);
  const type = oneOf(partOf(own, 'type'), ['traces', 'cost'] as const) ?? grafanaType;
  const isFamiliar = type !== 'row';
  if (isFamiliar) loseUnknown(json, KNOWN, '', lose);
  if (Array.isArray(panel.transformations) && panel.transformations.length > 0)
    lose(
      'transformations',
      'Transformations of data are not known; the data are shown as the queries answer them.',
    );
  if (partOf(panel, 'alert') !== undefined)
    lose('alert', 'Alerts are rules of their own; make one on the page Alerts.');
  const fieldConfig = readFieldConfig(panel.fieldConfig, lose);
  const queries = isFamiliar ? readQueries(panel, lose) : [];
  const barchart = typeName === 'barchart' ? { draw: 'bars' as const } : {};
  return panelSchema.parse({
    id: 1,
    type,
    title,
    description: textOf(panel.description, 5_000),
    grid,
    source: isFamiliar ? readSource(datasourceOf(panel, lose), named, queries.length > 0) : 'local',
    queries,
    field: type === 'row' ? DEFAULT_FIELD : { ...fieldConfig.field, ...barchart },
    overrides: fieldConfig.overrides,
    options: {
      ...readOptions(type, objectOf(panel.options), lose),
      ...(type === 'row' ? { collapsed: json.collapsed === true } : {}),
    },
    repeat: readRepeat(panel),
    components: textsOf(partOf(own, 'components'), 40).slice(0, 10),
  });
}

function readRepeat(panel: Json): Panel['repeat'] {
  const variable = textOf(panel.repeat, 60);
  if (variable === '') return null;
  return {
    variable,
    direction: panel.repeatDirection === 'v' ? 'v' : 'h',
    perRow: Math.min(24, Math.max(1, Math.round(numberOf(panel.maxPerRow) ?? 4))),
  };
}

/** In its place a text, so that it is seen that something is missing. */
function unknownPanel(json: Json, type: string, grid: GridPosition, losses: Losses): Panel {
  const title = textOf(json.title, 200);
  losses.of(title === '' ? type : title)(
    'type',
    `There is no panel like '${type}'; a text stands in its place.`,
  );
  const markdown = `*Grafana's panel \`${type.replace(/[^\w.-]/g, '')}\` has no counterpart here.*`;
  return panelSchema.parse({ id: 1, type: 'text', title, grid, options: { ...DEFAULT_OPTIONS, markdown } });
}

export function readGrid(gridPos: unknown, fallback: GridPosition): GridPosition {
  const { x, y, w, h } = objectOf(gridPos);
  if (numberOf(w) === null && numberOf(h) === null) return fallback;
  const whole = (value: unknown, low: number, high: number, otherwise: number) =>
    Math.min(high, Math.max(low, Math.round(numberOf(value) ?? otherwise)));
  const width = whole(w, 1, GRID_COLUMNS, fallback.w);
  return {
    x: Math.min(whole(x, 0, GRID_COLUMNS - 1, 0), GRID_COLUMNS - width),
    y: whole(y, 0, 90_000, fallback.y),
    w: width,
    h: whole(h, 1, 200, fallback.h),
  };
}

/** What is read, what only the editor of Grafana needs, and what the forms of old say otherwise. */
const KNOWN: ReadonlySet<string> = new Set([
  ...[
    'id',
    'type',
    'title',
    'description',
    'gridPos',
    'datasource',
    'targets',
    'fieldConfig',
    'options',
    'repeat',
  ],
  ...[
    'repeatDirection',
    'maxPerRow',
    'interval',
    'pluginVersion',
    'transformations',
    'alert',
    'transparent',
    'error',
  ],
  ...[
    'maxDataPoints',
    'cacheTimeout',
    'queryCachingTTL',
    'editable',
    'isNew',
    'scopedVars',
    'repeatIteration',
    'repeatPanelId',
  ],
  ...[
    'span',
    'height',
    'minSpan',
    'renderer',
    'aliasColors',
    'bars',
    'lines',
    'points',
    'pointradius',
    'fill',
    'linewidth',
  ],
  ...[
    'fillGradient',
    'dashes',
    'dashLength',
    'spaceLength',
    'hiddenSeries',
    'legend',
    'nullPointMode',
    'percentage',
  ],
  ...[
    'seriesOverrides',
    'stack',
    'steppedLine',
    'thresholds',
    'timeFrom',
    'timeShift',
    'timeRegions',
    'tooltip',
    'xaxis',
  ],
  ...[
    'yaxes',
    'yaxis',
    'decimals',
    'hideTimeOverride',
    'format',
    'gauge',
    'sparkline',
    'valueName',
    'valueMaps',
    'rangeMaps',
  ],
  ...[
    'colors',
    'colorValue',
    'colorBackground',
    'prefix',
    'postfix',
    'prefixFontSize',
    'postfixFontSize',
    'valueFontSize',
  ],
  ...[
    'nullText',
    'mappingType',
    'mappingTypes',
    'maxPerRow',
    'styles',
    'columns',
    'transform',
    'sort',
    'scroll',
    'showHeader',
  ],
  ...[
    'fontSize',
    'pageSize',
    'mode',
    'content',
    'style',
    'cards',
    'color',
    'dataFormat',
    'heatmap',
    'hideZeroBuckets',
  ],
  ...[
    'highlightCards',
    'reverseYBuckets',
    'tooltipDecimals',
    'xBucketNumber',
    'xBucketSize',
    'yAxis',
    'yBucketBound',
  ],
  ...[
    'yBucketNumber',
    'yBucketSize',
    'links',
    'tableColumn',
    'pieType',
    'strokeWidth',
    'legendType',
    'breakPoint',
    'combine',
  ],
  ...[
    'NaN',
    'grid',
    'x-axis',
    'y-axis',
    'y_formats',
    'annotate',
    'resolution',
    'loading',
    'libraryPanel',
    'timezone',
  ],
]);
