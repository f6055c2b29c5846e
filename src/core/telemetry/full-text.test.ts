import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Log } from '../log.ts';
import { spanIdOf, storedSpan, traceIdOf } from '../store/testing/stored-spans.ts';
import { temporaryDirectory } from '../store/testing/temporary-store.ts';
import { openTelemetry } from './open-telemetry.ts';
import type { Telemetry } from './telemetry.ts';
import { otlpBody } from './testing/otlp-body.ts';

let directory: { path: string; remove: () => void };
let telemetry: Telemetry | null;
const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() } satisfies Log;
beforeEach(() => {
  directory = temporaryDirectory();
  telemetry = null;
});
afterEach(async () => {
  await telemetry?.stop();
  directory.remove();
});

async function open(): Promise<Telemetry> {
  telemetry = await openTelemetry({
    dataDir: directory.path,
    queueBytes: 1024 * 1024,
    retention: { maxAgeDays: 36_500, maxBytes: 1e12 },
    log,
    readerThreads: 1,
  });
  return telemetry;
}

async function send(to: Telemetry, trace: number, name: string): Promise<void> {
  const span = storedSpan({ span: { traceId: traceIdOf(trace), spanId: spanIdOf(trace), name } });
  await to.ingestOtlp(otlpBody(span), 'json');
}

async function found({ queries }: Telemetry, q: string): Promise<string[]> {
  const { traces } = await queries.list({ filter: { q }, limit: 10, cursor: null });
  return traces.map(({ traceId }) => traceId).sort();
}

async function indexed({ queries }: Telemetry): Promise<void> {
  await vi.waitFor(
    async () => expect((await queries.size()).search).toMatchObject({ spansBehind: 0 }),
    60_000,
  );
}

it('finds what was just committed, what is indexed, and both after a restart', async () => {
  const first = await open();
  await send(first, 1, 'night train to Vienna');
  expect(await found(first, '"night train"')).toEqual([traceIdOf(1)]);
  await indexed(first);
  expect(await found(first, 'vien*')).toEqual([traceIdOf(1)]);
  await first.stop();
  const second = await open();
  expect(await found(second, 'vienna')).toEqual([traceIdOf(1)]);
  await send(second, 2, 'day train to Vienna');
  expect(await found(second, 'vienna')).toEqual([traceIdOf(1), traceIdOf(2)]);
  expect(await found(second, 'vienna not night')).toEqual([traceIdOf(2)]);
});

it('tells a live list of each trace with a text', async () => {
  const opened = await open();
  await send(opened, 1, 'signal red');
  await indexed(opened);
  const { sequence } = await opened.queries.changedSince({ filter: { q: 'red' }, sequence: 0, limit: 10 });
  await send(opened, 2, 'signal red again');
  const changed = await opened.queries.changedSince({ filter: { q: 'red' }, sequence, limit: 10 });
  expect(changed.traces.map(({ traceId }) => traceId)).toEqual([traceIdOf(2)]);
});

it('makes an index again that is damaged', async () => {
  const first = await open();
  await send(first, 1, 'kept');
  await indexed(first);
  await first.stop();
  writeFileSync(join(directory.path, 'search.db'), 'no database');
  const second = await open();
  await indexed(second);
  expect(await found(second, 'kept')).toEqual([traceIdOf(1)]);
  expect(log.error).not.toHaveBeenCalled();
});
