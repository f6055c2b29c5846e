import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Backtest } from '../src/shared/backtest.ts';
import { draft } from './backtest/recorded.ts';
import type { BenchResult } from './bench-result.ts';
import type { LoadFigures, LoadOrder } from './gateway/load.ts';
import { startParty, type OwnParty } from './parties/processes.ts';

const EXCHANGES = Number(process.env.SIGNALBOX_BENCH_EXCHANGES ?? 100_000);
const RATE = 200;
const SECONDS = 5;
const WARM_UP_SECONDS = 5;

/**
 * How long a backtest of twenty rules over 100,000 recorded exchanges takes, with and without texts, and what the
 * gateway's calls feel of it: 200 calls/s to an upstream that answers at once, with and without a backtest beside them.
 */
export async function run(): Promise<BenchResult> {
  const upstream = await startParty('direct', 'gateway/upstream.ts');
  const load = await startParty('load', 'gateway/load.ts');
  const input = { UPSTREAM_URL: upstream.url, EXCHANGES: EXCHANGES.toString() };
  const engine = await startParty('engine', 'backtest/engine.ts', input);
  try {
    await order(load, engine, WARM_UP_SECONDS);
    const idle = await order(load, engine, SECONDS);
    const rows = [{ name: 'idle', figures: latencies(idle) as Record<string, number | string> }];
    for (const readsTexts of [false, true]) {
      const alone = await finished(engine, await start(engine, readsTexts));
      const name = readsTexts ? 'with texts' : 'without texts';
      const beside = await besideBacktests(load, engine, readsTexts);
      rows.push({
        name,
        figures: {
          'alone s': alone.millis / 1000,
          changed: alone.figures.changed,
          ...latencies(beside.load),
          'beside s': beside.millis / 1000,
        },
      });
    }
    return {
      name: 'backtest',
      rows,
      notes: [
        `${EXCHANGES.toLocaleString('en-US')} exchanges with their policy input and messages of a kilobyte; a draft of 20 rules, with texts of 21.`,
        `Latencies in microseconds of ${RATE} calls/s through the gateway over ${SECONDS} s; beside: backtests one after another meanwhile.`,
        'Aim: seconds, and the same p95 as when idle.',
      ],
    };
  } finally {
    for (const party of [engine, load, upstream]) await party.stop();
  }
}

/** Load, and one backtest after another for as long as it lasts. */
async function besideBacktests(load: OwnParty, engine: OwnParty, readsTexts: boolean) {
  let isLoaded = true;
  const loading = order(load, engine, SECONDS).finally(() => (isLoaded = false));
  let millis = 0;
  while (isLoaded) millis = (await finished(engine, await start(engine, readsTexts))).millis;
  return { load: await loading, millis };
}

function latencies({ p50, p95, p99 }: LoadFigures): Record<string, number> {
  return { 'p50 us': p50, 'p95 us': p95, 'p99 us': p99 };
}

async function start(engine: OwnParty, readsTexts: boolean): Promise<string> {
  const content = draft(readsTexts);
  const subject = { kind: 'policies', drafts: [{ content }] };
  const range = { from: engine.headers['x-from'], to: engine.headers['x-to'] };
  const { id } = await rest(engine, 'POST', '', { ...range, subject });
  return id;
}

async function finished(engine: OwnParty, id: string): Promise<Backtest> {
  for (;;) {
    const state = await rest(engine, 'GET', `/${id}`);
    if (state.state === 'done') return state;
    if (state.state !== 'running') throw new Error(state.message ?? 'It did not end.');
    await wait(100);
  }
}

async function rest({ headers }: OwnParty, method: string, path: string, body?: object): Promise<Backtest> {
  const answer = await fetch(`${headers['x-rest']}/api/v1/policies/backtests${path}`, {
    method,
    headers: { authorization: headers.authorization ?? '', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Backtest;
}

async function order(load: OwnParty, { url, headers }: OwnParty, seconds: number): Promise<LoadFigures> {
  const answer = once(load.child, 'message') as Promise<[LoadFigures]>;
  const open = { mode: 'open', rate: RATE, concurrency: 0, stream: false, slow: false } as const;
  load.child.send({ ...open, seconds, url, headers } satisfies LoadOrder);
  const [figures] = await answer;
  if (figures.errors > 0) throw new Error(`${figures.errors} of ${figures.calls} calls failed.`);
  return figures;
}
