import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';

/** Starts a short run from the launcher, and waits for its result. */
async function run(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Model or route').fill('text-embedding-3-small');
  await page.getByRole('radio', { name: 'Embeddings' }).click();
  await page.getByLabel('Start, per second').fill('20');
  await page.getByLabel('1. for seconds').fill('3');
  await page.getByLabel('to, per second').fill('20');
  await page.getByLabel('Warm-up, s').fill('1');
  // Nothing about time: other tests share the machine.
  await page.getByLabel('Thresholds').fill('error_rate<1%, requests>=60');
  await page.getByRole('button', { name: 'Start load test' }).click();
  await expect(page).toHaveURL(/\/load\/[0-9a-f-]{36}/);
}

test('starts load tests, watches one, compares two, exports one, and leads to its traces', async ({
  context,
  session,
}) => {
  test.slow();
  const page = await openConsole(context, session, '/load');
  await expect(page.getByText(/^640 calls in 32 s/)).toBeVisible();
  await page.getByLabel('Thresholds').fill('p95<never');
  await expect(page.getByText('"p95<never" is none')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start load test' })).toBeDisabled();
  await page.getByLabel('Thresholds').fill('error_rate<1%, p99<20s, rps>=10');
  await expectAccessible(page);

  await run(page, 'Embeddings <b>under load</b>');
  await expect(page.getByText(/^(Warming up|Measuring|Waiting)/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Latency', exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText('Passed', { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('heading', { name: 'Embeddings <b>under load</b>' })).toBeVisible();
  const thresholds = page.getByRole('group', { name: 'Thresholds' });
  await expect(thresholds.getByRole('row', { name: /error_rate<1%/ })).toContainText('holds');
  await expect(page.getByRole('img', { name: /^Latency by percentile: p50/ })).toBeVisible();
  await expect(page.getByRole('group', { name: 'What the gateway added' })).toContainText('guard_input');
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Load tests', exact: true }).click();
  await run(page, 'Second of two');
  await expect(page.getByText('Passed', { exact: true })).toBeVisible({ timeout: 20_000 });
  await page.getByRole('combobox', { name: 'Compare with' }).click();
  await page
    .getByRole('option', { name: /^Embeddings/ })
    .first()
    .click();
  await expect(page).toHaveURL(/base=/);
  await expect(page.getByRole('group', { name: 'Latency compared' })).toContainText('p50');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Report' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'HTML' }).click();
  const html = await readFile(await (await downloading).path(), 'utf8');
  expect(html).toContain('Second of two');
  expect(html).not.toContain('<script');

  await page.getByRole('button', { name: 'Its traces' }).click();
  await expect(page).toHaveURL(/\/traces\?.*session/);
});

test('asks before it loads a host that is not this machine', async ({ context, session }) => {
  const page = await openConsole(context, session, '/load');
  await page.getByRole('radio', { name: 'Another address' }).click();
  await page.getByLabel('Address', { exact: true }).fill('http://example.com');
  const confirmation = page.getByLabel(/is not on this machine/);
  await expect(page.getByRole('button', { name: 'Start load test' })).toBeDisabled();
  await confirmation.fill('example.com');
  await expect(page.getByRole('button', { name: 'Start load test' })).toBeEnabled();
});
