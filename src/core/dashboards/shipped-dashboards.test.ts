import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { interpolate } from '../../shared/dashboard/index.ts';
import { parsePromql } from '../metrics/promql/index.ts';
import { projectPath } from '../resources.ts';
import { readShippedDashboards } from './shipped-dashboards.ts';

const RANGE = { fromMs: 0, toMs: 3_600_000, stepMs: 15_000, scrapeMs: 30_000 };
const anything = { values: [], texts: [], isAll: true, allValue: null, isMulti: true, isLabelValue: false };
const reference = readFileSync(projectPath('docs/reference/metrics.md'), 'utf8');
const dashboards = readShippedDashboards();
const queries = dashboards.flatMap(({ id, model }) =>
  model.panels.flatMap(({ title, queries: all }) =>
    all.map(({ expr }) => {
      const variables = new Map(model.variables.map(({ name }) => [name, anything]));
      return { name: `${id}: ${title}`, expr: interpolate(expr, variables, RANGE) };
    }),
  ),
);

describe('the shipped dashboards', () => {
  it.each(queries)('$name asks PromQL about metrics that the engine has: $expr', ({ expr }) => {
    expect(() => parsePromql(expr)).not.toThrow();
    const metrics = expr.match(/\b(?:signalbox|gen_ai_client|process|nodejs)_\w+/g) ?? [];
    expect(metrics.length).toBeGreaterThan(0);
    for (const metric of metrics) {
      const family = metric.replace(/_(?:bucket|sum|count)$/, '');
      expect(reference.includes(`\`${metric}\``) || reference.includes(`\`${family}\``), metric).toBe(true);
    }
  });

  it('have the twelve panels of the platform, which no two of overlap, and a variable of components', () => {
    const platform = dashboards.find(({ id }) => id === 'platform')?.model;
    expect(platform?.panels).toHaveLength(12);
    expect(platform?.refreshSeconds).toBe(30);
    expect(platform?.annotations).toContain('alerts');
    expect(platform?.variables.map(({ name }) => name)).toEqual(['component']);
    expect(platform?.panels.every(({ components }) => components.length > 0)).toBe(true);
    for (const { model } of dashboards) {
      const cells = model.panels.flatMap(({ grid: { x, y, w, h } }) =>
        Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
      );
      expect(new Set(cells).size).toBe(cells.length);
    }
  });
});
