import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, logIn, openConsole, test as base } from '../fixtures/console.ts';
import { startEngine, type EngineHandle } from '../fixtures/engine.ts';

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

test('shows how to send the first call, and the figures once there is one', async ({ context, fresh }) => {
  const page = await openConsole(context, await logIn(fresh));
  await expect(page.getByRole('heading', { name: 'Send your first call' })).toBeVisible();
  await expect(page.getByText(`curl ${fresh.gatewayUrl}/v1/chat/completions`)).toBeVisible();
  await page.getByRole('tab', { name: 'Python' }).click();
  await expect(page.getByText(`base_url="${fresh.gatewayUrl}/v1"`)).toBeVisible();
  await page.getByRole('tab', { name: 'OpenTelemetry' }).click();
  await expect(page.getByText(`OTEL_EXPORTER_OTLP_ENDPOINT="${fresh.otlpUrl}"`)).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Run sample workload' }).click();
  const figures = page.getByRole('list', { name: 'Figures' });
  await expect(figures).toBeVisible();
  const progress = page.getByRole('progressbar', { name: 'Sample workload' });
  await expect(progress).toBeVisible();

  // It goes on in the engine while the person looks elsewhere.
  await page.getByRole('link', { name: 'Traces' }).click();
  await expect(progress).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();

  await expect(figures.getByRole('link', { name: /^Requests/ })).toContainText(/[1-9]\d*/);
  await expect(figures.getByRole('link', { name: /^Spend/ })).toContainText(/\$\d+\.\d+/);
  await expect(page.getByRole('region', { name: 'Models' }).getByRole('row')).not.toHaveCount(1);

  await page.getByRole('button', { name: 'Cancel the sample workload' }).click();
  await expect(progress).toBeHidden();
  await expectAccessible(page);
});

test('leads from a figure to what stands behind it, and keeps the time range', async ({ context, fresh }) => {
  const answer = await fetch(`${fresh.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello' }] }),
  });
  expect(answer.status).toBe(200);

  const page = await openConsole(context, await logIn(fresh));
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
