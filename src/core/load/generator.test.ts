import { describe, it, type TestContext } from 'vitest';
import { loadPlanSchema, type LoadPlanInput } from '../../shared/load/index.ts';
import { runLoad } from './generator.ts';
import { LatencyHistogram } from './latency-histogram.ts';
import { prepareTemplate } from './prepared-request.ts';
import { startKnownServer, type KnownServer } from './testing/known-server.ts';

async function serve(
  { onTestFinished }: TestContext,
  holdMs: Parameters<typeof startKnownServer>[0],
): Promise<KnownServer> {
  const server = await startKnownServer(holdMs);
  onTestFinished(() => server.close());
  return server;
}

function load(url: string, plan: Omit<LoadPlanInput, 'name' | 'mix'>, signal = new AbortController().signal) {
  const checked = loadPlanSchema.parse({ name: 'test', mix: [{ kind: 'http', name: 'get' }], ...plan });
  const templates = checked.mix.flatMap((template) =>
    template.kind === 'recorded' ? [] : [prepareTemplate(template)],
  );
  return runLoad({ plan: checked, templates, url, headers: {}, onSnapshot: () => undefined, signal });
}

function countFrom(histogram: LatencyHistogram, millis: number): number {
  return [...histogram.entries()].reduce((sum, [value, count]) => (value >= millis ? sum + count : sum), 0);
}

const RATE = 200;

/** The third request is held for a quarter of a second, whenever it comes. */
const stalling = ({ number }: { number: number }) => (number === 2 ? 250 : 0);

describe.concurrent('coordinated omission', () => {
  it('an open model counts the calls that a stall kept waiting, also where only one can be under way', async (context) => {
    const { expect } = context;
    const server = await serve(context, stalling);
    const { measurement } = await load(server.url, {
      shape: { model: 'open', start: RATE, stages: [{ seconds: 1, target: RATE }] },
      limits: { maxInFlight: 1 },
    });
    expect(measurement.totals).toMatchObject({ asked: RATE, completed: RATE, errors: 0, dropped: 0 });
    expect(server.requests).toBe(RATE);
    const latency = LatencyHistogram.decode(measurement.histograms.latency);
    // 30 calls were due in the first 150 ms of the stall; each of them waited for 100 ms or longer.
    expect(countFrom(latency, 100)).toBeGreaterThanOrEqual(28);
    // The server itself held hardly any that long: one that waits its turn to ask would have reported nothing else.
    expect(countFrom(server.held, 100)).toBeLessThan(countFrom(latency, 100) / 3);
    expect(measurement.totals.late).toBeGreaterThanOrEqual(28);
  });

  it('a closed model hides them, and says the same as the server', async (context) => {
    const { expect } = context;
    const server = await serve(context, stalling);
    const { measurement } = await load(server.url, {
      shape: { model: 'closed', start: 1, stages: [{ seconds: 60, target: 1 }], thinkMs: 2 },
      limits: { maxRequests: 40 },
    });
    const latency = LatencyHistogram.decode(measurement.histograms.latency);
    expect(measurement.totals.completed).toBe(server.requests);
    expect(countFrom(latency, 100)).toBeGreaterThanOrEqual(countFrom(server.held, 100));
    expect(countFrom(server.held, 100)).toBeGreaterThanOrEqual(1);
    // Calls that wait for each other never overlap, however long one is held.
    expect(latency.mean * latency.count).toBeLessThanOrEqual(measurement.measuredMs);
  });
});

describe.concurrent('the generator', () => {
  it('reports the distribution that the server had', async (context) => {
    const { expect } = context;
    const server = await serve(context, ({ number }) => (number % 100 >= 95 ? 120 : 10 + (number % 10)));
    const { measurement } = await load(server.url, {
      shape: { model: 'open', start: RATE, stages: [{ seconds: 1, target: RATE }] },
    });
    expect(measurement.totals.completed).toBe(server.held.count);
    for (const { percentile, value } of measurement.serviceTime.percentiles) {
      // A client never sees an answer before the server gave it. Both round to three digits.
      expect(value).toBeGreaterThanOrEqual(server.held.at(percentile) * 0.998 - 0.01);
    }
    const latency = LatencyHistogram.decode(measurement.histograms.latency);
    expect(countFrom(latency, 100)).toBeGreaterThanOrEqual(10);
    expect(measurement.latency.mean).toBeGreaterThanOrEqual(server.held.mean);
  });

  it('drops what could not start in time, and says so', async (context) => {
    const { expect } = context;
    const server = await serve(context, () => 300);
    const { measurement } = await load(server.url, {
      shape: { model: 'open', start: 100, stages: [{ seconds: 0.5, target: 100 }] },
      limits: { maxInFlight: 1, timeoutMs: 2000 },
    });
    const { asked, started, dropped, completed } = measurement.totals;
    expect(asked).toBe(50);
    expect(dropped).toBeGreaterThan(30);
    expect(started + dropped).toBe(asked);
    expect(completed).toBe(started);
  });

  it('counts each failure by its kind', async (context) => {
    const { expect } = context;
    const server = await serve(context, ({ number }) => (number % 2 === 0 ? 0 : 60_000));
    const { measurement } = await load(server.url, {
      shape: { model: 'open', start: 20, stages: [{ seconds: 0.5, target: 20 }] },
      limits: { timeoutMs: 2000 },
    });
    expect(measurement.errors).toMatchObject([{ kind: 'timeout', code: 'TIMEOUT' }]);
    // More where this machine was too busy for an answer that was given at once.
    expect(measurement.errors[0]?.count).toBeGreaterThanOrEqual(5);
    const nobody = await load('http://127.0.0.1:1', {
      shape: { model: 'open', start: 20, stages: [{ seconds: 0.2, target: 20 }] },
    });
    expect(nobody.measurement.errors).toMatchObject([{ kind: 'connection', code: 'ECONNREFUSED', count: 4 }]);
    expect(nobody.measurement.errorRate).toBe(1);
  });

  it('leaves the warm-up out, stops at its limit, and judges its thresholds', async (context) => {
    const { expect } = context;
    const server = await serve(context, () => 0);
    const { measurement, stopped } = await load(server.url, {
      shape: { model: 'open', start: 100, stages: [{ seconds: 10, target: 100 }] },
      warmUpSeconds: 0.2,
      limits: { maxRequests: 25 },
      thresholds: [{ expression: 'requests==25' }, { expression: 'p50<0us' }, { expression: 'ttft_p50<1s' }],
    });
    expect(stopped).toBeNull();
    expect(measurement.totals.started).toBe(25);
    expect(measurement.totals.warmUp).toBeGreaterThan(0);
    expect(server.requests).toBe(25 + measurement.totals.warmUp);
    expect(measurement.thresholds.map(({ holds, value }) => [holds, value === null])).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ]);
  });

  it('gives up what is under way when it is aborted, and counts none of it as an error', async (context) => {
    const { expect } = context;
    const server = await serve(context, () => 60_000);
    const stopping = new AbortController();
    setTimeout(() => stopping.abort(), 200);
    const { measurement, stopped } = await load(
      server.url,
      { shape: { model: 'open', start: 50, stages: [{ seconds: 30, target: 50 }] } },
      stopping.signal,
    );
    expect(stopped).toBe('aborted');
    expect(measurement.totals.errors).toBe(0);
    expect(measurement.totals.abandoned).toBe(measurement.totals.started);
  });
});
