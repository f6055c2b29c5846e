import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { engineState, expect, test } from '../fixtures/desktop.ts';
import type { Desktop } from '../fixtures/desktop.ts';

const PNG_MAGIC = '89504e470d0a1a0a';

test.use({ settings: { METRICS_UPDATE_INTERVAL: '500' } });

type Shown = typeof globalThis & { shown: string[] };

/** Asks the engine's REST door. */
async function post(page: Page, path: string, body: unknown): Promise<void> {
  const state = await engineState(page);
  if (state.status !== 'ready') throw new Error('The engine is not ready.');
  const answer = await fetch(`${state.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${state.token}` },
    body: JSON.stringify(body),
  });
  expect(answer.status, await answer.text()).toBe(201);
}

/** Follows an entry of the rail. */
const go = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first().click();

/** What the person is asked for a place for while `act` goes on, read once it is there. */
async function saved({ app }: Desktop, path: string, act: () => Promise<void>): Promise<Buffer> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
  await act();
  await expect.poll(() => existsSync(path), { timeout: 20_000 }).toBe(true);
  return readFileSync(path);
}

/** Has an alert that fires at once, and whose notification is kept instead of shown. */
async function fire({ page }: Desktop): Promise<void> {
  await page.evaluate(() => {
    const shell = globalThis as Shown;
    const { permission } = Notification;
    shell.shown = [];
    class Kept {
      static readonly permission = permission;
      constructor(title: string, { body }: NotificationOptions) {
        shell.shown.push(`${title}: ${body}`);
      }
    }
    Object.defineProperty(shell, 'Notification', { value: Kept });
  });
  await post(page, '/notification-channels', {
    kind: 'desktop',
    name: 'desk',
    groupWaitMs: 0,
    matchers: [{ name: 'alertname', operator: '=', value: 'AlwaysSo' }],
  });
  const annotations = { summary: 'It is {{ $value }}' };
  await post(page, '/alert-rules', {
    name: 'desktop',
    intervalMs: 1_000,
    rules: [{ kind: 'alert', name: 'AlwaysSo', expr: 'vector(7)', annotations }],
  });
}

/** Runs a short load test: here its generator is a worker thread. */
async function load(page: Page): Promise<void> {
  await go(page, 'Load tests');
  await page.getByLabel('Model or route').fill('text-embedding-3-small');
  await page.getByRole('radio', { name: 'Embeddings' }).click();
  await page.getByLabel('Start, per second').fill('20');
  await page.getByLabel('1. for seconds').fill('2');
  await page.getByLabel('to, per second').fill('20');
  await page.getByLabel('Warm-up, s').fill('1');
  await page.getByLabel('Thresholds').fill('error_rate<1%, requests>=40');
  await page.getByRole('button', { name: 'Start load test' }).click();
  await expect(page.getByText('Passed', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('img', { name: /^Latency by percentile: p50/ })).toBeVisible();
}

test('alerts are told of, a load test runs, and figures are saved as PNG and PDF', async ({
  launch,
  folder,
}) => {
  test.slow();
  const desktop = await launch();
  const { page } = desktop;
  await page.getByRole('button', { name: 'Run sample workload' }).click();
  await expect(page.getByRole('progressbar', { name: 'Sample workload' }).first()).toBeVisible();
  await fire(desktop);

  await expect
    .poll(() => page.evaluate(() => (globalThis as Shown).shown))
    .toEqual(['Firing: AlwaysSo: It is 7']);
  await go(page, 'Alerts');
  await expect(page.getByRole('button', { name: /It is 7/ })).toContainText('firing');
  await go(page, 'Health');
  const components = page.getByRole('region', { name: 'Components' });
  await expect(components.getByRole('group', { name: /^History of/ })).toHaveCount(7);
  await load(page);

  await go(page, 'Dashboards');
  await page.getByRole('link', { name: 'Platform', exact: true }).click();
  const requests = page.getByRole('region', { name: 'AI requests', exact: true });
  await requests.scrollIntoViewIfNeeded();
  // A rate is of several points of time, and asked for twice a minute.
  await expect(requests).toContainText('gpt-4o-mini', { timeout: 45_000 });
  await expect(requests.locator('canvas').first()).toBeVisible();
  const picture = await saved(desktop, join(folder, 'requests.png'), async () => {
    await requests.hover();
    await page.getByRole('button', { name: 'Menu of AI requests' }).click();
    await page.getByRole('menuitem', { name: 'Save as PNG' }).click();
  });
  expect(picture.subarray(0, 8).toString('hex')).toBe(PNG_MAGIC);
  expect(picture.subarray(-8, -4).toString()).toBe('IEND');
  const pdf = await saved(desktop, join(folder, 'platform.pdf'), async () => {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Save as PDF' }).click();
  });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.toString('latin1').trimEnd()).toMatch(/%%EOF$/);
  expect(pdf.length).toBeGreaterThan(10_000);
});
