import type { DashboardModel } from '../dashboard.ts';
import { formatDuration } from '../duration.ts';
import type { Panel } from '../panel.ts';
import { writeFieldConfig } from './field-config.ts';
import { writeSource, INPUT_NAME } from './grafana-sources.ts';
import { writeVariable } from './grafana-variables.ts';
import { objectOf, type Json } from './json.ts';
import { writeOptions } from './panel-options.ts';
import { writeQueries } from './panel-queries.ts';
import { WRITTEN_TYPES } from './panel-types.ts';

/** Of the classic form that is written: Grafana 9 and later read it. */
const GRAFANA_SCHEMA_VERSION = 39;

/**
 * A dashboard as Grafana imports it; it asks for a Prometheus source then, which may be Signalbox itself. Read again it is the
 * same: what Grafana has no word for stands under `signalbox`.
 */
export function writeGrafana(model: DashboardModel): Json {
  const { title, description, tags, refreshSeconds, rangeMs, panels, variables, annotations } = model;
  const sources = [
    ...new Set([...panels, ...variables].flatMap((each) => ('source' in each ? [each.source] : []))),
  ];
  return {
    __inputs: [
      {
        name: INPUT_NAME,
        label: 'Signalbox',
        description: 'Signalbox, or a Prometheus that scrapes it',
        type: 'datasource',
        pluginId: 'prometheus',
        pluginName: 'Prometheus',
      },
    ],
    __requires: [{ type: 'datasource', id: 'prometheus', name: 'Prometheus', version: '1.0.0' }],
    schemaVersion: GRAFANA_SCHEMA_VERSION,
    title,
    ...(description === '' ? {} : { description }),
    tags,
    refresh: refreshSeconds === null ? '' : formatDuration(refreshSeconds * 1_000),
    ...(rangeMs === null ? {} : { time: { from: `now-${formatDuration(rangeMs)}`, to: 'now' } }),
    timezone: 'browser',
    graphTooltip: model.sharedCrosshair ? 1 : 0,
    editable: true,
    templating: { list: variables.map((variable) => writeVariable(variable, writeSource)) },
    annotations: { list: [] },
    panels: nested(panels),
    signalbox: {
      annotations,
      sources: sources.filter((source) => source !== 'local' && !source.startsWith('$')),
    },
  };
}

/** Panels of collapsed rows stand within them. */
function nested(panels: readonly Panel[]): Json[] {
  const inOrder = [...panels].sort((a, b) => a.grid.y - b.grid.y || a.grid.x - b.grid.x);
  const written: Json[] = [];
  let collapsed: Json[] | null = null;
  for (const panel of inOrder) {
    if (panel.type === 'row') {
      const inner: Json[] = [];
      collapsed = panel.options.collapsed ? inner : null;
      written.push({ ...writePanel(panel), collapsed: panel.options.collapsed, panels: inner });
    } else (collapsed ?? written).push(writePanel(panel));
  }
  return written;
}

function writePanel(panel: Panel): Json {
  const {
    id,
    type,
    title,
    description,
    grid,
    source,
    queries,
    field,
    overrides,
    options,
    repeat,
    components,
  } = panel;
  const datasource = writeSource(source);
  const written = WRITTEN_TYPES[type];
  const native = objectOf(writeOptions(type, type === 'row' ? { ...options, collapsed: false } : options));
  const own = {
    ...objectOf(native.signalbox),
    ...(components.length === 0 ? {} : { components }),
    ...(written === 'text' && type !== 'text' ? { type } : {}),
  };
  return {
    id,
    type: written,
    title,
    ...(description === '' ? {} : { description }),
    gridPos: grid,
    datasource,
    targets: writeQueries(queries, datasource, type),
    fieldConfig: writeFieldConfig(field, overrides),
    options: {
      ...native,
      ...(Object.keys(own).length === 0 ? {} : { signalbox: own }),
      ...(own.type === undefined
        ? {}
        : { mode: 'markdown', content: `*A panel of Signalbox (${type}): open it there.*` }),
    },
    ...(repeat === null
      ? {}
      : { repeat: repeat.variable, repeatDirection: repeat.direction, maxPerRow: repeat.perRow }),
  };
}
