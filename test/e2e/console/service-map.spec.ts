import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';
import { callGateway, otlpTrace, postOtlp } from './traces-traffic.ts';

/** A range in which no test has sent anything: the engine is that of other tests too. */
const BEFORE_ALL = '?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z';

test('says what it will show while nothing was called', async ({ context, session }) => {
  const page = await openConsole(context, session, `/services${BEFORE_ALL}`);
  await expect(page.getByText('Nothing was called in this time range')).toBeVisible();
  await expectAccessible(page);
});

test('draws who calls whom, by mouse, keyboard and as a table', async ({ context, session, engine }) => {
  await callGateway(engine, 'gpt-4o-mini', 'Hello');
  const { body } = otlpTrace(`shop <img src=x onerror="document.title='owned'">`, [
    { name: 'POST /orders', start: 0, duration: 300, failure: 'no stock' },
    {
      name: 'execute_tool find',
      parent: 0,
      start: 10,
      duration: 20,
      attributes: { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'find' },
    },
  ]);
  await postOtlp(engine, body);
  const page = await openConsole(context, session, '/traces');
  await page.getByRole('link', { name: 'Service map' }).click();
  const map = page.getByRole('group', { name: 'Service map' });
  const gateway = map.getByRole('button', { name: /^Service gateway/ });
  await expect(gateway).toBeVisible();
  await expect(map.getByRole('button', { name: /^Model gpt-4o-mini/ })).toBeVisible();
  await expect(map.getByRole('button', { name: /^Service shop <img/ })).toBeVisible();
  await expect(map.getByRole('button', { name: /^Tool find/ })).toBeVisible();
  await expect(page.getByText(/^From all \d+ traces/)).toBeVisible();
  await expect(page).not.toHaveTitle('owned');

  await gateway.click();
  const panel = page.getByRole('complementary', { name: 'Selected' });
  await expect(panel).toContainText('gateway');
  await page.keyboard.press('ArrowRight');
  await expect(panel).toContainText('Model of simulated');
  await expectAccessible(page);
  await panel.getByRole('button', { name: /gateway/ }).click();
  await expect(panel.getByRole('heading', { name: /^gateway → gpt/ })).toBeVisible();
  await panel.getByRole('link', { name: 'Its traces' }).click();
  await expect(page).toHaveURL(/\/traces\?q=any/);
  await expect(page.getByRole('grid', { name: 'Traces' }).getByRole('row').nth(1)).toBeVisible();
  await page.goBack();

  await page.getByRole('radio', { name: 'Table' }).click();
  const row = page.getByRole('row').filter({ hasText: 'shop <img' });
  await expect(row.first()).toContainText('100 %');
  await expectAccessible(page);
});

test('narrows the map by a filter, and says what is wrong with one', async ({ context, session, engine }) => {
  await callGateway(engine, 'gpt-4o-mini', 'Hello');
  const page = await openConsole(context, session, '/services');
  const field = page.getByRole('textbox', { name: 'Filter traces' });
  await field.fill('service:nobody');
  await field.press('Enter');
  await expect(page.getByText('No trace matches this filter')).toBeVisible();
  await field.fill('duration:>soon');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
});
