import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, logIn, openConsole, test } from '../fixtures/console.ts';
import { startEngine, type RunningEngine } from '../fixtures/engine.ts';
import { callGateway, postOtlp } from './traces-traffic.ts';

async function exportAs(page: Page, item: RegExp): Promise<{ name: string; text: string }> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: item }).click(),
  ]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

async function traceOf(engine: RunningEngine, traceId: string): Promise<unknown> {
  const answer = await fetch(`${engine.url}/api/v1/observability/traces/${traceId}`, {
    headers: { authorization: `Bearer ${engine.token}` },
  });
  expect(answer.status).toBe(200);
  return answer.json();
}

test('exports a trace, and another engine takes it for the same', async ({ context, session, engine }) => {
  const traceId = await callGateway(engine, 'gpt-4o-mini', 'Summarise this contract.');
  const page = await openConsole(context, session, `/traces/${traceId}`);
  const json = await exportAs(page, /^JSON/);
  expect(json.name).toBe(`trace-${traceId}.json`);
  expect(JSON.parse(json.text)).toEqual(await traceOf(engine, traceId));

  const otlp = await exportAs(page, /^OTLP JSON/);
  expect(otlp.name).toBe(`trace-${traceId}.otlp.json`);
  const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-e2e-copy-'));
  const other = await startEngine(dataDir);
  try {
    await postOtlp(other, otlp.text);
    expect(await traceOf(other, traceId)).toEqual(await traceOf(engine, traceId));
    const copy = await openConsole(context, await logIn(other), `/traces/${traceId}`);
    await expect(copy.getByRole('article').first()).toContainText('Summarise this contract.');
  } finally {
    await other.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
