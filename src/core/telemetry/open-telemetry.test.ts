import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeOutline } from '../../shared/trace-outline/index.ts';
import { traceSchema } from '../../shared/trace.ts';
import type { Log } from '../log.ts';
import { openDatabase } from '../store/index.ts';
import { TELEMETRY_MIGRATIONS } from '../store/migrations/telemetry-migrations.ts';
import {
  modelCall,
  NOON,
  spanIdOf,
  storedSpan,
  traceIdOf,
  unpricedCall,
} from '../store/testing/stored-spans.ts';
import { temporaryDirectory } from '../store/testing/temporary-store.ts';
import { openTelemetry, type TelemetryOptions } from './open-telemetry.ts';
import type { Telemetry } from './telemetry.ts';
import { otlpBody } from './testing/otlp-body.ts';

const ALL = { filter: {}, limit: 100, cursor: null };

describe('openTelemetry', () => {
  let directory: { path: string; remove: () => void };
  let telemetry: Telemetry | null;
  let logged: string[];
  beforeEach(() => {
    directory = temporaryDirectory();
    telemetry = null;
    logged = [];
  });
  afterEach(async () => {
    await telemetry?.stop();
    directory.remove();
  });

  async function open(options: Partial<TelemetryOptions> = {}): Promise<Telemetry> {
    const note = (message: string) => void logged.push(message);
    const log: Log = { debug: note, info: note, warn: note, error: note };
    telemetry = await openTelemetry({
      dataDir: directory.path,
      queueBytes: 1024 * 1024,
      retention: { maxAgeDays: 36_500, maxBytes: 1e12 },
      log,
      readerThreads: 1,
      ...options,
    });
    return telemetry;
  }

  const called = modelCall({
    span: {
      attributes: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'openai',
        'gen_ai.request.model': 'gpt-4o',
        'gen_ai.usage.input_tokens': 100,
        'gen_ai.usage.output_tokens': 20,
        'gen_ai.input.messages': '[{"role":"user","parts":[{"type":"text","content":"hi"}]}]',
        'exact.integer': { intValue: '9223372036854775807' },
      },
    },
  });

  it('normalises, prices and stores what comes in, and answers every query', async () => {
    const { queries, ingestOtlp } = bound(await open());
    expect(await ingestOtlp(otlpBody(called), 'json')).toEqual({
      acceptedSpans: 1,
      rejectedSpans: 0,
      message: null,
    });
    const traceId = traceIdOf(1);
    const { traces } = await queries.list(ALL);
    expect(traces).toMatchObject([
      { traceId, model: 'gpt-4o', callCount: 1, inputTokens: 100, costUsd: '0.00045' },
    ]);
    const trace: unknown = JSON.parse((await queries.traceJson(traceId)) ?? '');
    expect(traceSchema.parse(trace)).toEqual(trace);
    expect(await queries.span({ traceId, spanId: spanIdOf(1) })).toMatchObject({
      span: {
        facts: { operation: 'chat', costNanos: '450000' },
        attributes: { 'exact.integer': '9223372036854775807' },
      },
      conversation: { input: [{ role: 'user', parts: [{ type: 'text', text: 'hi' }] }] },
    });
    const outline = await queries.outline(traceId);
    expect(decodeOutline(outline ?? new ArrayBuffer(0)).summary).toMatchObject({ traceId, spanCount: 1 });
    expect(await queries.size()).toMatchObject({ traces: 1, spans: 1 });
  });

  it('exports what, posted again, is the same trace', async () => {
    const first = await open();
    await first.ingestOtlp(otlpBody(called), 'json');
    const exported = (await first.queries.exportOtlp(traceIdOf(1))) ?? '';
    const trace = await first.queries.traceJson(traceIdOf(1));
    await first.stop();
    directory.remove();
    directory = temporaryDirectory();
    const second = await open();
    await second.ingestOtlp(new TextEncoder().encode(exported), 'json');
    expect(await second.queries.traceJson(traceIdOf(1))).toEqual(trace);
  });

  it('tells of each commit with a sequence that goes on after a restart', async () => {
    const first = await open();
    const sequences: number[] = [];
    first.onCommit(({ sequence }) => sequences.push(sequence));
    await first.ingestOtlp(otlpBody(called), 'json');
    await first.ingestOtlp(otlpBody(called), 'json');
    await first.stop();
    const second = await open();
    second.onCommit(({ sequence }) => sequences.push(sequence));
    await second.ingestOtlp(otlpBody(storedSpan({ span: { spanId: spanIdOf(2) } })), 'json');
    expect(sequences).toEqual([1, 2]);
    expect(await second.queries.list(ALL)).toMatchObject({ traces: [{ spanCount: 2 }] });
  });

  it('records exchanges as the gateway priced them', async () => {
    const opened = await open();
    opened.record([modelCall({ costNanos: 7n })]);
    opened.record([unpricedCall({ span: { traceId: traceIdOf(2) } })]);
    await opened.stop();
    const { queries } = await open();
    expect((await queries.list(ALL)).traces.map(({ costNanos }) => costNanos)).toEqual([null, '7']);
  });

  it('refuses at once what the queue cannot hold, and takes more when it is empty', async () => {
    const opened = await open({ queueBytes: 1500 });
    const body = () => otlpBody(called);
    expect(body().length).toBeGreaterThan(500);
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map(() => opened.ingestOtlp(body(), 'json')));
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({ reason: { code: 'INGEST_OVERLOADED', details: { capacity: 1500 } } });
    expect(opened.stats()).toMatchObject({ rejectedRequests: refused.length, queuedBytes: 0 });
    await expect(opened.ingestOtlp(body(), 'json')).resolves.toMatchObject({ acceptedSpans: 1 });
  });

  it('answers a malformed body alone', async () => {
    const opened = await open();
    const results = await Promise.allSettled([
      opened.ingestOtlp(new TextEncoder().encode('{'), 'json'),
      opened.ingestOtlp(otlpBody(called), 'json'),
    ]);
    expect(results).toMatchObject([{ reason: { code: 'OTLP_MALFORMED' } }, { status: 'fulfilled' }]);
  });

  it('says so when the writer has crashed, and fails what waits for it', async () => {
    const crashes: Error[] = [];
    const opened = await open({ maxHeapMegabytes: 24, onCrash: (error) => crashes.push(error) });
    const spans = Array.from({ length: 2000 }, (_, index) =>
      storedSpan({ span: { spanId: spanIdOf(index), attributes: { text: `${index} `.repeat(5000) } } }),
    );
    const body = otlpBody(...spans);
    await expect(opened.ingestOtlp(body, 'json')).rejects.toThrow();
    await vi.waitFor(() => expect(crashes).toHaveLength(1), 60_000);
    expect(crashes[0]).toMatchObject({ code: 'ERR_WORKER_OUT_OF_MEMORY' });
    await expect(opened.ingestOtlp(otlpBody(called), 'json')).rejects.toThrow();
  });

  it('says so when the disk is full, and lives on', async () => {
    const opened = await open({ maxPages: 40 });
    const fill = (from: number) =>
      otlpBody(
        ...Array.from({ length: 200 }, (_, index) =>
          storedSpan({
            span: { spanId: spanIdOf(from + index), attributes: { text: `${index} ${'x'.repeat(1000)}` } },
          }),
        ),
      );
    await expect(opened.ingestOtlp(fill(1), 'json')).rejects.toMatchObject({ code: 'STORE_WRITE_FAILED' });
    await expect(opened.ingestOtlp(otlpBody(called), 'json')).resolves.toMatchObject({ acceptedSpans: 1 });
    expect(await opened.queries.size()).toMatchObject({ traces: 1, spans: 1 });
    opened.record(
      Array.from({ length: 200 }, (_, index) =>
        modelCall({
          span: { traceId: traceIdOf(index + 2), attributes: { text: `${index} ${'x'.repeat(1000)}` } },
        }),
      ),
    );
    await opened.stop();
    expect(opened.stats().droppedExchanges).toBe(200);
    expect(logged).toEqual(['Recorded exchanges could not be stored.']);
  });

  it('removes what is too old', async () => {
    const before = await open();
    await before.ingestOtlp(
      otlpBody(storedSpan({ span: { startUnixNano: NOON - 400n * 86_400_000_000_000n } })),
      'json',
    );
    await before.stop();
    const { queries } = await open({ retention: { maxAgeDays: 365, maxBytes: 1e12 } });
    await expect.poll(async () => (await queries.size()).traces).toBe(0);
  });

  it('does not open a newer database', async () => {
    const db = openDatabase(join(directory.path, 'telemetry.db'), TELEMETRY_MIGRATIONS);
    db.pragma('user_version = 99');
    db.close();
    await expect(open()).rejects.toMatchObject({ code: 'DATABASE_NEWER' });
  });

  it('takes nothing more once it stops', async () => {
    const opened = await open();
    await opened.stop();
    await expect(opened.ingestOtlp(otlpBody(called), 'json')).rejects.toMatchObject({
      code: 'SHUTTING_DOWN',
    });
  });
});

function bound(telemetry: Telemetry): Pick<Telemetry, 'queries' | 'ingestOtlp'> {
  return { queries: telemetry.queries, ingestOtlp: (body, encoding) => telemetry.ingestOtlp(body, encoding) };
}
