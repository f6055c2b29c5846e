import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMetrics, type Metrics } from '../src/core/metrics/index.ts';
import type { RangeResult } from '../src/shared/metrics.ts';
import type { BenchResult } from './bench-result.ts';
import { MadeSamples, SERIES, STEP_MS } from './metrics/made-samples.ts';
import { otlpRequest } from './metrics/otlp-request.ts';
import { PrometheusPeer } from './metrics/prometheus-peer.ts';

const HOURS = Number(process.env.SIGNALBOX_BENCH_HOURS ?? 24);
const REPETITIONS = Number(process.env.SIGNALBOX_BENCH_REPETITIONS ?? 30);
const WARM_UP = 3;
const OTLP_HOURS = Math.min(2, HOURS);
const QUERY_STEP_MS = 5 * 60_000;
const HOUR_MS = 3_600_000;

/** Each over all series of its metric. */
const QUERIES = {
  'rate, sum by': 'sum by (code) (rate(bench_requests_total[5m]))',
  selector: 'bench_load_average',
  max_over_time: 'max_over_time(bench_load_average[1h])',
  histogram_quantile: 'histogram_quantile(0.95, sum by (le) (rate(bench_duration_seconds_bucket[5m])))',
};

interface Ingested {
  samples: number;
  ours: number;
  theirs: number;
}

/** The series store beside a real Prometheus: the same samples in, the same range queries. */
export async function run(): Promise<BenchResult> {
  const directory = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  const prometheus = await PrometheusPeer.start();
  try {
    let metrics = await open(directory);
    const toMs = Math.floor(Date.now() / STEP_MS) * STEP_MS;
    const fromMs = toMs - HOURS * HOUR_MS;
    const ingested = await ingest(metrics, prometheus, fromMs);
    await metrics.stop();
    metrics = await open(directory);
    const sizes = { ours: (await metrics.figures()).bytes, theirs: await prometheus.blockBytes() };
    const rows = await query(metrics, prometheus, fromMs, toMs);
    await metrics.stop();
    const otlp = await ingestOtlp(join(directory, 'otlp'), fromMs);
    return {
      name: 'metrics',
      rows: [...ingestRows(ingested, sizes), otlp, ...rows, floor()],
      notes: notes(ingested),
    };
  } finally {
    await prometheus.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

function open(dataDir: string): Promise<Metrics> {
  const quiet = () => undefined;
  return openMetrics({
    dataDir,
    queueBytes: 128 * 2 ** 20,
    ages: { rawDays: 7, fiveMinuteDays: 60, retentionDays: 365 },
    limits: { maxSeries: 100_000, maxSeriesPerMetric: 20_000 },
    querySeconds: 120,
    log: { debug: quiet, info: quiet, warn: console.warn, error: console.error },
  });
}

/** Batch by batch to one and to the other, so that both meet the same machine. */
async function ingest(metrics: Metrics, prometheus: PrometheusPeer, fromMs: number): Promise<Ingested> {
  const total: Ingested = { samples: 0, ours: 0, theirs: 0 };
  for (const batch of new MadeSamples().batches(fromMs, (HOURS * HOUR_MS) / STEP_MS)) {
    const body = prometheus.encode(batch);
    const start = performance.now();
    await prometheus.write(body);
    const between = performance.now();
    const { rejected, message } = await metrics.append(batch);
    if (rejected > 0) throw new Error(message ?? 'rejected');
    total.theirs += between - start;
    total.ours += performance.now() - between;
    total.samples += batch.values.length;
  }
  return total;
}

/** The first hours of the same samples as an application would send them: bytes that the metrics thread decodes. */
async function ingestOtlp(dataDir: string, fromMs: number): Promise<BenchResult['rows'][number]> {
  const metrics = await open(dataDir);
  let milliseconds = 0;
  let samples = 0;
  for (const batch of new MadeSamples().batches(fromMs, (OTLP_HOURS * HOUR_MS) / STEP_MS)) {
    const body = otlpRequest(batch);
    const start = performance.now();
    const { accepted } = await metrics.ingestOtlp(body, 'protobuf');
    milliseconds += performance.now() - start;
    samples += accepted;
  }
  await metrics.stop();
  return {
    name: 'ingest: Signalbox, OTLP',
    figures: { 'samples/s': Math.round((samples / milliseconds) * 1000) },
  };
}

async function query(metrics: Metrics, prometheus: PrometheusPeer, fromMs: number, toMs: number) {
  const rows: BenchResult['rows'] = [];
  for (const [name, expr] of Object.entries(QUERIES)) {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < WARM_UP + REPETITIONS; round += 1) {
      const start = performance.now();
      await prometheus.range(expr, fromMs, toMs, QUERY_STEP_MS);
      const between = performance.now();
      asJson(await metrics.queries.range({ expr, fromMs, toMs, stepMs: QUERY_STEP_MS }));
      if (round < WARM_UP) continue;
      theirs.push(between - start);
      ours.push(performance.now() - between);
    }
    rows.push({ name: `${name}: Signalbox`, figures: quantiles(ours) });
    rows.push({ name: `${name}: Prometheus`, figures: quantiles(theirs) });
  }
  return rows;
}

/** As Prometheus's door answers: times and values as text. */
function asJson({ series }: RangeResult): string {
  const result = series.map(({ labels, times, values }) => ({
    metric: labels,
    values: Array.from(times, (time, index) => [time / 1000, String(values[index])]),
  }));
  return JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } });
}

