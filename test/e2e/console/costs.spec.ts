import { readFile } from 'node:fs/promises';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';

const CATALOGUE = new URL('../../../resources/prices/catalogue.json', import.meta.url);

test('shows what was spent, by model and by user, and what has no price', async ({
  context,
  session,
  engine,
}) => {
  const call = async (model: string, user: string) => {
    const answer = await fetch(`${engine.gatewayUrl}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        model,
        user,
        messages: [{ role: 'user', content: 'Where does the money go?' }],
      }),
    });
    expect(answer.status).toBe(200);
    await answer.text();
  };
  await call('gpt-4o', 'costs-ana');
  await call('gpt-4o', 'costs-ben');
  await call('llama-3.3-70b', 'costs-ben');

  const page = await openConsole(context, session, '/costs?range=1h');
  const table = page.getByRole('group', { name: 'Spend by model' });
  await expect(table.getByRole('row', { name: /gpt-4o simulated/ })).toContainText('$');
  await expect(page.getByRole('region', { name: 'Without a price' })).toContainText('llama-3.3-70b');
  await expect(page.getByRole('region', { name: 'Price catalogue' })).toContainText('genai-prices');
  await expectAccessible(page);

  await page.getByRole('combobox', { name: 'Divide spend by' }).click();
  await page.getByRole('option', { name: 'By user' }).click();
  await expect(page).toHaveURL(/by=user/);
  const users = page.getByRole('group', { name: 'Spend by user' });
  await expect(users.getByRole('row', { name: /costs-ana/ })).toBeVisible();
  await expect(users.getByRole('row', { name: /costs-ben/ })).toContainText('≥');
});

test('shows budgets with their progress, and does not call refused calls unknown', async ({
  context,
  session,
  engine,
}) => {
  const rest = (method: string, path: string, body?: unknown) =>
    fetch(`${engine.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${engine.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const page = await openConsole(context, session, '/costs?range=1h');
  const card = page.getByRole('region', { name: 'Budgets' });
  await expect(card).toContainText('No budget is set');

  const budget = { scope: 'model', subject: 'costs-refused', period: 'month', mode: 'hard' };
  const added = await rest('POST', '/budgets', { ...budget, amountNanos: '2000000000' });
  expect(added.status).toBe(201);
  const refused = await fetch(`${engine.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'costs-refused', messages: [{ role: 'user', content: 'Hi' }] }),
  });
  expect(refused.status).toBe(404);
  await expect(card.getByRole('listitem')).toContainText('Model costs-refused');
  await expect(card.getByRole('listitem')).toContainText('$0.00 of $2.00 / month');
  await expect(page.getByText(/refused or failed before anything was used/)).toBeVisible();
  await expect(page.getByRole('group', { name: 'Spend by model' })).not.toContainText('costs-refused');
  await expectAccessible(page);
  const { id } = (await added.json()) as { id: string };
  expect((await rest('DELETE', `/budgets/${id}`)).status).toBe(204);
});

test('says that nothing was spent in a range without calls', async ({ context, session }) => {
  const page = await openConsole(
    context,
    session,
    '/costs?from=2020-01-01T00:00:00.000Z&to=2020-01-02T00:00:00.000Z',
  );
  await expect(page.getByText('Nothing was spent in this range')).toBeVisible();
  await expect(page.getByText('No calls in this range.')).toBeVisible();
  await expectAccessible(page);
});

test('imports a newer catalogue, refuses a wrong one, and goes back', async ({ context, session }) => {
  const page = await openConsole(context, session, '/settings?section=prices');
  const card = page.getByRole('region', { name: 'Price catalogue' });
  const file = card.getByLabel('Catalogue file');
  const newer = JSON.parse(await readFile(CATALOGUE, 'utf8')) as Record<string, unknown>;
  const upload = (content: unknown) =>
    file.setInputFiles({
      name: 'catalogue.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(content)),
    });

  await upload({ models: [] });
  await expect(page.getByText('The prices stay as they are', { exact: true })).toBeVisible();
  await upload({ ...newer, date: '2031-02-03', source: 'a list of tomorrow' });
  await expect(card).toContainText('a list of tomorrow');
  await expect(card).toContainText('2031-02-03');
  await expectAccessible(page);
  await card.getByRole('button', { name: /^Go back to/ }).click();
  await expect(card).toContainText('genai-prices');
  await expect(card.getByRole('button', { name: /^Go back to/ })).toBeHidden();
});
