import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentTrace } from '../../fixtures/otlp-json.ts';
import { engineState, expect, test } from '../fixtures/desktop.ts';

test('many traces are downloaded to where the person says, whole or not at all', async ({
  launch,
  folder,
}) => {
  const { app, page } = await launch();
  await expect.poll(async () => (await engineState(page)).status).toBe('ready');
  const state = await engineState(page);
  const otlpUrl = state.status === 'ready' ? state.otlpUrl : '';
  const { traceId, body } = agentTrace();
  const headers = { 'content-type': 'application/json' };
  const sent = await fetch(`${otlpUrl}/v1/traces`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(sent.status).toBe(200);
  await page.getByRole('link', { name: 'Traces', exact: true }).first().click();
  await expect(page.getByRole('row').filter({ hasText: 'invoke_agent support' })).toHaveCount(1);

  const path = join(folder, 'traces.jsonl');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /^JSON lines/ }).click();
  await expect(page.getByText('Export finished', { exact: true })).toBeVisible();
  await expect.poll(() => existsSync(path)).toBe(true);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { traceId: string }).traceId)).toEqual([traceId]);
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});
