import { dashboardModelSchema, GRID_COLUMNS, type DashboardModel } from '../../src/shared/dashboard/index.ts';

export const PANELS = 50;
const COLUMNS = 5;
const HEIGHT = 6;
const WIDTH = Math.floor(GRID_COLUMNS / COLUMNS);

type Kind = readonly [type: string, expr: string, legend: string, field: object];

/** What operators have on a wall: mostly curves, some of them of many series, and figures. */
const KINDS: readonly Kind[] = [
  ['timeseries', 'sum by (code) (rate(bench_requests_total[5m]))', '{{code}}', { unit: 'reqps' }],
  ['timeseries', 'bench_load_average{instance=~"10[.]1[.]0[.]1[0-9]:9100"}', '{{instance}}', {}],
  ['stat', 'sum(rate(bench_requests_total[5m]))', '', { unit: 'reqps' }],
  [
    'timeseries',
    'histogram_quantile(0.95, sum by (le) (rate(bench_duration_seconds_bucket[5m])))',
    'p95',
    { unit: 's' },
  ],
  ['bargauge', 'avg by (zone) (bench_load_average)', '{{zone}}', {}],
];

/** Fifty panels, refreshed each half minute. */
export function madeDashboard(refreshSeconds: number | null): DashboardModel {
  return dashboardModelSchema.parse({
    schemaVersion: 1,
    title: refreshSeconds === null ? 'Standing still' : 'Fifty panels',
    refreshSeconds,
    rangeMs: 3_600_000,
    panels: Array.from({ length: PANELS }, (_, index) => {
      const [type, expr, legend, field] = KINDS[index % KINDS.length] ?? [];
      return {
        id: index + 1,
        type,
        title: `Panel ${index + 1}`,
        grid: { x: (index % COLUMNS) * WIDTH, y: Math.floor(index / COLUMNS) * HEIGHT, w: WIDTH, h: HEIGHT },
        queries: [{ ref: 'A', expr, legend }],
        field,
      };
    }),
  });
}
