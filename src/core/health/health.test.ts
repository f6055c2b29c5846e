import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openControlStore, type ControlStore } from '../store/control/index.ts';
import { Health } from './health.ts';
import type { Finding, Probe } from './probe.ts';
import { recordIntervalMs } from './record-rhythm.ts';

const silent = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const HOUR = 3_600_000;

let dataDir: string;
let store: ControlStore;
let health: Health | null = null;
let nowMs = Date.UTC(2026, 10, 1);
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'signalbox-health-'));
  store = await openControlStore({ dataDir });
});
beforeEach(() => {
  nowMs = Date.UTC(2026, 10, 1);
});
afterEach(async () => {
  await health?.close();
  health = null;
  await store.health.clear({ actor: 'test' });
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

function open(probes: readonly Probe[], historyLimit = 10_000): Health {
  health = new Health({
    probes,
    store: store.health,
    checkMs: HOUR,
    historyLimit,
    log: silent,
    now: () => nowMs,
  });
  return health;
}

const loop = (value: () => number): Probe => ({
  component: 'system',
  name: 'the event loop',
  run: (): Finding[] => [{ fact: 'event_loop_p99', value: value() }],
});

describe('health', () => {
  it('finds in a check that throws or hangs a reason, and nothing else suffers', async () => {
    const never = Promise.withResolvers<Finding[]>();
    const hangs = vi.fn(() => never.promise);
    const opened = open([
      loop(() => 10),
      { component: 'database', name: 'the writer thread', limitMs: 5, run: hangs },
      {
        component: 'caches',
        name: 'Redis',
        run: () => {
          throw new Error('no such host');
        },
      },
    ]);
    const { components, state } = await opened.check();
    const of = (name: string) => components.find(({ component }) => component === name);
    expect(of('system')).toMatchObject({ state: 'healthy', score: 100, reasons: [] });
    expect(of('caches')?.reasons[0]?.text).toBe('The check of Redis failed: no such host.');
    expect(of('database')?.reasons[0]?.text).toBe(
      'The check of the writer thread did not come to an end within 5 ms.',
    );
    expect(of('providers')).toMatchObject({ state: 'not_configured', score: null });
    expect(state).toBe('unhealthy');

    const again = await opened.check();
    expect(hangs).toHaveBeenCalledOnce();
    expect(again.components.find(({ component }) => component === 'database')?.reasons[0]?.text).toMatch(
      /has not come to an end for/,
    );
    never.resolve([]);
  });

  it('keeps a check when a state changes, and else at the interval', async () => {
    let delay = 10;
    const opened = open([loop(() => delay)]);
    const check = async (afterMs: number, value: number) => {
      nowMs += afterMs;
      delay = value;
      await opened.check();
    };
    await check(0, 10);
    await check(1_000, 20);
    await check(1_000, 400);
    await check(1_000, 10);
    await check(1_000, 10);
    await check(HOUR, 10);
    const { records, total } = await opened.history({ from: null, to: null, limit: 10, offset: 0 });
    expect(records.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'interval healthy',
      'change healthy',
      'change degraded',
      'start healthy',
    ]);
    expect(total).toBe(4);
    expect(records[2]?.components[0]).toMatchObject({
      component: 'system',
      reasons: [{ fact: 'event_loop_p99', text: 'Event-loop delay p99: 400 ms, degraded from 100 ms.' }],
      facts: [{ fact: 'event_loop_p99', subject: null, value: 400 }],
    });
    expect(await opened.record(records[2]?.id ?? 0)).toEqual(records[2]);
    const { issues, incidentCount } = await opened.analytics('24h');
    expect(incidentCount).toBe(1);
    expect(issues[0]).toMatchObject({ fact: 'event_loop_p99', current: false });
    const { shares } = await opened.trends('6h');
    expect(shares.degraded).toBeCloseTo(2 / (6 * 3_600));
  });

  it('forgets what is beyond the limit, and everything when it is told to, audited', async () => {
    let delay = 10;
    const opened = open([loop(() => delay)], 3);
    for (const value of [10, 400, 10, 10, 400, 10, 10]) {
      nowMs += 1_000;
      delay = value;
      await opened.check();
    }
    expect((await opened.history({ from: null, to: null, limit: 10, offset: 0 })).records).toHaveLength(3);
    expect(await opened.clear('ana')).toBe(3);
    expect(await opened.recordCount()).toBe(0);
    expect(await store.eventLogs(1)).toMatchObject([
      { actor: 'ana', action: 'health.clear', detail: { records: 3 } },
    ]);
  });

  it('says when the engine ended', async () => {
    const opened = open([loop(() => 10)]);
    await opened.check();
    nowMs += 60_000;
    await opened.close();
    health = null;
    const { rows } = await store.health.records({ fromMs: 0, toMs: nowMs, limit: 10, offset: 0 });
    expect(rows.map(({ kind }) => kind)).toEqual(['stop', 'start']);
  });

  it('spaces records so that they reach back 30 days', () => {
    for (const limit of [100, 1_000, 10_000, 1_000_000]) {
      const reach = recordIntervalMs(limit, 15_000) * limit;
      expect(reach).toBeGreaterThanOrEqual(30 * 24 * HOUR);
    }
    expect(recordIntervalMs(10_000, 15_000)).toBe(300_000);
  });
});
