import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HealthSources } from '../health-sources.ts';
import type { Finding, Probe } from '../probe.ts';
import { cacheProbes } from './cache-probes.ts';
import { databaseProbes } from './database-probes.ts';
import { integrationProbes } from './integration-probes.ts';
import { monitoringProbes } from './monitoring-probes.ts';
import { postgresProbes } from './postgres-probes.ts';
import { providerProbes } from './provider-probes.ts';
import { serviceProbes } from './service-probes.ts';
import { systemProbes } from './system-probes.ts';

const NOW_MS = Date.parse('2026-11-22T00:00:00Z');
const MINUTE_MS = 60_000;

beforeEach(() => void vi.useFakeTimers({ now: NOW_MS }));
afterEach(() => void vi.useRealTimers());

async function found(probes: readonly Probe[], name: string): Promise<Record<string, Finding>> {
  const probe = probes.find((each) => each.name === name);
  if (probe === undefined) throw new Error(`there is no probe of ${name}`);
  return Object.fromEntries((await probe.run()).map((finding) => [finding.fact, finding]));
}

describe('the probes of providers', () => {
  const probed = (change: Partial<HealthSources['providers']>) =>
    providerProbes({ names: () => ['open'], targets: () => [], outcomes: () => [], ...change })[0]?.run();
  const outcome = (target: string, calls: number, failures: number) => ({ target, calls, failures });

  it('say so where none is configured', async () => {
    expect(await probed({ names: () => [] })).toEqual([
      { fact: 'providers_configured', value: 0, text: 'none: only the simulated providers answer' },
    ]);
  });

  it('add up the targets of a provider, not those of one whose name begins the same', async () => {
    const outcomes = () => [
      outcome('open/a', 6, 3),
      outcome('open/b', 4, 2),
      outcome('openrouter/a', 90, 90),
    ];
    expect(await probed({ outcomes })).toContainEqual({
      fact: 'provider_failures',
      subject: 'open',
      value: 0.5,
      floor: 0,
    });
  });

  it('do not judge by two attempts', async () => {
    const findings = await probed({ outcomes: () => [outcome('open/a', 2, 2)] });
    expect(findings).toContainEqual(
      expect.objectContaining({ value: null, text: '2 attempts lately: too few to tell' }),
    );
  });

  it('find one that fails less bad while another answers', async () => {
    const failing = outcome('open/a', 10, 10);
    const floorBeside = async (calls: number, failures: number) => {
      const findings = await probed({ outcomes: () => [failing, outcome('other/a', calls, failures)] });
      return findings?.find(({ fact }) => fact === 'provider_failures')?.floor;
    };
    expect(await floorBeside(10, 9)).toBe(55);
    expect(await floorBeside(10, 10)).toBe(0);
  });

  it('count a breaker as open while its target is called', async () => {
    const open = { state: 'open', probeAt: null, running: 0, lastFailure: 'HTTP 500' } as const;
    const targets = () => [
      { ...open, target: 'open/a' },
      { ...open, target: 'open/b' },
    ];
    const findings = await probed({ targets, outcomes: () => [outcome('open/a', 4, 4)] });
    expect(findings?.find(({ fact }) => fact === 'provider_breakers')).toMatchObject({
      value: 0.5,
      text: '1 of 2, last failure: HTTP 500',
    });
  });
});

describe('the probes of the service', () => {
  const QUEUE = {
    name: 'q',
    running: 0,
    admitted: 0,
    rejectedFull: 0,
    rejectedLate: 0,
    cancelled: 0,
    waitP50Ms: null,
    waitP95Ms: null,
  };
  const calls = { calls: 8, whole: 6, durationP95Ms: 900, overheadP95Ms: 3 };
  const probes = (recent: typeof calls, queues: { waiting: number; capacity: number }[] = []) =>
    serviceProbes({
      recentCalls: () => recent,
      queues: () => queues.map((queue) => ({ ...QUEUE, ...queue })),
    });

  it('judge calls once there are enough of them', async () => {
    expect(await found(probes(calls), 'the recent calls')).toMatchObject({
      gateway_calls: { value: 8 },
      gateway_success: { value: 0.75 },
      gateway_p95: { value: 900 },
    });
    expect(await found(probes({ ...calls, calls: 4, whole: 0 }), 'the recent calls')).toMatchObject({
      gateway_calls: { value: 4 },
      gateway_success: { value: null, text: '4 calls lately: too few to tell' },
      gateway_p95: { value: null },
    });
  });

  it('look at the fullest queue, and at none where there is none', async () => {
    const queues = [
      { waiting: 1, capacity: 10 },
      { waiting: 3, capacity: 4 },
      { waiting: 2, capacity: 0 },
    ];
    expect(await found(probes(calls, queues), 'the queues for places')).toMatchObject({
      places_waiting: { value: 6 },
      places_fill: { value: 0.75 },
    });
    expect(await found(probes(calls), 'the queues for places')).toMatchObject({ places_fill: { value: 0 } });
  });
});

