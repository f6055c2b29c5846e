import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { dashboardModelSchema } from '../../../src/shared/dashboard/index.ts';
import { expect, test } from '../fixtures/console.ts';
import type { RunningEngine } from '../fixtures/engine.ts';

/** One panel of each way of drawing: on a canvas by ECharts, as elements, as SVG, and one that cannot be answered. */
const PANELS = [
  { type: 'timeseries', title: 'Curve', expr: 'vector(3) + vector(0) * time()' },
  { type: 'table', title: 'Rows', expr: 'vector(3)' },
  { type: 'gauge', title: 'Dial', expr: 'vector(3)' },
  { type: 'stat', title: 'Broken', expr: 'sum(' },
];

async function openPanels(page: Page, { url, token }: RunningEngine): Promise<void> {
  const model = dashboardModelSchema.parse({
    schemaVersion: 1,
    title: 'Panels as files',
    panels: PANELS.map(({ type, title, expr }, index) => ({
      id: index + 1,
      type,
      title,
      grid: { x: index * 6, y: 0, w: 6, h: 8 },
      queries: [{ ref: 'A', expr }],
    })),
  });
  const answer = await page.request.post(`${url}/api/v1/dashboards`, {
    headers: { authorization: `Bearer ${token}` },
    data: { model },
  });
  expect(answer.status()).toBe(201);
  const { id } = (await answer.json()) as { id: string };
  await page.goto(`${url}/dashboards/${id}`);
}

async function saved(page: Page, title: string, item: string): Promise<{ name: string; bytes: Buffer }> {
  const panel = page.getByRole('region', { name: title, exact: true });
  await panel.hover();
  await panel.getByRole('button', { name: `Menu of ${title}` }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: item }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test('a panel is saved as a picture and as its values', async ({ console: page, engine }) => {
  await openPanels(page, engine);
  await expect(page.getByRole('slider', { name: 'Time in Curve' })).toBeVisible();
  for (const title of ['Curve', 'Rows', 'Dial']) {
    const { name, bytes } = await saved(page, title, 'Save as PNG');
    expect(name).toMatch(new RegExp(`^${title.toLowerCase()}-\\d{8}-\\d{6}\\.png$`));
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(bytes.length).toBeGreaterThan(2_000);
  }
  const { bytes } = await saved(page, 'Curve', 'Save values as CSV');
  expect(bytes.toString()).toMatch(/^time,Curve\r\n\d{4}-\d\d-\d\dT[\d:.]+Z,3\r\n/);
});

test('a query that fails is named, and a curve is read by keyboard', async ({ console: page, engine }) => {
  await openPanels(page, engine);
  await expect(page.getByRole('region', { name: 'Broken' }).getByRole('alert')).toContainText(
    'Query A failed',
  );
  const curve = page.getByRole('slider', { name: 'Time in Curve' });
  await curve.focus();
  await curve.press('ArrowLeft');
  await expect(curve).toHaveAttribute('aria-valuetext', /Curve 3$/);
});
