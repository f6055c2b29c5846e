import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openMetrics } from '../../src/core/metrics/index.ts';
import type { DashboardModel } from '../../src/shared/dashboard/index.ts';
import { MadeSamples, STEP_MS } from '../metrics/made-samples.ts';

const HOUR_MS = 3_600_000;
/** Samples of the time after the start, so that each refresh has something new. */
const AHEAD_MS = HOUR_MS;

/** Writes two hours of made series around now into an empty data directory. */
export async function writeSeries(dataDir: string): Promise<void> {
  const quiet = () => undefined;
  const metrics = await openMetrics({
    dataDir,
    queueBytes: 128 * 2 ** 20,
    ages: { rawDays: 7, fiveMinuteDays: 60, retentionDays: 365 },
    limits: { maxSeries: 100_000, maxSeriesPerMetric: 20_000 },
    querySeconds: 120,
    log: { debug: quiet, info: quiet, warn: console.warn, error: console.error },
  });
  const toMs = Math.floor((Date.now() + AHEAD_MS) / STEP_MS) * STEP_MS;
  for (const batch of new MadeSamples().batches(
    toMs - 2 * HOUR_MS - AHEAD_MS,
    (2 * HOUR_MS + AHEAD_MS) / STEP_MS,
  )) {
    const { rejected, message } = await metrics.append(batch);
    if (rejected > 0) throw new Error(message ?? 'rejected');
  }
  await metrics.stop();
}

/** The built engine, with the built console. */
export interface BenchEngine {
  readonly url: string;
  readonly cookie: { name: string; value: string; url: string };
  /** Resolves with the id of the new dashboard. */
  makeDashboard(model: DashboardModel): Promise<string>;
  stop(): Promise<void>;
}

export async function startEngine(dataDir: string): Promise<BenchEngine> {
  const binary = fileURLToPath(new URL('../../bin/signalbox.mjs', import.meta.url));
  const ports = ['--port', '0', '--gateway-port', '0', '--otlp-port', '0'];
  const child = spawn(process.execPath, [binary, 'serve', '--json', '--data', dataDir, ...ports], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const first = await createInterface(child.stdout)[Symbol.asyncIterator]().next();
  if (first.done === true) throw new Error('The engine did not start.');
  const { url, loginUrl, token } = JSON.parse(first.value) as {
    url: string;
    loginUrl: string;
    token: string;
  };
  const login = await fetch(loginUrl, { redirect: 'manual' });
  const [name = '', value = ''] = (login.headers.getSetCookie()[0] ?? '').split(';', 1)[0]?.split('=') ?? [];
  return {
    url,
    cookie: { name, value, url },
    makeDashboard: async (model) => {
      const answer = await fetch(`${url}/api/v1/dashboards`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ model }),
      });
      if (!answer.ok) throw new Error(await answer.text());
      return ((await answer.json()) as { id: string }).id;
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
