import { createHistogram } from 'node:perf_hooks';
import { Pool } from 'undici';
import { announceUrl } from '../parties/processes.ts';
import { requestBodies } from './call.ts';

/* The load generator, a process of its own. Orders come by message, figures go back the same way. */

export interface LoadOrder {
  url: string;
  headers: Record<string, string>;
  /** At a rate whatever the answers do; so many at any time; or so many streams at once, each once. */
  mode: 'open' | 'closed' | 'burst';
  stream: boolean;
  /** The upstream takes 20 ms. */
  slow: boolean;
  seconds: number;
  /** Ends the closed loop, instead of the time. */
  calls?: number;
  /** Calls per second, in the open loop. */
  rate: number;
  /** Calls under way at any time, in the closed loop and the burst. */
  concurrency: number;
}

/** Latencies in microseconds; of streams that to the first piece. */
export interface LoadFigures {
  calls: number;
  errors: number;
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  /** From the moment the upstream sent a piece of a stream until it was here. */
  eventP50: number;
  eventP99: number;
  /** How late the generator itself was, p99. */
  lag: number;
}

const STREAMED = { stream: true, stream_options: { include_usage: true } };
/** When a piece was sent, as the upstream writes it into its text. */
const SENT_AT = /"content":" (\d+)"/g;

async function measure(order: LoadOrder): Promise<LoadFigures> {
  const connections = Math.max(512, order.concurrency);
  const pool = new Pool(order.url, { connections, pipelining: 1 });
  const latency = createHistogram();
  const events = createHistogram();
  const lag = createHistogram();
  let errors = 0;
  const nextBody = requestBodies({
    ...(order.stream ? STREAMED : {}),
    ...(order.slow ? { user: 'slow' } : {}),
  });
  const call = async (from: number): Promise<void> => {
    const answer = await pool.request({
      path: '/v1/chat/completions',
      method: 'POST',
      headers: { 'content-type': 'application/json', ...order.headers },
      body: nextBody(),
    });
    let firstMs: number | null = null;
    let bytes = 0;
    let last = '';
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      firstMs ??= performance.now();
      bytes += chunk.length;
      if (!order.stream) continue;
      last = chunk.toString('latin1');
      const now = process.hrtime.bigint();
      for (const [, sentAt] of last.matchAll(SENT_AT)) {
        events.record(Math.max(1, Number((now - BigInt(sentAt ?? now)) / 1000n)));
      }
    }
    const until = order.stream && firstMs !== null ? firstMs : performance.now();
    latency.record(Math.max(1, Math.round((until - from) * 1000)));
    const isWhole = order.stream ? last.includes('[DONE]') : bytes > 100;
    if (answer.statusCode !== 200 || !isWhole) errors++;
  };
  const counted = (from: number) => call(from).catch(() => void errors++);
  const startedAt = performance.now();
  if (order.mode === 'open') await openLoop(order, counted, lag);
  else if (order.mode === 'closed') await closedLoop(order, counted);
  else await Promise.all(Array.from({ length: order.concurrency }, () => counted(performance.now())));
  const elapsed = (performance.now() - startedAt) / 1000;
  await pool.close();
  return {
    calls: latency.count,
    errors,
    perSecond: latency.count / elapsed,
    p50: latency.percentile(50),
    p95: latency.percentile(95),
    p99: latency.percentile(99),
    eventP50: events.count === 0 ? 0 : events.percentile(50),
    eventP99: events.count === 0 ? 0 : events.percentile(99),
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
  { concurrency, seconds, calls }: LoadOrder,
  call: (from: number) => Promise<void>,
): Promise<void> {
  const until = performance.now() + seconds * 1000;
  let sent = 0;
  const goesOn = () => (calls === undefined ? performance.now() < until : sent++ < calls);
  const worker = async () => {
    while (goesOn()) await call(performance.now());
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
