import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentTrace } from '../../fixtures/otlp-json.ts';
import { engineState, expect, test } from '../fixtures/desktop.ts';
import type { Desktop } from '../fixtures/desktop.ts';

async function otlpUrl({ page }: Desktop): Promise<string> {
  await expect.poll(async () => (await engineState(page)).status).toBe('ready');
  const state = await engineState(page);
  return state.status === 'ready' ? state.otlpUrl : '';
}

async function send(desktop: Desktop, body: string): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${await otlpUrl(desktop)}/v1/traces`, { method: 'POST', headers, body });
  return answer.status;
}

test('a trace is seen live, saved through the menu, and still there after a restart', async ({
  launch,
  folder,
}) => {
  const first = await launch();
  const { app, page } = first;
  await page.getByRole('link', { name: 'Traces' }).click();
  const grid = page.getByRole('grid', { name: 'Traces' });
  await expect(grid).toBeVisible();
  const { traceId, body } = agentTrace();
  expect(await send(first, JSON.stringify(body))).toBe(200);
  const row = grid.getByRole('row').filter({ hasText: 'invoke_agent support' });
  await expect(row).toHaveCount(1);

  await row.click();
  await expect(page).toHaveURL(new RegExp(`/traces/${traceId}`));
  await expect(page.getByRole('button', { name: 'Export' })).toBeVisible();
  const path = join(folder, 'exported.json');
  await app.evaluate(({ dialog, Menu }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    const file = Menu.getApplicationMenu()?.items.find((item) => item.label === 'File');
    file?.submenu?.items.find((item) => item.label === 'Export…')?.click();
  }, path);
  await expect(page.getByText('Trace exported', { exact: true })).toBeVisible();
  const exported = readFileSync(path, 'utf8');
  expect(exported).toContain(traceId);
  await app.close();

  const second = await launch();
  expect(await send(second, exported)).toBe(200);
  await second.page.getByRole('link', { name: 'Traces' }).click();
  const kept = second.page.getByRole('grid', { name: 'Traces' }).getByRole('row');
  await expect(kept.filter({ hasText: 'invoke_agent support' })).toHaveCount(1);
});
