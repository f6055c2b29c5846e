import { isObject, numberOf, objectOf, objectsOf, partOf, textOf, type Json } from './json.ts';
import type { PanelLosses } from './losses.ts';
import { reducerOf } from './panel-options.ts';

/** Brings a panel of old Grafana (graph, singlestat, table of before 7) into the form of today; others pass. */
export function modernPanel(panel: Json, lose: PanelLosses): Json {
  switch (panel.type) {
    case 'graph':
      return modernGraph(panel, lose);
    case 'singlestat':
    case 'grafana-singlestat-panel':
      return modernSinglestat(panel, lose);
    case 'table-old':
      return modernTable(panel, lose);
    case 'table':
      return Array.isArray(panel.styles) && panel.fieldConfig === undefined
        ? modernTable(panel, lose)
        : panel;
    case 'text':
      return panel.options === undefined
        ? { ...panel, options: { mode: panel.mode, content: panel.content } }
        : panel;
    case 'heatmap':
      return partOf(panel, 'yAxis.format') === undefined
        ? panel
        : { ...panel, fieldConfig: { defaults: { unit: partOf(panel, 'yAxis.format') }, overrides: [] } };
    case 'gauge':
    case 'bargauge':
    case 'stat':
      return withFieldOptions(panel);
    default:
      return panel;
  }
}

function modernGraph(panel: Json, lose: PanelLosses): Json {
  const [left, right] = objectsOf(panel.yaxes);
  const legend = objectOf(panel.legend);
  const isStacked = panel.stack === true;
  const log = numberOf(left?.logBase);
  const nulls = panel.nullPointMode;
  const custom = {
    drawStyle:
      panel.bars === true ? 'bars' : panel.lines === false && panel.points === true ? 'points' : 'line',
    // A step of the old fill is a tenth.
    fillOpacity: (numberOf(panel.fill) ?? 1) * 10,
    lineWidth: numberOf(panel.linewidth) ?? 1,
    lineInterpolation: panel.steppedLine === true ? 'stepAfter' : 'linear',
    stacking: {
      mode: isStacked ? (panel.percentage === true ? 'percent' : 'normal') : 'none',
      group: 'A',
    },
    spanNulls: nulls === 'connected',
    axisLabel: textOf(left?.label, 100),
    axisPlacement: left?.show === false ? 'hidden' : 'left',
    scaleDistribution: log === 2 || log === 10 ? { type: 'log', log } : { type: 'linear' },
    thresholdsStyle: { mode: objectsOf(panel.thresholds).length > 0 ? 'area' : 'off' },
  };
  if (panel.timeRegions !== undefined && objectsOf(panel.timeRegions).length > 0)
    lose('timeRegions', 'Regions of time are not known; left out.');
  const overrides = [
    ...objectsOf(panel.seriesOverrides).map((each) => modernOverride(each, right, lose)),
    ...Object.entries(objectOf(panel.aliasColors)).map(([name, fixedColor]) => ({
      matcher: { id: 'byName', options: name },
      properties: [{ id: 'color', value: { mode: 'fixed', fixedColor } }],
    })),
  ];
  return {
    ...panel,
    fieldConfig: {
      defaults: {
        ...(typeof left?.format === 'string' ? { unit: left.format } : {}),
        ...numbered('min', left?.min),
        ...numbered('max', left?.max),
        ...numbered('decimals', panel.decimals),
        ...modernThresholds(panel.thresholds),
        custom,
      },
      overrides,
    },
    options: {
      legend: {
        showLegend: legend.show !== false,
        displayMode: legend.alignAsTable === true ? 'table' : 'list',
        placement: legend.rightSide === true ? 'right' : 'bottom',
        calcs: ['min', 'max', 'avg', 'current', 'total']
          .filter((each) => legend[each] === true)
          .map((each) => reducerOf(each)),
      },
      tooltip: { mode: partOf(panel, 'tooltip.shared') === false ? 'single' : 'multi' },
    },
  };
}

/** By the name of each property of old: the one of today. */
function modernOverride(override: Json, right: Json | undefined, lose: PanelLosses): Json {
  const alias = textOf(override.alias);
  const properties: Json[] = [];
  const add = (id: string, value: unknown) => properties.push({ id, value });
  for (const [key, value] of Object.entries(override)) {
    if (key === 'alias' || key.startsWith('$$')) continue;
    if (key === 'yaxis') {
      if (value !== 2) continue;
      add('custom.axisPlacement', 'right');
      if (typeof right?.format === 'string') add('unit', right.format);
    } else if (key === 'fill') add('custom.fillOpacity', (numberOf(value) ?? 0) * 10);
    else if (key === 'linewidth') add('custom.lineWidth', value);
    else if (key === 'bars') add('custom.drawStyle', value === true ? 'bars' : 'line');
    else if (key === 'lines') add('custom.lineWidth', value === false ? 0 : 1.5);
    else if (key === 'color') add('color', { mode: 'fixed', fixedColor: value });
    else if (key === 'stack')
      add('custom.stacking', { mode: value === false ? 'none' : 'normal', group: 'A' });
    else if (key === 'steppedLine') add('custom.lineInterpolation', value === true ? 'stepAfter' : 'linear');
    else if (key === 'transform') add('custom.transform', value);
    else lose(`seriesOverrides[${alias}].${key}`, 'There is nothing like it; left out.');
  }
  const isPattern = alias.length > 1 && alias.startsWith('/') && alias.endsWith('/');
  return { matcher: { id: isPattern ? 'byRegexp' : 'byName', options: alias }, properties };
}

