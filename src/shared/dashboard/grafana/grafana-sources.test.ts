import { describe, expect, it } from 'vitest';
import { readDashboardFile } from '../dashboard-file.ts';

const panel = (id: number, datasource: unknown, more: object = {}) => ({
  id,
  type: 'timeseries',
  title: `P${id}`,
  gridPos: { x: 0, y: id * 8, w: 12, h: 8 },
  datasource,
  targets: [{ refId: 'A', expr: 'up' }],
  ...more,
});
const FILE = {
  title: 'Theirs',
  schemaVersion: 39,
  __inputs: [
    { name: 'DS_PROM', label: 'Prometheus of production', type: 'datasource', pluginId: 'prometheus' },
    { name: 'VAR_JOB', type: 'constant', value: 'node' },
  ],
  templating: {
    list: [
      { name: 'ds', label: 'Data source', type: 'datasource', query: 'prometheus', current: { value: 'x1' } },
      { name: 'job', type: 'query', query: 'label_values(up, job)', datasource: { uid: '${DS_PROM}' } },
    ],
  },
  panels: [
    panel(1, { type: 'prometheus', uid: '${DS_PROM}' }),
    panel(2, { type: 'prometheus', uid: '$ds' }),
    panel(3, { type: 'prometheus', uid: 'PBFA97' }),
    panel(4, null),
    panel(
      5,
      { uid: '-- Mixed --' },
      { targets: [{ refId: 'A', expr: 'up', datasource: { uid: 'PBFA97' } }] },
    ),
    panel(6, { type: 'loki', uid: 'logs' }),
    { id: 7, type: 'text', gridPos: { x: 0, y: 90, w: 6, h: 4 }, datasource: { uid: 'unused' } },
  ],
};
const sourcesOf = ({ model }: ReturnType<typeof readDashboardFile>) =>
  model.panels.map(({ source }) => source);

describe('the sources of a dashboard of Grafana', () => {
  it('are told, each once, and ask the local series while nothing is chosen', () => {
    const preview = readDashboardFile(FILE);
    expect(preview.sources).toEqual([
      { id: 'DS_PROM', kind: 'input', label: 'Prometheus of production' },
      { id: 'PBFA97', kind: 'named', label: 'PBFA97' },
      { id: '', kind: 'default', label: 'Default source' },
      { id: '$ds', kind: 'variable', label: 'Data source' },
    ]);
    expect(sourcesOf(preview)).toEqual(['local', '$ds', 'local', 'local', 'local', 'local', 'local']);
    expect(preview.unsupported.map(({ panel: title, field }) => [title, field])).toEqual([
      ['P3', 'datasource'],
      ['P5', 'datasource'],
      ['P6', 'datasource'],
    ]);
  });

  it('become what was chosen for each, in panels and variables', () => {
    const chosen: Record<string, string> = { DS_PROM: 'prod', PBFA97: 'eu', '': 'local', $ds: 'prod' };
    const preview = readDashboardFile(FILE, ({ id }) => chosen[id] ?? null);
    expect(sourcesOf(preview)).toEqual(['prod', '$ds', 'eu', 'local', 'eu', 'local', 'local']);
    expect(preview.model.variables).toMatchObject([
      { name: 'ds', kind: 'source', current: ['prod'] },
      { name: 'job', kind: 'query', source: 'prod' },
    ]);
    // What asks Loki cannot be asked of a Prometheus.
    expect(preview.unsupported.map(({ panel: title }) => title)).toEqual(['P6']);
  });

  it('says so where a panel asks several', () => {
    const targets = ['a', 'b'].map((uid, at) => ({ refId: 'AB'[at], expr: 'up', datasource: { uid } }));
    const mixed = { title: 'M', panels: [panel(1, { uid: '-- Mixed --' }, { targets })] };
    const { unsupported, model } = readDashboardFile(mixed, ({ id }) => id);
    expect(model.panels[0]?.source).toBe('a');
    expect(unsupported).toMatchObject([
      { field: 'datasource', reason: expect.stringContaining('one source') as string },
    ]);
  });
});
