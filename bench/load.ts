import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { loadPlanSchema, type Distribution, type LoadMeasurement } from '../src/shared/load/index.ts';
import { runLoad } from '../src/core/load/generator.ts';
import { prepareTemplate } from '../src/core/load/prepared-request.ts';
import { startServer } from '../src/core/load/proof/parties.ts';
import type { BenchResult } from './bench-result.ts';

const FULL = { rounds: 5, seconds: 8 };
/** `-- short`: to see whether it runs; the figures are rough. */
const SHORT = { rounds: 1, seconds: 2 };
const UPSTREAM_MS = 10;
const CONNECTIONS = 16;

const runProgram = promisify(execFile);

interface Figures {
  readonly perSecond: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

/**
 * What our generator says of a server of known latency, beside what wrk says of it: both with the same connections, each of
 * which waits for its answer (wrk knows no rate), and ours also open at the rate that wrk reached. Interleaved rounds, medians.
 */
export async function run(args: readonly string[] = []): Promise<BenchResult> {
  const { rounds, seconds } = args.includes('short') ? SHORT : FULL;
  const server = await startServer('upstream', { kind: 'upstream', latencyMs: UPSTREAM_MS });
  const found: Record<'wrk' | 'closed' | 'open', Figures[]> = { wrk: [], closed: [], open: [] };
  const lags: number[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const wrk = await measureWithWrk(server.url, seconds);
      found.wrk.push(wrk);
      found.closed.push(figuresOf(await measure(server.url, seconds, 'closed', CONNECTIONS)));
      // Slightly less than the most that the server can do with these connections, or a queue would grow without end.
      const open = await measure(server.url, seconds, 'open', Math.floor(wrk.perSecond * 0.8));
      found.open.push(figuresOf(open));
      lags.push(at(open.lag, 99));
    }
  } finally {
    await server.stop();
  }
  return {
    name: 'load',
    rows: [
      { name: `wrk, ${CONNECTIONS} connections`, figures: medians(found.wrk) },
      { name: `Signalbox, closed, ${CONNECTIONS} users`, figures: medians(found.closed) },
      { name: 'Signalbox, open at 0.8 of that rate', figures: medians(found.open) },
    ],
    notes: [
      `The server answers after a timer of ${UPSTREAM_MS} ms. Medians of ${rounds} interleaved rounds of ${seconds} s.`,
      `Open latency counts from when a call was due; the generator's own lag was ${median(lags).toFixed(2)} ms at p99.`,
      'wrk is closed: of calls that it did not make while it waited it knows nothing.',
    ],
  };
}

async function measure(
  url: string,
  seconds: number,
  model: 'open' | 'closed',
  level: number,
): Promise<LoadMeasurement> {
  const plan = loadPlanSchema.parse({
    name: 'bench',
    target: { kind: 'url', url },
    shape: { model, start: level, stages: [{ seconds, target: level }] },
    mix: [{ kind: 'http', name: 'get' }],
    warmUpSeconds: 1,
  });
  const templates = plan.mix.flatMap((each) => (each.kind === 'recorded' ? [] : [prepareTemplate(each)]));
  const signal = new AbortController().signal;
  const { measurement } = await runLoad({
    plan,
    templates,
    url,
    headers: {},
    onSnapshot: () => undefined,
    signal,
  });
  if (measurement.totals.errors > 0) throw new Error(`${measurement.totals.errors} calls failed.`);
  return measurement;
}

function figuresOf({ rate, latency }: LoadMeasurement): Figures {
  return { perSecond: rate, p50: at(latency, 50), p90: at(latency, 90), p99: at(latency, 99) };
}

function at({ percentiles }: Distribution, wanted: number): number {
  return percentiles.find(({ percentile }) => percentile === wanted)?.value ?? Number.NaN;
}

const WRK_UNITS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000 };

async function measureWithWrk(url: string, seconds: number): Promise<Figures> {
  const flags = ['--latency', '-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, url];
  const { stdout } = await runProgram('wrk', flags, { timeout: (seconds + 30) * 1000 });
  const time = (percent: number) => {
    const [, value = '', unit = ''] =
      new RegExp(`^\\s+${percent}%\\s+([\\d.]+)(us|ms|s)$`, 'm').exec(stdout) ?? [];
    return Number(value) * (WRK_UNITS[unit] ?? Number.NaN);
  };
  const [, perSecond = ''] = /^Requests\/sec:\s+([\d.]+)$/m.exec(stdout) ?? [];
  return { perSecond: Number(perSecond), p50: time(50), p90: time(90), p99: time(99) };
}

function medians(all: readonly Figures[]): Record<string, number> {
  const of = (read: (figures: Figures) => number) => median(all.map(read));
  return {
    'requests/s': Math.round(of(({ perSecond }) => perSecond)),
    'p50 ms': of(({ p50 }) => p50),
    'p90 ms': of(({ p90 }) => p90),
    'p99 ms': of(({ p99 }) => p99),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
