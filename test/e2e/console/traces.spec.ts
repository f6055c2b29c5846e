import { expect, openConsole, test } from '../fixtures/console.ts';
import { callGateway, otlpTrace, postOtlp } from './traces-traffic.ts';

test('shows calls of the gateway and of OpenTelemetry as they happen', async ({ console: page, engine }) => {
  await page.getByRole('link', { name: 'Traces' }).click();
  const grid = page.getByRole('grid', { name: 'Traces' });
  await expect(grid).toBeVisible();
  // The columns stand before the rows do.
  await expect(grid.getByRole('columnheader', { name: 'Cost' })).toBeVisible();

  // No other test of this engine calls this model.
  await callGateway(engine, 'o4-mini', 'Where is my order?');
  const call = grid.getByRole('row').filter({ hasText: 'o4-mini' });
  await expect(call).toHaveCount(1);
  await expect(call).toContainText('gateway');
  await expect(call).toContainText(/\$\d/);

  const { body } = otlpTrace('billing', [{ name: 'monthly invoice run', start: 0, duration: 40 }]);
  await postOtlp(engine, body);
  const invoice = grid.getByRole('row').filter({ hasText: 'monthly invoice run' });
  await expect(invoice).toHaveCount(1);
  await expect(invoice).toContainText('billing');
});

test('holds new traces back while paused', async ({ context, session, engine }) => {
  const page = await openConsole(context, session, '/traces?q=service%3Apausing');
  const rows = page.getByRole('grid', { name: 'Traces' }).getByRole('row');
  await page.getByRole('button', { name: 'Pause' }).click();
  const { body } = otlpTrace('pausing', [{ name: 'came while paused', start: 0, duration: 5 }]);
  await postOtlp(engine, body);
  await expect(page.getByRole('button', { name: '1 new' })).toBeVisible();
  await expect(rows.filter({ hasText: 'came while paused' })).toHaveCount(0);
  await page.getByRole('button', { name: '1 new' }).click();
  await expect(rows.filter({ hasText: 'came while paused' })).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
});

test('brushes the histogram to a range and goes back with Escape', async ({ context, session, engine }) => {
  await postOtlp(engine, otlpTrace('brushing', [{ name: 'brushed', start: 0, duration: 5 }]).body);
  const page = await openConsole(context, session, '/traces?q=service%3Abrushing');
  const brushed = page.getByRole('row').filter({ hasText: 'brushed' });
  await expect(brushed).toHaveCount(1);
  const bars = page.getByRole('img', { name: /traces over time/ });
  const box = await bars.boundingBox();
  if (box === null) throw new Error('The histogram is not drawn.');
  await page.mouse.move(box.x + box.width * 0.1, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.3, box.y + 20, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=.*to=/);
  await expect(brushed).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/from=/);
  await expect(brushed).toHaveCount(1);
});

test('remembers how the columns were arranged', async ({ context, session }) => {
  const page = await openConsole(context, session, '/traces');
  const grid = page.getByRole('grid', { name: 'Traces' });
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'User' }).check();
  await page.getByRole('button', { name: 'Move Cost left' }).click();
  await page.keyboard.press('Escape');
  await expect(grid.getByRole('columnheader', { name: 'User' })).toBeVisible();
  await page.reload();
  await expect(grid.getByRole('columnheader', { name: 'User' })).toBeVisible();
  await expect(grid.getByRole('columnheader')).toContainText(['Spans', 'Cost', 'Tokens in / out']);
});
