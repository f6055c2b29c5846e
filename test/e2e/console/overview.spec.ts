import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, logIn, openConsole, test as base } from '../fixtures/console.ts';
import { startEngine, type EngineHandle } from '../fixtures/engine.ts';
import { callGateway } from './traces-traffic.ts';

/** An engine that has never seen a trace. */
const test = base.extend<{ fresh: EngineHandle }>({
  // eslint-disable-next-line no-empty-pattern
  fresh: async ({}, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-e2e-first-'));
    const engine = await startEngine(dataDir);
    await use(engine);
    await engine.stop();
    rmSync(dataDir, { recursive: true, force: true });
  },
});

test('shows how to send the first call; its figures lead to what stands behind them, and keep the time range', async ({
  context,
  fresh,
}) => {
  const page = await openConsole(context, await logIn(fresh), '/traces');
  await expect(page.getByText('Waiting for the first call')).toBeVisible();
  await expect(page.getByText(`OTEL_EXPORTER_OTLP_ENDPOINT=${fresh.otlpUrl}`)).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByRole('heading', { name: 'Send your first call' })).toBeVisible();
  await expect(page.getByText(`curl ${fresh.gatewayUrl}/v1/chat/completions`)).toBeVisible();
  await page.getByRole('tab', { name: 'Python' }).click();
  await expect(page.getByText(`base_url="${fresh.gatewayUrl}/v1"`)).toBeVisible();
  await page.getByRole('tab', { name: 'OpenTelemetry' }).click();
  await expect(page.getByText(`OTEL_EXPORTER_OTLP_ENDPOINT="${fresh.otlpUrl}"`)).toBeVisible();
  await expectAccessible(page);

  await callGateway(fresh, 'gpt-4o-mini', 'Hello');
  const figures = page.getByRole('list', { name: 'Figures' });
  await expect(figures.getByRole('link', { name: /^Requests/ })).toContainText('1');

  await page.getByRole('button', { name: 'Time range: Last 15 minutes' }).click();
  await page.getByRole('button', { name: 'Last 6 hours' }).click();
  await expect(page).toHaveURL(/range=6h/);
  await figures.getByRole('link', { name: /^Errors/ }).click();
  await expect(page).toHaveURL(/\/traces\?.*status=error/);
  await expect(page).toHaveURL(/range=6h/);
  await page.goBack();
  await expect(figures).toBeVisible();

  await page.getByRole('button', { name: 'Live', exact: true }).click();
  await expect(page).toHaveURL(/from=.*to=/);
  await expect(figures.getByRole('link', { name: /^Requests/ })).toContainText('1');
});

test('runs the sample workload; finds, opens and understands what it did', async ({ context, fresh }) => {
  const page = await openConsole(context, await logIn(fresh));
  await page.getByRole('button', { name: 'Run sample workload' }).click();
  const figures = page.getByRole('list', { name: 'Figures' });
  await expect(figures.getByRole('link', { name: /^Requests/ })).toContainText(/[1-9]\d*/);
  await expect(figures.getByRole('link', { name: /^Spend/ })).toContainText(/\$\d+\.\d+/);
  await expect(page.getByRole('region', { name: 'Models' }).getByRole('row')).not.toHaveCount(1);
  const progress = page.getByRole('progressbar', { name: 'Sample workload' });
  await expect(progress).toBeVisible();

  // It goes on in the engine while the person looks elsewhere.
  await page.getByRole('link', { name: 'Traces' }).click();
  await expect(progress).toBeVisible();
  const grid = page.getByRole('grid', { name: 'Traces' });
  const rows = grid.getByRole('row').filter({ has: page.getByRole('gridcell') });
  await expect(rows.filter({ hasText: /\$\d/ }).first()).toBeVisible();
  await expect(rows.filter({ hasText: 'Error' }).first()).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Cancel the sample workload' }).click();
  await expect(progress).toBeHidden();

  await page.getByRole('radio', { name: 'Errors' }).click();
  await expect(page).toHaveURL(/status(=|%3A)error/);
  await expect(rows.filter({ has: page.getByRole('gridcell', { name: 'OK', exact: true }) })).toHaveCount(0);
  await expect(rows.filter({ hasText: 'Error' }).first()).toBeVisible();
  await grid.focus();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/traces\/[0-9a-f]{32}/);
  await expect(page.getByRole('tree')).toBeFocused();
  await page.keyboard.press('n');
  const panel = page.getByRole('region', { name: 'Span', exact: true });
  await expect(panel.getByText('Error', { exact: true })).toBeVisible();

  await page.goBack();
  await expect(page).toHaveURL(/status(=|%3A)error/);
  await expect(rows.first()).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(figures).toBeVisible();
  await expectAccessible(page);
});
