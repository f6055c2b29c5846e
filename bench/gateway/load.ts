import { createHistogram } from 'node:perf_hooks';
import { Pool } from 'undici';
import { announceUrl } from './processes.ts';

/* The load generator, a process of its own. Parameters come by message, figures go back the same way. */

export interface LoadOrder {
  url: string;
  mode: 'open' | 'closed';
  stream: boolean;
  seconds: number;
  /** Calls per second, in the open loop. */
  rate: number;
  /** Calls under way at any time, in the closed loop. */
  concurrency: number;
}

/** Latencies in microseconds. */
export interface LoadFigures {
  calls: number;
  errors: number;
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  /** How late the generator itself was, p99. */
  lag: number;
}

const CONTENT = 'Which signals does a train pass between the two stations, and who sets them? '.repeat(10);
const BODY = JSON.stringify({
  model: 'gpt-4o',
  messages: [
    { role: 'system', content: 'You keep the timetable of a small railway.' },
    { role: 'user', content: CONTENT },
  ],
  temperature: 0.2,
});
const STREAM_BODY = BODY.replace(
  '"temperature"',
  '"stream":true,"stream_options":{"include_usage":true},"temperature"',
);

async function measure(order: LoadOrder): Promise<LoadFigures> {
  const pool = new Pool(order.url, { connections: 512, pipelining: 1 });
  const latency = createHistogram();
  const lag = createHistogram();
  let errors = 0;
  const call = async (from: number): Promise<void> => {
    const { statusCode, body } = await pool.request({
      path: '/v1/chat/completions',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: order.stream ? STREAM_BODY : BODY,
    });
    let firstMs: number | null = null;
    let bytes = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      firstMs ??= performance.now();
      bytes += chunk.length;
    }
    // Of a stream the first piece counts: that is what a gateway can delay.
    const until = order.stream && firstMs !== null ? firstMs : performance.now();
    latency.record(Math.max(1, Math.round((until - from) * 1000)));
    if (bytes < 100) errors++;
    if (statusCode !== 200) errors++;
  };
  const counted = (from: number) => call(from).catch(() => void errors++);
  const startedAt = performance.now();
  if (order.mode === 'open') await openLoop(order, counted, lag);
  else await closedLoop(order, counted);
  const elapsed = (performance.now() - startedAt) / 1000;
  await pool.close();
  const at = (percentile: number) => latency.percentile(percentile);
  return {
    calls: latency.count,
    errors,
    perSecond: latency.count / elapsed,
    p50: at(50),
    p95: at(95),
    p99: at(99),
    lag: lag.count === 0 ? 0 : lag.percentile(99),
  };
}

type Histogram = ReturnType<typeof createHistogram>;

/** Calls leave at their time whatever the answers do; latency counts from when a call was due. */
async function openLoop(
  { rate, seconds }: LoadOrder,
  call: (from: number) => Promise<void>,
  lag: Histogram,
): Promise<void> {
  const running: Promise<void>[] = [];
  const startedAt = performance.now();
  const total = rate * seconds;
  for (let sent = 0; sent < total;) {
    const now = performance.now();
    for (
      let due = startedAt + (sent * 1000) / rate;
      sent < total && due <= now;
      due = startedAt + (sent * 1000) / rate
    ) {
      lag.record(Math.max(1, Math.round((now - due) * 1000)));
      running.push(call(due));
      sent++;
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(running);
}

async function closedLoop(
  { concurrency, seconds }: LoadOrder,
  call: (from: number) => Promise<void>,
): Promise<void> {
  const until = performance.now() + seconds * 1000;
  const worker = async () => {
    while (performance.now() < until) await call(performance.now());
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

process.on('message', (order: LoadOrder | string) => {
  if (typeof order === 'string') return;
  measure(order).then(
    (figures) => process.send?.(figures),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
announceUrl('', () => Promise.resolve());