function modernThresholds(thresholds: unknown): Json {
  const steps = objectsOf(thresholds)
    .map(({ value, colorMode, fillColor, lineColor }) => ({
      value: numberOf(value),
      color:
        colorMode === 'critical'
          ? 'red'
          : colorMode === 'warning'
            ? 'orange'
            : colorMode === 'ok'
              ? 'green'
              : (fillColor ?? lineColor),
    }))
    .sort((a, b) => (a.value ?? 0) - (b.value ?? 0));
  if (steps.length === 0) return {};
  return { thresholds: { mode: 'absolute', steps: [{ value: null, color: 'transparent' }, ...steps] } };
}

function modernSinglestat(panel: Json, lose: PanelLosses): Json {
  const gauge = objectOf(panel.gauge);
  const isGauge = gauge.show === true;
  const colours: readonly unknown[] = Array.isArray(panel.colors) ? panel.colors : [];
  const limits = textOf(panel.thresholds)
    .split(',')
    .flatMap((each) => numberOf(each) ?? []);
  for (const key of ['prefix', 'postfix'])
    if (textOf(panel[key]) !== '') lose(key, 'Texts around values are not known; left out.');
  const mappings = [
    ...objectsOf(panel.valueMaps).map(({ value, text }) => ({ type: 1, value, text })),
    ...objectsOf(panel.rangeMaps).map(({ from, to, text }) => ({ type: 2, from, to, text })),
  ];
  return {
    ...panel,
    type: isGauge ? 'gauge' : 'stat',
    fieldConfig: {
      defaults: {
        ...(typeof panel.format === 'string' ? { unit: panel.format } : {}),
        ...numbered('decimals', panel.decimals),
        ...(isGauge ? { ...numbered('min', gauge.minValue), ...numbered('max', gauge.maxValue) } : {}),
        ...(limits.length === 0
          ? {}
          : {
              thresholds: {
                mode: 'absolute',
                steps: [null, ...limits].map((value, index) => ({ value, color: colours[index] })),
              },
            }),
        mappings,
        ...(typeof panel.nullText === 'string' ? { noValue: panel.nullText } : {}),
      },
      overrides: [],
    },
    options: {
      reduceOptions: { calcs: [reducerOf(panel.valueName) ?? 'mean'], values: false },
      graphMode: partOf(panel, 'sparkline.show') === true ? 'area' : 'none',
      colorMode: panel.colorBackground === true ? 'background' : panel.colorValue === true ? 'value' : 'none',
    },
  };
}

function modernTable(panel: Json, lose: PanelLosses): Json {
  const styles = objectsOf(panel.styles);
  const overrides = styles.flatMap((style) => {
    const { pattern, unit, decimals, alias, type } = style;
    if (type === 'hidden') lose(`styles[${textOf(pattern, 60)}]`, 'Columns are not hidden; left out.');
    const properties = [
      ...(typeof unit === 'string' && type === 'number' ? [{ id: 'unit', value: unit }] : []),
      ...(numberOf(decimals) !== null && type === 'number' ? [{ id: 'decimals', value: decimals }] : []),
      ...(typeof alias === 'string' && alias !== '' ? [{ id: 'displayName', value: alias }] : []),
    ];
    const options = textOf(pattern);
    return properties.length === 0
      ? []
      : [{ matcher: { id: options.startsWith('/') ? 'byRegexp' : 'byName', options }, properties }];
  });
  return { ...panel, type: 'table', fieldConfig: { defaults: {}, overrides }, options: {} };
}

/** Gauges of Grafana 6 keep what is now `fieldConfig` in their options. */
function withFieldOptions(panel: Json): Json {
  const old = partOf(panel, 'options.fieldOptions');
  if (!isObject(old) || partOf(panel, 'fieldConfig.defaults') !== undefined) return panel;
  const { defaults, overrides, calcs, values } = old;
  return {
    ...panel,
    fieldConfig: { defaults: objectOf(defaults), overrides: objectsOf(overrides) },
    options: { ...objectOf(panel.options), reduceOptions: { calcs, values } },
  };
}

function numbered(key: string, value: unknown): Json {
  const number = numberOf(value);
  return number === null ? {} : { [key]: number };
}
