import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignalboxError } from '../src/shared/errors.ts';
import { openTelemetry } from '../src/core/telemetry/index.ts';
import type { Telemetry } from '../src/core/telemetry/telemetry.ts';
import type { BenchResult } from './bench-result.ts';
import { cachedStore, copyStore, sizeOf } from './query/cached-store.ts';
import { questions, type Question } from './query/questions.ts';
import { measureIngest, SteadyIngest } from './query/steady-ingest.ts';

const SPANS = Number(process.env.SIGNALBOX_BENCH_SPANS ?? 10_000_000);
const WARM_UP = 3;
/** For one kind of question. */
const MOST_MS = 15_000;
const REPETITIONS = Number(process.env.SIGNALBOX_BENCH_REPETITIONS ?? 60);

/**
 * How long the console's questions take in a store of ten million spans, through the reader threads, while spans come in
 * at half the speed at which they could. Questions are asked one after another.
 */
export async function run(): Promise<BenchResult> {
  const { directory: made, traces } = cachedStore(SPANS);
  const directory = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  try {
    copyStore(made, directory);
    const telemetry = await open(directory);
    try {
      return await measure(telemetry, { made, traces });
    } finally {
      await telemetry.stop();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function measure(
  telemetry: Telemetry,
  { made, traces }: { made: string; traces: number },
): Promise<BenchResult> {
  const fullSpeed = await measureIngest(telemetry);
  const asked = questions(traces);
  for (const question of asked) await repeat(telemetry, question, WARM_UP);
  const ingest = new SteadyIngest(telemetry, fullSpeed / 2);
  const rows = [];
  for (const question of asked) {
    const times = await repeat(telemetry, question, REPETITIONS);
    rows.push({
      name: question.name,
      figures: { ...quantiles(times), aim: question.aim, asked: times.length },
    });
  }
  const halfSpeed = await ingest.stop();
  const { search } = await telemetry.queries.size();
  const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(2);
  return {
    name: 'query',
    rows,
    notes: [
      `${SPANS.toLocaleString('en-US')} spans in ${traces.toLocaleString('en-US')} traces over seven days: telemetry.db ${gigabytes(sizeOf(made, 'telemetry.db'))} GB, search.db ${gigabytes(sizeOf(made, 'search.db'))} GB.`,
      `Milliseconds of ${REPETITIONS} questions each with other values, one at a time, from the engine's main thread through its two reader threads.`,
      `Meanwhile ${Math.round(halfSpeed).toLocaleString('en-US')} spans/s came in; alone it took ${Math.round(fullSpeed).toLocaleString('en-US')}. At the end the full-text index was ${(search?.spansBehind ?? 0).toLocaleString('en-US')} spans behind.`,
      'Aims: p95 below 50 ms, full text below 200 ms.',
    ],
  };
}

async function open(dataDir: string): Promise<Telemetry> {
  const quiet = () => undefined;
  return openTelemetry({
    dataDir,
    queueBytes: 128 * 2 ** 20,
    retention: { maxAgeDays: 36_500, maxBytes: 2 ** 50 },
    log: { debug: quiet, info: quiet, warn: console.warn, error: console.error },
  });
}

/** A question that is stopped by the time limit counts with it; a slow one is asked less often. */
async function repeat({ queries }: Telemetry, { ask }: Question, times: number): Promise<number[]> {
  const taken: number[] = [];
  const until = performance.now() + MOST_MS;
  for (let round = 0; round < times && performance.now() < until; round += 1) {
    const started = performance.now();
    await ask(queries, round).catch((error: unknown) => {
      if (!(error instanceof SignalboxError) || error.code !== 'QUERY_TIMEOUT') throw error;
    });
    taken.push(performance.now() - started);
  }
  return taken;
}

function quantiles(times: number[]): { p50: number; p95: number; p99: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
