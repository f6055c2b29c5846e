import { expectAccessible } from '../fixtures/accessibility.ts';
import type { RunningEngine } from '../fixtures/engine.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';

function ask(engine: RunningEngine, user: string): Promise<Response> {
  return fetch(`${engine.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'gpt-4o-mini',
      user,
      max_completion_tokens: 40,
      messages: [{ role: 'user', content: 'Say hello.' }],
    }),
  });
}

test('sets a limit and a budget, shows their use live, and takes them away', async ({
  context,
  session,
  engine,
}) => {
  const page = await openConsole(context, session, '/limits');
  await expect(page.getByText('No budget holds back any call')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Add limit' }).click();
  const dialog = page.getByRole('dialog');
  const amount = dialog.getByLabel('How many requests');
  await expect(amount).toBeFocused();
  await dialog.getByRole('button', { name: 'Add limit' }).click();
  await expect(amount).toHaveAccessibleDescription(/whole number/);
  await expectAccessible(page);
  await dialog.getByRole('combobox', { name: 'For' }).click();
  await page.getByRole('option', { name: 'User' }).click();
  await amount.fill('2');
  await dialog.getByRole('combobox', { name: 'Period' }).click();
  await page.getByRole('option', { name: 'an hour' }).click();
  await dialog.getByRole('button', { name: 'Add limit' }).click();
  const limits = page.getByRole('group', { name: 'Limits', exact: true });
  await expect(limits.getByRole('row', { name: /Each user/ })).toContainText('2 requests / hour');

  await page.getByRole('button', { name: 'Add budget' }).click();
  await dialog.getByLabel('Dollars').fill('0.5');
  await dialog.getByRole('button', { name: 'Add budget' }).click();
  const budgets = page.getByRole('group', { name: 'Budgets', exact: true });
  await expect(budgets.getByRole('row', { name: /All calls/ })).toContainText('$0.50 / month');

  expect((await ask(engine, 'ana')).status).toBe(200);
  expect((await ask(engine, 'ana')).status).toBe(200);
  const refused = await ask(engine, 'ana');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  const row = limits.getByRole('row', { name: /Each user/ });
  await expect(row).toContainText('2 of 2');
  await expect(row).toContainText('ana');
  await expect(row.getByRole('cell').nth(3)).toHaveText('1');
  await expect(budgets.getByRole('row', { name: /All calls/ })).toContainText(/\$0\.0000\d+ \(<0\.1 %\)/);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Edit the budget for All calls' }).click();
  await dialog.getByRole('radio', { name: 'Only warn' }).click();
  await dialog.getByRole('button', { name: 'Save budget' }).click();
  await expect(budgets.getByRole('row', { name: /All calls/ })).toContainText('warning');

  await page.getByRole('button', { name: 'Remove the budget for All calls' }).click();
  await dialog.getByRole('button', { name: 'Remove budget' }).click();
  await expect(page.getByText('No budget holds back any call')).toBeVisible();
  await page.getByRole('button', { name: /^Remove 2 requests/ }).click();
  await dialog.getByRole('button', { name: 'Remove limit' }).click();
  await expect(page.getByText('No limit of requests or tokens')).toBeVisible();
  expect((await ask(engine, 'ana')).status).toBe(200);
});

test('shows places and their queue', async ({ context, session }) => {
  const page = await openConsole(context, session, '/limits');
  await page.getByRole('button', { name: 'Add limit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Calls at once' }).click();
  await dialog.getByLabel('How many at once').fill('4');
  await dialog.getByRole('button', { name: 'Add limit' }).click();
  const queues = page.getByRole('group', { name: 'Calls at once' });
  await expect(queues.getByRole('row', { name: /All calls/ })).toContainText('4 at once');
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Remove 4 at once/ }).click();
  await dialog.getByRole('button', { name: 'Remove limit' }).click();
  await expect(queues).toBeHidden();
});
