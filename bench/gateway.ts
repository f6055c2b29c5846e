import { once } from 'node:events';
import type { BenchResult } from './bench-result.ts';
import type { LoadFigures, LoadOrder } from './gateway/load.ts';
import { startParty, type CpuTime, type Party } from './gateway/processes.ts';

const ROUNDS = 3;
const RATE = 200;
const OPEN = { mode: 'open', rate: RATE, concurrency: 0 } as const;
const CLOSED = { mode: 'closed', rate: 0, concurrency: 32, stream: false } as const;

interface Figures {
  plain: LoadFigures;
  stream: LoadFigures;
  saturated: LoadFigures;
  /** Processor time of the measured process for each call at saturation. */
  cpu: CpuTime;
}

/**
 * What the gateway adds to a call, and how many calls it carries, beside a bare reverse proxy before the same upstream.
 * The rounds are interleaved, so that what else the machine does meets all alike; the median round counts.
 */
export async function run(): Promise<BenchResult> {
  const upstream = await startParty('upstream.ts');
  const bare = await startParty('bare-proxy.ts', { UPSTREAM_URL: upstream.url });
  const gateway = await startParty('signalbox.ts', { UPSTREAM_URL: upstream.url });
  const load = await startParty('load.ts');
  try {
    const targets = [
      ['direct', upstream],
      ['bare Node proxy', bare],
      ['Signalbox', gateway],
    ] as const;
    for (const [, target] of targets) await warmUp(load, target.url);
    const rounds: Record<string, Figures[]> = {};
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, target] of targets) (rounds[name] ??= []).push(await measure(load, target));
    }
    return report(rounds);
  } finally {
    for (const party of [load, gateway, bare, upstream]) await party.stop();
  }
}

async function warmUp(load: Party, url: string): Promise<void> {
  await order(load, { ...CLOSED, url, seconds: 2 });
  await order(load, { ...OPEN, url, seconds: 1, rate: 50, stream: true });
}

async function measure(load: Party, target: Party): Promise<Figures> {
  const { url } = target;
  const plain = await order(load, { ...OPEN, url, seconds: 5, stream: false });
  const stream = await order(load, { ...OPEN, url, seconds: 3, rate: 50, stream: true });
  const before = await target.cpu();
  const saturated = await order(load, { ...CLOSED, url, seconds: 3 });
  const after = await target.cpu();
  const cpu = {
    mainThread: (after.mainThread - before.mainThread) / saturated.calls,
    allThreads: (after.allThreads - before.allThreads) / saturated.calls,
  };
  return { plain, stream, saturated, cpu };
}

async function order(load: Party, what: LoadOrder): Promise<LoadFigures> {
  const answer = once(load.child, 'message') as Promise<[LoadFigures]>;
  load.child.send(what);
  const [figures] = await answer;
  if (figures.errors > 0) throw new Error(`${figures.errors} calls to ${what.url} failed.`);
  return figures;
}

function report(rounds: Record<string, Figures[]>): BenchResult {
  const direct = medians(rounds.direct ?? []);
  const rows = Object.entries(rounds).map(([name, all]) => {
    const found = medians(all);
    const added = (key: keyof typeof found) => Math.round(found[key] - direct[key]);
    return {
      name,
      figures: {
        'p50 us': Math.round(found.p50),
        'p95 us': Math.round(found.p95),
        'p99 us': Math.round(found.p99),
        'added p50 us': added('p50'),
        'added p95 us': added('p95'),
        'added p99 us': added('p99'),
        'added first chunk p50 us': added('streamP50'),
        'added first chunk p99 us': added('streamP99'),
        'requests/s': Math.round(found.perSecond),
        'main thread cpu us/call': Math.round(found.mainThread),
        'all threads cpu us/call': Math.round(found.allThreads),
      },
    };
  });
  const [bare, ours] = [rows[1], rows[2]].map((row) => Number(row?.figures['added p99 us']));
  return {
    name: 'gateway',
    rows,
    notes: [
      `Open loop at ${RATE} calls/s, latency from when a call was due; closed loop with 32 connections.`,
      ratioNote(bare ?? NaN, ours ?? NaN),
      'The floor is the bare proxy: node:http before undici, nothing read, priced or recorded.',
    ],
  };
}

function ratioNote(bare: number, ours: number): string {
  if (bare <= 0 || ours <= 0)
    return 'Added p99: lost in the noise of a busy machine; run it again when it is quiet.';
  return `Added p99: ${(ours / bare).toFixed(2)} times the bare proxy's (aim: at most 3).`;
}

function medians(rounds: readonly Figures[]) {
  const of = (read: (figures: Figures) => number) => median(rounds.map(read));
  return {
    p50: of(({ plain }) => plain.p50),
    p95: of(({ plain }) => plain.p95),
    p99: of(({ plain }) => plain.p99),
    streamP50: of(({ stream }) => stream.p50),
    streamP99: of(({ stream }) => stream.p99),
    perSecond: of(({ saturated }) => saturated.perSecond),
    mainThread: of(({ cpu }) => cpu.mainThread),
    allThreads: of(({ cpu }) => cpu.allThreads),
  };
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
