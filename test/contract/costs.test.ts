import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { costReportSchema, type CostReport } from '../../src/shared/costs.ts';
import { priceInfoSchema } from '../../src/shared/prices.ts';
import { resourcePath } from '../../src/core/resources.ts';
import { openForReading } from '../../src/core/store/index.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startTestEngine()));
afterAll(() => engine.stop());

const rest = (method: string, path: string, body?: string) =>
  fetch(`${engine.url}/api/v1${path}`, {
    method,
    headers: { ...engine.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body }),
  });

const chat = (model: string, { stream = false, signal }: { stream?: boolean; signal?: AbortSignal } = {}) =>
  fetch(`${engine.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-signalbox-user': 'ana',
      'x-signalbox-agent': 'planner',
      'x-signalbox-service': 'shop',
    },
    body: JSON.stringify({ model, stream, messages: [{ role: 'user', content: 'Count to ten.' }] }),
    ...(signal === undefined ? {} : { signal }),
  });

function costLog(): Record<string, unknown>[] {
  const db = openForReading(join(engine.dataDir, 'telemetry.db'));
  try {
    return db.prepare<[], Record<string, unknown>>('SELECT * FROM model_cost_logs ORDER BY log_no').all();
  } finally {
    db.close();
  }
}

const costs = async (query: string): Promise<CostReport> =>
  costReportSchema.parse(await (await rest('GET', `/costs?${query}`)).json());

describe('the cost of calls', () => {
  it('has a row for each call whatever its end, soon after it', async () => {
    expect((await chat('gpt-4o')).status).toBe(200);
    expect((await chat('no-such-model')).status).toBe(404);
    const hangUp = new AbortController();
    const streamed = await chat('gpt-4o', { stream: true, signal: hangUp.signal });
    await streamed.body?.getReader().read();
    hangUp.abort();
    const rows = await vi.waitFor(() => {
      const found = costLog();
      expect(found).toHaveLength(3);
      return found;
    }, 60_000);
    const who = { user: 'ana', agent: 'planner', service: 'shop', key: null, org: null };
    const ended = (status: string) => rows.find((row) => row.status === status);
    expect(ended('ok')).toMatchObject({
      ...who,
      model: expect.stringContaining('gpt-4o') as string,
      estimated: 0,
    });
    const { input_nanos, cache_read_nanos, cache_write_nanos, output_nanos, reasoning_nanos, total_nanos } =
      ended('ok') as Record<string, number>;
    const parts = [input_nanos, cache_read_nanos, cache_write_nanos, output_nanos, reasoning_nanos];
    expect(parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)).toBe(total_nanos);
    expect(total_nanos).toBeGreaterThan(0);
    expect(ended('refused')).toMatchObject({ ...who, total_nanos: null, input_tokens: null });
    expect(ended('cancelled')).toMatchObject({ ...who, estimated: 1, price: 'openai/gpt-4o' });
  });

  it('adds up by who called, as the log does', async () => {
    const { rows, total } = await costs('by=agent');
    expect(rows).toMatchObject([{ name: 'planner', calls: 3 }]);
    const logged = costLog().reduce((sum, row) => sum + BigInt((row.total_nanos as number | null) ?? 0), 0n);
    expect(total.nanos).toBe(String(logged));
    expect((await costs('by=service')).total.nanos).toBe(String(logged));
  });

  it.each(['by=colour', 'from=yesterday', 'from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z'])(
    'is not told for %s',
    async (query) => {
      expect((await rest('GET', `/costs?${query}`)).status).toBe(400);
    },
  );
});

describe('the price catalogue', () => {
  it('is replaced by a newer one for the gateway, and can be gone back from', async () => {
    const before = priceInfoSchema.parse(await (await rest('GET', '/prices')).json());
    expect(before).toMatchObject({ origin: 'bundled', previous: null });
    const bundled = readFileSync(resourcePath('prices/catalogue.json'), 'utf8');
    const newer = bundled.replace(before.date, '2031-01-01');
    expect(await (await rest('PUT', '/prices/catalogue', newer)).json()).toMatchObject({
      origin: 'imported',
      date: '2031-01-01',
    });
    expect((await chat('gpt-4o')).status).toBe(200);
    await vi.waitFor(() => expect(costLog().at(-1)).toMatchObject({ catalogue_date: '2031-01-01' }), 60_000);
    expect(await (await rest('DELETE', '/prices/catalogue')).json()).toEqual(before);
    expect((await rest('DELETE', '/prices/catalogue')).status).toBe(400);
  });

  it('stays as it is when the file is not one', async () => {
    const refused = await rest('PUT', '/prices/catalogue', '{"models":[]}');
    expect(refused.status).toBe(400);
    expect(JSON.stringify(await refused.json())).toContain('no price catalogue');
    expect(await (await rest('GET', '/prices')).json()).toMatchObject({ origin: 'bundled' });
  });
});
