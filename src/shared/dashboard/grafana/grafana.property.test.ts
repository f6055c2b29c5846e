import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANNOTATION_KINDS, dashboardModelSchema, type DashboardModel } from '../dashboard.ts';
import { GRID_COLUMNS, PANEL_TYPES, panelColourSchema, REDUCERS } from '../panel.ts';
import { readDashboardFile } from '../dashboard-file.ts';
import { writeGrafana } from './index.ts';

const text = fc.constantFrom('', 'Calls', 'p95 of {{model}}', 'up{job="x"}', '__proto__', 'a, b', '<b>ö</b>');
const name = fc.constantFrom('model', 'provider', 'constructor', '_x');
const colour = fc.constantFrom(...panelColourSchema.options);
const number = fc.constantFrom(null, 0, -1.5, 1e9);
const source = fc.constantFrom('local', 'prod-eu', '$source');

const mapping = fc.oneof(
  fc.record({ kind: fc.constant('value'), value: text, text, colour: fc.option(colour) }),
  fc.record({ kind: fc.constant('range'), from: number, to: number, text, colour: fc.option(colour) }),
  fc.record({
    kind: fc.constant('special'),
    match: fc.constantFrom('null', 'nan', 'empty'),
    text,
    colour: fc.option(colour),
  }),
);
const fieldParts = {
  unit: fc.constantFrom('', 's', 'bytes'),
  decimals: fc.option(fc.integer({ min: 0, max: 20 })),
  min: number,
  max: number,
  thresholds: fc.option(
    fc.record({
      mode: fc.constantFrom('absolute', 'percentage'),
      steps: fc
        .array(fc.record({ value: fc.constantFrom(1, 80), colour }), { maxLength: 3 })
        .map((steps) => [{ value: null, colour: 'ok' }, ...steps]),
    }),
  ),
  mappings: fc.array(mapping, { maxLength: 3 }),
  displayName: text,
  noValue: text,
  colour,
  draw: fc.constantFrom('line', 'area', 'bars', 'points'),
  interpolation: fc.constantFrom('linear', 'smooth', 'step-before', 'step-after'),
  lineWidth: fc.constantFrom(0, 1.5, 10),
  fill: fc.constantFrom(0, 20, 100),
  stack: fc.constantFrom('none', 'normal', 'percent'),
  mirrored: fc.boolean(),
  axis: fc.constantFrom('left', 'right', 'hidden'),
  axisLabel: text,
  connectGaps: fc.boolean(),
  logBase: fc.constantFrom(null, 2, 10),
  showThresholds: fc.constantFrom('off', 'lines', 'bands'),
};
const override = fc.record({
  match: fc.oneof(
    fc.record({ by: fc.constant('name'), name: text }),
    fc.record({ by: fc.constant('pattern'), pattern: fc.constantFrom('^a.*', '/x/', '') }),
    fc.record({ by: fc.constant('query'), ref: fc.constantFrom('A', 'B') }),
  ),
  field: fc.record(fieldParts, { requiredKeys: [] }),
});
const options = fc.record({
  legend: fc.record({
    show: fc.constantFrom('list', 'table', 'hidden'),
    place: fc.constantFrom('bottom', 'right'),
    statistics: fc.uniqueArray(fc.constantFrom(...REDUCERS), { maxLength: 3 }),
  }),
  tooltip: fc.constantFrom('single', 'all', 'none'),
  reducer: fc.constantFrom(...REDUCERS),
  sparkline: fc.boolean(),
  colourMode: fc.constantFrom('value', 'background', 'none'),
  orientation: fc.constantFrom('auto', 'horizontal', 'vertical'),
  markdown: text,
  filter: text,
  costBy: fc.constantFrom('model', 'provider'),
  limit: fc.integer({ min: 1, max: 1000 }),
  donut: fc.boolean(),
  buckets: fc.integer({ min: 2, max: 200 }),
  collapsed: fc.boolean(),
});
const query = fc.record({
  expr: text,
  legend: fc.constantFrom('', 'auto', '{{model}}'),
  instant: fc.boolean(),
  hidden: fc.boolean(),
  exemplars: fc.boolean(),
  minStepMs: fc.constantFrom(null, 1, 15_000, 90_000),
});
const panel = fc.record({
  type: fc.constantFrom(...PANEL_TYPES),
  title: text,
  description: text,
  size: fc.record({ w: fc.integer({ min: 1, max: GRID_COLUMNS }), h: fc.integer({ min: 1, max: 20 }) }),
  source,
  queries: fc.array(query, { maxLength: 3 }),
  field: fc.record(fieldParts),
  overrides: fc.array(override, { maxLength: 2 }),
  options,
  repeat: fc.option(
    fc.record({
      variable: name,
      direction: fc.constantFrom('h', 'v'),
      perRow: fc.integer({ min: 1, max: 24 }),
    }),
  ),
  components: fc.uniqueArray(fc.constantFrom('ai', 'cache'), { maxLength: 2 }),
});
const base = {
  label: text,
  hidden: fc.boolean(),
  multi: fc.boolean(),
  includeAll: fc.boolean(),
  allValue: fc.constantFrom(null, '.*'),
  current: fc.constantFrom([], ['$__all'], ['a'], ['a', 'b, c']),
};
const variable = fc.oneof(
  fc.record({
    kind: fc.constant('query'),
    ...base,
    query: fc.constantFrom('', 'label_values(up, job)'),
    pattern: text,
    sort: fc.constantFrom('none', 'alphabetical', 'alphabetical-desc', 'numerical', 'numerical-desc'),
    source,
  }),
  fc.record({
    kind: fc.constant('custom'),
    ...base,
    options: fc.array(fc.record({ text, value: text }), { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('interval'),
    ...base,
    options: fc.constantFrom([], ['1m', '10m']),
    auto: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('text'), ...base }),
  fc.record({ kind: fc.constant('constant'), ...base, value: text }),
  fc.record({ kind: fc.constant('source'), ...base }),
);

/** Rows hold nothing but what rows have; panels stand one below the other. */
const model = fc
  .record({
    title: fc.constantFrom('Calls', 'Ö'),
    description: text,
    tags: fc.uniqueArray(fc.constantFrom('a', 'b'), { maxLength: 2 }),
    refreshSeconds: fc.constantFrom(null, 5, 90, 300),
    rangeMs: fc.constantFrom(null, 60_000, 5_400_000, 604_800_000),
    panels: fc.array(panel, { maxLength: 6 }),
    variables: fc.array(variable, { maxLength: 4 }),
    annotations: fc.uniqueArray(fc.constantFrom(...ANNOTATION_KINDS)),
    sharedCrosshair: fc.boolean(),
  })
  .map(({ panels, variables, ...rest }): DashboardModel => {
    let y = 0;
    return dashboardModelSchema.parse({
      schemaVersion: 1,
      ...rest,
      variables: [
        { kind: 'source', name: 'source' },
        ...variables.map((each, index) => ({ ...each, name: `v${index}` })),
      ],
      panels: panels.map(({ size, queries, ...each }, index) => {
        const isRow = each.type === 'row';
        const grid = isRow ? { x: 0, y, w: GRID_COLUMNS, h: 1 } : { x: 0, y, ...size };
        y += grid.h;
        return isRow
          ? {
              id: index + 1,
              type: 'row',
              title: each.title,
              grid,
              repeat: each.repeat,
              options: { collapsed: each.options.collapsed },
            }
          : { ...each, id: index + 1, grid, queries: queries.map((one, at) => ({ ...one, ref: 'ABC'[at] })) };
      }),
    });
  });

describe('a dashboard that goes to Grafana and back', () => {
  it('is the same', () => {
    fc.assert(
      fc.property(model, (before) => {
        const file: unknown = JSON.parse(JSON.stringify(writeGrafana(before)));
        const { model: after, format, unsupported } = readDashboardFile(file);
        expect(format).toBe('grafana');
        expect(after).toEqual(before);
        expect(unsupported).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