describe('the probes of caches', () => {
  const idle = { answers: 0, bytes: 0, maxBytes: 100, hits: 0, misses: 0 };
  const probes = (change: Partial<HealthSources['caches']>) =>
    cacheProbes({
      pingRedis: () => null,
      limitBackend: () => 'memory',
      idempotency: () => idle,
      others: () => [],
      ...change,
    });

  it('miss no Redis that is not configured, and one that does not answer', async () => {
    expect((await found(probes({}), 'Redis')).redis).toEqual({
      fact: 'redis',
      value: null,
      text: 'not configured: REDIS_URL is not set',
    });
    const down = probes({
      pingRedis: () => Promise.reject(new Error('ECONNREFUSED')),
      limitBackend: () => 'fallback',
    });
    expect(await found(down, 'Redis')).toMatchObject({
      redis: { value: null, text: 'Redis does not answer: ECONNREFUSED.', points: 40 },
      redis_backend: { text: 'this engine, until Redis answers' },
    });
  });

  it('have no rate of hits before they were asked', async () => {
    expect((await found(probes({}), 'the idempotent answers')).idempotency_hits).toMatchObject({
      value: null,
      text: 'not asked yet',
    });
    const used = probes({ idempotency: () => ({ ...idle, bytes: 25, hits: 1, misses: 3 }) });
    expect(await found(used, 'the idempotent answers')).toMatchObject({
      idempotency_hits: { value: 0.25 },
      idempotency_fill: { value: 0.25 },
    });
  });
});

describe('the probes of databases', () => {
  const stats = {
    queuedBytes: 50,
    capacityBytes: 200,
    acknowledgedSpans: 0,
    acknowledgedLogs: 0,
    rejectedRequests: 0,
    droppedExchanges: 0,
  };
  const store: HealthSources['store'] = {
    pingWriter: () => Promise.resolve({ commitP95Ms: null }),
    pingReaders: () => Promise.resolve(),
    pingControl: () => Promise.resolve(),
    stats: () => stats,
    databaseBytes: () => Promise.resolve(300),
    lastWriteFailure: () => null,
  };

  it('count what was refused since the look before, not since the start', async () => {
    let rejectedRequests = 1_000;
    const probes = databaseProbes({
      retentionBytes: 1_000,
      store: { ...store, stats: () => ({ ...stats, rejectedRequests }) },
    });
    expect(await found(probes, 'the ingest queue')).toMatchObject({
      queue_fill: { value: 0.25 },
      refused_ingests: { value: 0 },
    });
    rejectedRequests += 7;
    expect((await found(probes, 'the ingest queue')).refused_ingests?.value).toBe(7);
    vi.setSystemTime(NOW_MS + 6 * MINUTE_MS);
    await found(probes, 'the ingest queue');
    vi.setSystemTime(NOW_MS + 12 * MINUTE_MS);
    expect((await found(probes, 'the ingest queue')).refused_ingests?.value).toBe(0);
  });

  it('hold a failed write against the database for five minutes', async () => {
    const failure = (agoMs: number) => ({ atMs: NOW_MS - agoMs, message: 'disk full' });
    const points = async (agoMs: number) => {
      const probes = databaseProbes({
        retentionBytes: 1,
        store: { ...store, lastWriteFailure: () => failure(agoMs) },
      });
      return (await found(probes, 'the ingest queue')).last_write_failure;
    };
    expect(await points(MINUTE_MS)).toMatchObject({
      points: 35,
      text: 'A write failed at 2026-11-21T23:59:00.000Z: disk full',
    });
    expect(await points(6 * MINUTE_MS)).toMatchObject({ points: null });
  });

  it('know the share of the retention, and no commit before the first', async () => {
    const probes = databaseProbes({ retentionBytes: 1_000, store });
    expect((await found(probes, 'the size of the trace database')).size_of_retention?.value).toBe(0.3);
    expect((await found(probes, 'the writer thread')).commit_p95).toMatchObject({
      value: null,
      text: 'none yet',
    });
  });

  it('do not miss a PostgreSQL that is not configured', async () => {
    const postgres = postgresProbes(null);
    expect(await found(postgres.probes, 'PostgreSQL')).toMatchObject({
      postgres: { value: null, text: 'not configured: DATABASE_URL is not set' },
    });
    await postgres.close();
  });
});

