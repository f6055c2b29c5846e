import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, pressSequence, test } from '../fixtures/console.ts';
import type { RunningEngine } from '../fixtures/engine.ts';

const PROVIDER = 'unreachable';

function rest(engine: RunningEngine, method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`${engine.url}/api${path}`, {
    method,
    headers: {
      authorization: `Bearer ${engine.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function ask(engine: RunningEngine, model: string): Promise<number> {
  const answer = await fetch(`${engine.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model,
      max_completion_tokens: 10,
      messages: [{ role: 'user', content: 'Say hello.' }],
    }),
  });
  await answer.text();
  return answer.status;
}

test('shows components with their facts; a provider that fails is degraded, with its reason', async ({
  context,
  session,
  engine,
}) => {
  // Nothing listens on the port for discarding.
  const added = await rest(engine, 'POST', '/v1/providers', {
    name: PROVIDER,
    dialect: 'openai',
    baseUrl: 'http://127.0.0.1:9/v1',
  });
  expect(added.status).toBe(201);
  const page = await openConsole(context, session, '/health');
  const check = page.getByRole('button', { name: 'Check now' });
  const components = page.getByRole('region', { name: 'Components' });
  const providers = components.getByRole('button', { name: /^Providers/ });
  await check.click();
  await expect(providers).toContainText('Healthy');

  expect(await ask(engine, 'gpt-4o-mini')).toBe(200);
  for (let call = 0; call < 3; call++) expect(await ask(engine, `${PROVIDER}/m`)).toBeGreaterThan(499);
  await check.click();
  await expect(providers).toContainText('Degraded');
  await expect(page.getByText(`${PROVIDER}: attempts failed, 5 min: 100 %`).first()).toBeVisible();
  const issue = page
    .getByRole('group', { name: 'Issues' })
    .getByRole('listitem')
    .filter({ hasText: PROVIDER });
  await expect(issue.first()).toContainText('Now:');
  await expect(issue.getByRole('link', { name: 'Failed traces' })).toBeVisible();

  await components.getByRole('button', { name: /^Database/ }).click();
  await expect(page.getByRole('group', { name: 'Facts of Database' })).toContainText(
    'Writer thread answers in',
  );
  await expectAccessible(page);

  await page.getByRole('group', { name: 'History of Providers' }).getByRole('button').last().click();
  const dialog = page.getByRole('dialog', { name: /^Check of / });
  await expect(dialog).toContainText(`${PROVIDER}: attempts failed`);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await rest(engine, 'DELETE', `/v1/providers/${PROVIDER}`);
});

test('is reached from the overview and by keys, has ranges, and forgets its history when told to', async ({
  context,
  session,
  engine,
}) => {
  expect(await ask(engine, 'gpt-4o-mini')).toBe(200);
  const page = await openConsole(context, session, '/');
  await page.getByRole('link', { name: /^Health \d+, / }).click();
  await expect(page).toHaveURL(/\/health/);
  await pressSequence(page, 'g o');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await pressSequence(page, 'g h');
  await expect(page.getByRole('heading', { name: 'Health' })).toBeVisible();

  await page.getByRole('radio', { name: '1h' }).click();
  await expect(page).toHaveURL(/history=1h/);
  await expect(page.getByText(/^the last 1h: /)).toBeVisible();

  await page.getByRole('button', { name: 'Clear history' }).click();
  const dialog = page.getByRole('dialog', { name: 'Clear the history of health?' });
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Clear history' }).click();
  await dialog.getByRole('button', { name: 'Clear history' }).click();
  await expect(dialog).toBeHidden();
  const { records } = (await (await rest(engine, 'GET', '/health/history')).json()) as {
    records: { kind: string }[];
  };
  expect(records.filter(({ kind }) => kind !== 'start')).toEqual([]);
});
