import { describe, expect, it } from 'vitest';
import type { DeploymentInfo, Overview } from '../../../shared/deployment.ts';
import { attentionOf } from './attention.ts';

const HEALTHY: DeploymentInfo = {
  version: '0.1.0',
  nodeVersion: '24.0.0',
  sqliteVersion: '3.53.2',
  pid: 1,
  startedAt: '2026-11-21T10:00:00.000Z',
  dataDir: '/data',
  url: 'http://127.0.0.1:1',
  gatewayUrl: 'http://127.0.0.1:2',
  otlpUrl: 'http://127.0.0.1:3',
  protection: { kind: 'keychain', description: 'Sealed.' },
  prices: { source: 'list', date: '2026-11-01', models: 10 },
  retention: { maxAgeDays: 30, maxBytes: 1_000 },
  database: { bytes: 100, traces: 1, spans: 1, search: null },
  ingest: {
    queuedBytes: 0,
    capacityBytes: 100,
    acknowledgedSpans: 1,
    acknowledgedLogs: 0,
    rejectedRequests: 0,
    droppedExchanges: 0,
  },
};

const NO_SERIES = { total: 0, series: [] };
const QUIET: Overview = {
  from: '2026-11-21T10:00:00.000Z',
  to: '2026-11-21T11:00:00.000Z',
  bucketSeconds: 60,
  calls: NO_SERIES,
  errors: NO_SERIES,
  latencyP95Ms: { value: null, series: [] },
  spend: { nanos: '0', usd: '0', unpricedCalls: 0, seriesNanos: [] },
  overheadP95Micros: { value: null, series: [] },
  tokens: { input: 0, output: 0, series: [] },
  guardHits: { total: 0, blocked: 0, series: [] },
  byModel: [],
  recentFailures: [],
  hasAnyTrace: true,
};

const model = (name: string, calls: number, errors: number, unpricedCalls = 0) => ({
  provider: 'openai',
  model: name,
  calls,
  errors,
  inputTokens: 0,
  outputTokens: 0,
  costNanos: '0',
  unpricedCalls,
  latencyP95Ms: null,
});

const ids = (overview: Overview | null, info: DeploymentInfo | null) =>
  attentionOf(overview, info).map((item) => item.id);

describe('attentionOf', () => {
  it('is silent when all is well', () => expect(ids(QUIET, HEALTHY)).toEqual([]));

  it('is silent while nothing is known', () => expect(ids(null, null)).toEqual([]));

  it('names what was lost, turned away and is filling up', () => {
    const ingest = { ...HEALTHY.ingest, queuedBytes: 60, rejectedRequests: 3, droppedExchanges: 12 };
    const info = { ...HEALTHY, ingest, database: { ...HEALTHY.database, bytes: 950 } };
    expect(ids(QUIET, info)).toEqual(['dropped-exchanges', 'rejected-requests', 'queue', 'store']);
  });

  it('names failing models, but judges none by a few calls', () => {
    const byModel = [model('often', 100, 10), model('rarely', 100, 2), model('seldom-used', 4, 4)];
    expect(ids({ ...QUIET, byModel }, HEALTHY)).toEqual(['failing-openai/often']);
  });

  it('puts errors before warnings', () => {
    const info: DeploymentInfo = { ...HEALTHY, protection: { kind: 'none', description: 'Nothing seals.' } };
    const overview = {
      ...QUIET,
      spend: { ...QUIET.spend, unpricedCalls: 40 },
      byModel: [model('broken', 40, 40, 40)],
    };
    expect(ids(overview, info)).toEqual(['failing-openai/broken', 'unpriced', 'protection']);
  });
});
