import { request as httpRequest, type IncomingMessage } from 'node:http';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TraceExports } from '../../telemetry/index.ts';
import { MILLI, NOON, spanIdOf, storedSpan, traceIdOf } from '../../store/testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../../store/testing/temporary-store.ts';
import { addExportDownloads, exportRoutes } from './export-routes.ts';
import { sendProblem } from './problem.ts';

const TRACES = 600;
/** Of one trace: more in all than the buffers of a connection hold. */
const LONG = 'x'.repeat(20_000);

let store: TemporaryStore;
let exports: TraceExports;
let app: FastifyInstance;
let url: string;
beforeEach(async () => {
  store = temporaryStore();
  store.writer.write(
    Array.from({ length: TRACES }, (_, index) =>
      storedSpan({
        span: {
          traceId: traceIdOf(index + 1),
          spanId: spanIdOf(index + 1),
          startUnixNano: NOON + BigInt(index) * MILLI,
          attributes: { long: `${index}${LONG}` },
        },
      }),
    ),
  );
  exports = new TraceExports({ dataDir: store.directory });
  app = Fastify({ forceCloseConnections: 'idle' });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const instruments = { countError: vi.fn() };
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, { log, instruments }));
  addExportDownloads(app, { exports });
  await app.register(exportRoutes({ exports }));
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  exports.close();
  await app.close();
  store.close();
});

/** An answer whose body nobody reads yet. */
function get(path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    httpRequest(url + path, resolve)
      .on('error', reject)
      .end();
  });
}

const only = () => exports.list().at(-1);

describe('downloads of exports', () => {
  it('stream the file of a ticket once', async () => {
    const job = exports.create({ format: 'csv', selection: { filter: {} } });
    const answer = await fetch(`${url}/exports/${job.ticket}`);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${job.fileName}"`);
    expect((await answer.text()).trimEnd().split('\r\n')).toHaveLength(TRACES + 1);
    await vi.waitFor(
      () => expect(only()).toMatchObject({ state: 'done', traces: TRACES, total: TRACES }),
      60_000,
    );
    const again = await fetch(`${url}/exports/${job.ticket}`);
    expect(again.status).toBe(404);
    expect(await again.json()).toMatchObject({ error: { code: 'EXPORT_LINK_USED' } });
  });

  it('wait for a slow client, and stop reading when it hangs up', async () => {
    const answer = await get('/observability/traces/export?format=jsonl');
    expect(answer.statusCode).toBe(200);
    const settled = await steady(() => only()?.traces ?? 0);
    expect(settled).toBeLessThan(TRACES);
    answer.destroy();
    await vi.waitFor(() => expect(only()?.state).toBe('cancelled'), 60_000);
    expect(only()?.message).toContain('before it was complete');
  });

  it.each([
    ['cancelled', () => exports.cancel(only()?.id ?? '')],
    ['cut off by the end of the engine', () => exports.close()],
  ])('break off where the export is %s: no half file looks whole', async (_how, end) => {
    const answer = await get('/observability/traces/export?format=jsonl');
    end();
    const received = new Promise((resolve, reject) => {
      answer.on('end', resolve).on('error', reject).resume();
    });
    await expect(received).rejects.toThrow();
    expect(answer.complete).toBe(false);
    expect(only()?.state).toBe('cancelled');
  });

  it('say what is wrong before they begin', async () => {
    const wrong = await fetch(`${url}/observability/traces/export?format=xml`);
    expect(wrong.status).toBe(400);
    expect(exports.list()).toEqual([]);
  });
});

/** The value once it is above zero and has not changed for some turns. */
async function steady(read: () => number): Promise<number> {
  let last = -1;
  await vi.waitFor(
    () => {
      const now = read();
      const isSteady = now > 0 && now === last;
      last = now;
      expect(isSteady).toBe(true);
    },
    { interval: 300, timeout: 60_000 },
  );
  return last;
}
