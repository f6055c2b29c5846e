import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, logIn, openConsole, test } from '../fixtures/console.ts';
import { startEngine } from '../fixtures/engine.ts';

test('finds, opens and understands what the sample workload did', async ({ context }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-e2e-workload-'));
  const engine = await startEngine(dataDir);
  try {
    const page = await openConsole(context, await logIn(engine), '/traces');
    await expect(page.getByText('Waiting for the first call')).toBeVisible();
    await expect(page.getByText(`OTEL_EXPORTER_OTLP_ENDPOINT=${engine.otlpUrl}`)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('main').getByRole('button', { name: 'Run sample workload' }).click();

    const grid = page.getByRole('grid', { name: 'Traces' });
    const rows = grid.getByRole('row').filter({ has: page.getByRole('gridcell') });
    await expect(rows.filter({ hasText: /\$\d/ }).first()).toBeVisible();
    await expect(rows.filter({ hasText: 'Error' }).first()).toBeVisible({ timeout: 30_000 });

    await page.getByRole('radio', { name: 'Errors' }).click();
    await expect(page).toHaveURL(/status(=|%3A)error/);
    await expect(rows.filter({ has: page.getByRole('gridcell', { name: 'OK', exact: true }) })).toHaveCount(
      0,
    );
    await grid.focus();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/traces\/[0-9a-f]{32}/);
    await expect(page.getByRole('tree')).toBeFocused();
    await page.keyboard.press('n');
    const panel = page.getByRole('region', { name: 'Span', exact: true });
    await expect(panel.getByText('Error', { exact: true })).toBeVisible();
    await expectAccessible(page);

    await page.goBack();
    await expect(page).toHaveURL(/status(=|%3A)error/);
    await expect(rows.first()).toBeVisible();
  } finally {
    await engine.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
