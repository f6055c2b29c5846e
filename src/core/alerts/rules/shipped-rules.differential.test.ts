import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';

const RULES = fileURLToPath(new URL('../../../../resources/alert-rules/', import.meta.url));
const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
if (!hasPromtool) console.warn('promtool is not installed: the shipped rules are not tried in it');

const BREAKER = 'signalbox_gateway_breaker_open{provider="p", model="m"}';

/** Series each half a minute, as the engine writes them, and what fires after so many minutes. */
const CASES: readonly { name: string; series: Record<string, string>; minutes: number; fires: string[] }[] = [
  { name: 'an engine that nobody calls', series: {}, minutes: 10, fires: [] },
  {
    name: 'an engine that idles',
    series: {
      signalbox_ingest_queue_bytes: '0x20',
      signalbox_ingest_queue_capacity_bytes: '134217728x20',
      signalbox_ingest_dropped_exchanges_total: '0x20',
      signalbox_series_refused_total: '0x20',
      signalbox_series: '900x20',
      signalbox_series_limit: '100000x20',
      signalbox_health_score: '100x20',
      nodejs_eventloop_lag_p99_seconds: '0.9 0.01x19',
    },
    minutes: 10,
    fires: [],
  },
  {
    // The sample workload breaks a target and leaves it at that.
    name: 'a target that broke and is not called any more',
    series: { [BREAKER]: '1 0x19' },
    minutes: 2,
    fires: [],
  },
  {
    name: 'a target that fails at each probe',
    series: { [BREAKER]: '0x4 1x4 0 1x4 0 1x6' },
    minutes: 9,
    fires: ['BreakerOpen'],
  },
];

describe.skipIf(!hasPromtool)('the shipped rules, in Prometheus', () => {
  it('fire for what is wrong, and not for an engine that was just started', () => {
    const folder = mkdtempSync(join(tmpdir(), 'signalbox-shipped-'));
    const tests = CASES.map(({ name, series, minutes, fires }) => ({
      name,
      interval: '30s',
      input_series: Object.entries(series).map(([each, values]) => ({ series: each, values })),
      promql_expr_test: [
        {
          expr: 'count by (alertname) (ALERTS{alertstate="firing"})',
          eval_time: `${minutes}m`,
          exp_samples: fires.map((alertname) => ({ labels: `{alertname="${alertname}"}`, value: 1 })),
        },
      ],
    }));
    try {
      const test = { rule_files: [`${RULES}*.yml`], evaluation_interval: '1m', tests };
      writeFileSync(join(folder, 'test.yml'), stringify(test));
      const options = { cwd: folder, encoding: 'utf8' } as const;
      const { stdout, stderr } = spawnSync('promtool', ['test', 'rules', 'test.yml'], options);
      expect(`${stdout}${stderr}`.slice(0, 4_000)).toContain('SUCCESS');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