function ingestRows({ samples, ours, theirs }: Ingested, sizes: { ours: number; theirs: number }) {
  const figures = (milliseconds: number, bytes: number) => ({
    'samples/s': Math.round((samples / milliseconds) * 1000),
    'bytes/sample': bytes / samples,
  });
  return [
    { name: 'ingest: Signalbox', figures: figures(ours, sizes.ours) },
    { name: 'ingest: Prometheus', figures: figures(theirs, sizes.theirs) },
  ];
}

/** What no query over so many samples can be faster than: one pass over them. */
function floor() {
  const decoded = new Float64Array(2 * SERIES * ((HOURS * HOUR_MS) / STEP_MS)).fill(1);
  const copy = new Float64Array(decoded.length);
  const times = Array.from({ length: REPETITIONS }, () => {
    const start = performance.now();
    copy.set(decoded);
    return performance.now() - start;
  });
  return { name: 'floor: copy of the decoded samples of a query', figures: quantiles(times) };
}

function quantiles(times: number[]): { 'p50 ms': number; 'p95 ms': number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { 'p50 ms': at(0.5), 'p95 ms': at(0.95) };
}

function notes({ samples }: Ingested): string[] {
  return [
    `${samples.toLocaleString('en-US')} samples: ${SERIES} counters, gauges and buckets each, every ${STEP_MS / 1000} s for ${HOURS} hours; requests of ${SERIES * 3 * 4} samples, one after the other. A query reads all of ${SERIES} series, with a step of 5 minutes, ${REPETITIONS} times.`,
    "Ingest: Prometheus 2.42 (Debian's) over HTTP by remote write, which is protobuf in snappy blocks of literals, encoded before the clock runs; Signalbox by Metrics.append from the main thread, cloned to the metrics thread and committed. So Prometheus's includes HTTP and decoding, Signalbox's the clone of objects.",
    `The row of OTLP: the first ${OTLP_HOURS} hours as protobuf, decoded in the metrics thread, into a store of its own.`,
    'Bytes: metrics.db in use after a stop; a snapshot of Prometheus, which is blocks with their index.',
    "Queries: Prometheus's until its answer is read, Signalbox's until it is JSON text of the same form on the main thread.",
    'Aims: queries no slower than Prometheus, ingest at least a fifth of it.',
  ];
}