describe('the probes of integrations', () => {
  const integration: HealthSources['integration'] = {
    lastScrapeMs: () => null,
    remoteSources: () => [],
    notifications: () => Promise.resolve(null),
    lastTelemetryMs: () => NOW_MS - 90_000,
  };

  it('miss nothing that was never used', async () => {
    const probes = integrationProbes(integration);
    expect(await found(probes, 'the scrapes of /metrics')).toMatchObject({
      scrape_age: { value: null, text: 'nobody has scraped it since the start' },
    });
    expect(await found(probes, 'the telemetry of applications')).toMatchObject({ otlp_in: { value: 90 } });
    expect(await found(probes, 'the notifications')).toMatchObject({
      notifications_waiting: { value: null, text: 'no channel is configured' },
    });
  });

  it('name the sources that do not answer, and hide none behind one that hangs', async () => {
    const never = Promise.withResolvers<unknown>().promise;
    const [, remote] = integrationProbes({
      ...integration,
      remoteSources: () => [
        { name: 'good', ping: () => Promise.resolve() },
        { name: 'bad', ping: () => Promise.reject(new Error('401')) },
        { name: 'slow', ping: () => never },
      ],
    });
    const running = remote?.run();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await running).toMatchObject([
      { subject: 'good', value: expect.any(Number) as number },
      { subject: 'bad', points: 40, text: 'The source bad does not answer: 401.' },
      { subject: 'slow', points: 40, text: 'The source slow does not answer: it took longer than 5 s.' },
    ]);
  });

  it('count failed notifications while they fail', async () => {
    const figures = { waiting: 2, sent: 0, failed: 3, dropped: 0 };
    let lastFailure: string | null = 'answered 503';
    const notifications = () => Promise.resolve({ ...figures, lastFailure });
    const probes = integrationProbes({ ...integration, notifications });
    const failure = async () => (await found(probes, 'the notifications')).notification_failure;
    expect((await failure())?.points).toBeNull();
    figures.failed += 1;
    expect(await failure()).toMatchObject({ points: 60, text: 'A notification failed: answered 503' });
    // Tried again, and taken.
    lastFailure = null;
    expect(await failure()).toMatchObject({ points: null, text: 'none' });
    figures.dropped += 1;
    expect(await failure()).toMatchObject({ points: 60, text: 'A notification was given up' });
  });
});

describe('the probes of monitoring', () => {
  const figures = {
    series: 90,
    seriesLimit: 100,
    samplesAccepted: 0,
    samplesRejected: 0,
    seriesRefused: 5,
    bytes: 0,
    oldestMs: null,
  };

  it('count how many collections are missing, also where there was none yet', async () => {
    let atMs: number | null = null;
    const probes = monitoringProbes({
      seriesFigures: () => Promise.resolve(figures),
      lastCollection: () => ({ atMs, intervalMs: 10_000 }),
      sendEmptyExport: () => Promise.resolve(),
    });
    vi.setSystemTime(NOW_MS + 30_000);
    const age = async () => (await found(probes, 'the collection of own metrics')).collection_age?.value;
    expect(await age()).toBe(3);
    atMs = NOW_MS + 25_000;
    expect(await age()).toBe(0.5);
    expect(await found(probes, 'the series store')).toMatchObject({
      series_fill: { value: 0.9 },
      series_refused: { value: 0 },
    });
  });

  it('fail where the OTLP door refuses an export', async () => {
    const probes = monitoringProbes({
      seriesFigures: () => Promise.resolve(figures),
      lastCollection: () => ({ atMs: null, intervalMs: 10_000 }),
      sendEmptyExport: () => Promise.reject(new Error('answered 503')),
    });
    await expect(found(probes, 'the OTLP door')).rejects.toThrow('answered 503');
  });
});

describe('the probes of the system', () => {
  it('measure this machine', async () => {
    vi.useRealTimers();
    const system = systemProbes(process.cwd());
    const { probes } = system;
    try {
      const memory = await found(probes, 'the memory');
      expect(memory.memory_available?.value).toBeGreaterThan(0);
      expect(memory.memory_available?.value).toBeLessThanOrEqual(1);
      expect(memory.heap_used?.value).toBeLessThan(1);
      expect((await found(probes, 'the disk')).disk_free?.value).toBeGreaterThan(0);
      expect(Object.keys(await found(probes, 'the processor'))).toEqual(['cpu_machine', 'cpu_engine']);
      expect(Object.keys(await found(probes, 'the event loop'))).toEqual(['event_loop_p99']);
    } finally {
      system.close();
    }
  });

  it('do not judge the start of the engine', async () => {
    const system = systemProbes(process.cwd());
    try {
      const { cpu_machine: machine } = await found(system.probes, 'the processor');
      expect(machine).toMatchObject({ value: null, text: 'known from the next check on' });
      const { event_loop_p99: loop } = await found(system.probes, 'the event loop');
      expect(loop).toMatchObject({ value: null, text: 'known from the next check on' });
    } finally {
      system.close();
    }
  });
});
