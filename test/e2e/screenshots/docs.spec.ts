import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, logIn, openConsole, test, type Session } from '../fixtures/console.ts';
import { startEngine, type EngineHandle } from '../fixtures/engine.ts';
import { pictureAlerts } from './alerts.ts';
import { furnish } from './furnish.ts';
import { pictureGuardrails } from './guardrails.ts';
import { pictureLoadTests } from './load-tests.ts';
import { picturePolicies } from './policy-views.ts';
import { pictureTraceViews } from './trace-views.ts';

/* The pictures of the documentation, taken anew by `npm run screenshots` when the console has changed. */

const FOLDER = fileURLToPath(new URL('../../../docs/screenshots/', import.meta.url));
const THEMES = ['dark', 'light'] as const;
/** At most; at least one of them is drawn anew with each frame after the theme has changed. */
const PANELS_IN_SIGHT = 20;
const WORKLOAD_MILLIS = 120_000;

let engine: EngineHandle;
let dataDir: string;
let session: Session;
test.beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'signalbox-pictures-'));
  engine = await startEngine(dataDir);
  session = await logIn(engine);
});
test.afterAll(async () => {
  await engine.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('takes a picture of each page in both themes', async ({ context }) => {
  test.setTimeout(3 * WORKLOAD_MILLIS);
  const page = await openConsole(context, session);
  await expect(page.getByRole('button', { name: 'Run sample workload' })).toBeVisible();
  await takePictures(page, 'first-run');

  await page.getByRole('button', { name: 'Run sample workload' }).click();
  await expect(page.getByText('gemini-2.5-pro').first()).toBeVisible({ timeout: WORKLOAD_MILLIS });
  await expect.poll(callsInLastSeconds, { timeout: WORKLOAD_MILLIS, intervals: [5_000] }).toBe(0);
  await expect(page.getByText('Recent failures')).toBeVisible();
  await takePictures(page, 'overview');

  await page.getByRole('link', { name: 'Traces', exact: true }).click();
  const agent = page.getByRole('row').filter({ hasText: 'POST /research' }).first();
  await expect(agent).toBeVisible();
  await takePictures(page, 'traces');

  await agent.click();
  await expect(page.getByRole('tree')).toBeVisible();
  await expect(page.getByText('Assistant').first()).toBeVisible();
  await takePictures(page, 'trace');
  await pictureTraceViews(page, engine, (name) => takePictures(page, name));

  await pictureLoadTests(page, (name) => takePictures(page, name));

  await furnish(engine);
  await page.getByRole('link', { name: 'Costs', exact: true }).click();
  await expect(page.getByRole('group', { name: 'Spend by model' })).toBeVisible();
  await expect(page.getByText('of $25.00 / month')).toBeVisible();
  await takePictures(page, 'costs');

  await page.getByRole('link', { name: 'Guardrails', exact: true }).click();
  await pictureGuardrails(page);
  await takePictures(page, 'guardrails');

  await page.getByRole('link', { name: 'Limits', exact: true }).click();
  await expect(page.getByRole('group', { name: 'Calls at once' })).toBeVisible();
  await takePictures(page, 'limits');

  await page.getByRole('link', { name: 'Routing', exact: true }).click();
  await expect(page.getByText(/^broken/)).toBeVisible();
  await takePictures(page, 'routing');

  await page.getByRole('link', { name: 'Dashboards', exact: true }).click();
  await page.getByRole('link', { name: 'Platform', exact: true }).click();
  await expect(page.getByRole('region', { name: 'AI requests' }).locator('canvas')).toBeVisible();
  await takePictures(page, 'dashboards');

  await page.getByRole('link', { name: 'Health', exact: true }).click();
  await page.getByRole('radio', { name: '1h' }).click();
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByRole('group', { name: 'History of Database' })).toBeVisible();
  await expect(
    page.getByRole('list', { name: 'Series of Scores of the whole and of its components' }),
  ).toBeVisible();
  await takePictures(page, 'health');

  await pictureAlerts(page, engine, (name) => takePictures(page, name));

  await page.getByRole('link', { name: 'Flags', exact: true }).click();
  await expect(page.getByRole('group', { name: 'History of flags' })).toBeVisible();
  await takePictures(page, 'flags');

  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await expect(page.getByText('Protection in force')).toBeVisible();
  await page.getByRole('link', { name: 'Simulated models' }).click();
  await expect(page.getByText('sim-flaky')).toBeVisible();
  await takePictures(page, 'settings');
});

test('takes pictures of the policies', async ({ context }) => {
  test.setTimeout(WORKLOAD_MILLIS);
  const page = await openConsole(context, session);
  await picturePolicies(page, engine, (name) => takePictures(page, name));
});

async function takePictures(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    await page.evaluate(framesPass, PANELS_IN_SIGHT);
    await page.screenshot({ path: join(FOLDER, `${name}-${colorScheme}.png`), animations: 'disabled' });
  }
}

/** In the page. */
async function framesPass(count: number): Promise<void> {
  for (let passed = 0; passed < count; passed++) {
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
  }
}

/** So many traces have begun in the last seconds. */
async function callsInLastSeconds(): Promise<number> {
  const from = new Date(Date.now() - 5_000).toISOString();
  const answer = await fetch(`${engine.url}/api/v1/observability/traces?from=${from}`, {
    headers: { authorization: `Bearer ${engine.token}` },
  });
  return ((await answer.json()) as { traces: unknown[] }).traces.length;
}
