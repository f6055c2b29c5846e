import type { Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessibility.ts';
import type { RunningEngine } from '../fixtures/engine.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';

function ask(engine: RunningEngine, user: string, model: string): Promise<Response> {
  return fetch(`${engine.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model,
      user,
      max_completion_tokens: 40,
      messages: [{ role: 'user', content: 'Say hello.' }],
    }),
  });
}

const expressionOf = (page: Page) => page.getByRole('textbox', { name: 'Condition as an expression' });
const rulesOf = (page: Page) => page.getByRole('list', { name: 'Rules', exact: true });

async function createPolicy(page: Page, start: string, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New policy' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: start }).click();
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Create policy' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

test('a policy from nothing: written, tested, backtested, published, and on the trace of a call', async ({
  context,
  session,
  engine,
}) => {
  const before = await ask(engine, 'policy-ana', 'gpt-4o');
  expect(before.status).toBe(200);
  expect((await ask(engine, 'policy-ben', 'gpt-4o-mini')).status).toBe(200);
  const page = await openConsole(context, session, '/policies');
  await createPolicy(page, 'Empty', 'Ana asks the small model');

  await page.getByRole('button', { name: 'Add the first rule' }).click();
  await page.getByRole('textbox', { name: 'Rule', exact: true }).fill('Ana asks gpt-4o');
  const form = page.getByRole('group', { name: 'Condition as a form' });
  await form.getByRole('button', { name: 'Add comparison' }).click();
  await form.getByRole('textbox', { name: 'Value 1' }).fill('gpt-4o');
  await expect(expressionOf(page)).toHaveText('request.model == "gpt-4o"');
  await expressionOf(page).fill('request.model == "gpt-4o" && scope.user == "policy-ana"');
  await page.keyboard.press('Escape');
  await expect(form.getByRole('textbox', { name: 'Value 2' })).toHaveValue('policy-ana');
  await page.getByRole('combobox', { name: 'Type of action 1' }).click();
  await page.getByRole('option', { name: 'Block', exact: true }).click();
  await page.getByRole('textbox', { name: 'Message to the caller' }).fill('Ask gpt-4o-mini.');
  await page.getByRole('radio', { name: 'Enforce' }).click();
  await expectAccessible(page);
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Saved as version 2', { exact: true })).toBeVisible();

  await page.getByRole('tab', { name: 'Test', exact: true }).click();
  await page.getByLabel('Trace id').fill(before.headers.get('x-signalbox-trace-id') ?? '');
  const decided = page.getByRole('region', { name: 'Decision' });
  await expect(decided.getByText('Blocked', { exact: true })).toBeVisible();
  await expect(decided.getByRole('img', { name: 'Matched' })).toBeVisible();
  await page.getByRole('radio', { name: 'Typed' }).click();
  await expect(decided.getByText('Passes', { exact: true })).toBeVisible();
  await expect(decided).toContainText('scope.user');

  await page.getByRole('tab', { name: 'Backtest' }).click();
  await page.getByLabel('Only of traces that match').fill('user:policy-*');
  await page.getByRole('button', { name: 'Start backtest' }).click();
  await expect(page.getByText(/^Done in/)).toBeVisible();
  const changed = page.getByRole('group', { name: 'Exchanges that would go otherwise' });
  await expect(changed.getByRole('row')).toHaveCount(2);
  await expect(changed.getByRole('row').last()).toContainText('policy-ana');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('list', { name: 'Differences' })).toContainText('Ana asks gpt-4o');
  await dialog.getByRole('button', { name: 'Publish version 2' }).click();
  await expect(page.getByText('v2 in force')).toBeVisible();

  const blocked = await ask(engine, 'policy-ana', 'gpt-4o');
  expect(blocked.status).toBe(403);
  expect(await blocked.text()).toContain('Ask gpt-4o-mini.');
  const passed = await ask(engine, 'policy-ben', 'gpt-4o');
  expect(passed.status).toBe(200);

  const decisionsOf = async (answer: Response) => {
    await page.goto(`${engine.url}/traces/${answer.headers.get('x-signalbox-trace-id') ?? ''}`);
    await page.getByRole('tab', { name: 'Decisions' }).click();
    return page.getByRole('list', { name: 'Policies' });
  };
  await expect((await decisionsOf(blocked)).getByRole('list', { name: 'Rules that matched' })).toContainText(
    'policy-ana',
  );
  const whyNot = (await decisionsOf(passed)).getByRole('list', { name: 'Rules that did not match' });
  await expect(whyNot).toContainText('scope.user = "policy-ben"');
  await expectAccessible(page);
  await whyNot.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ana asks the small model' })).toBeVisible();

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove policy' }).click();
  await expect(page).toHaveURL(/\/policies(\?|$)/);
  expect((await ask(engine, 'policy-ana', 'gpt-4o')).status).toBe(200);
});

test('rules are ordered by keys; what is not saved stays, and what others saved is not lost', async ({
  context,
  session,
  engine,
}) => {
  const page = await openConsole(context, session, '/policies');
  await createPolicy(page, 'Hold a user who spent much', 'Ordered by keys');
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const rules = rulesOf(page).getByRole('listitem');
  await expect(rules.first()).toContainText('Spent $20 today');
  await page.getByRole('button', { name: 'Move Spent $5 today' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(rules.first()).toContainText('Spent $5 today');
  await expect(page.getByText('not saved', { exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'Policies', exact: true }).click();
  const row = page.getByRole('row').filter({ hasText: 'Ordered by keys' });
  await expect(row).toContainText('not saved');
  await expectAccessible(page);
  await row.getByRole('link').click();
  await expect(rules.first()).toContainText('Spent $5 today');

  const path = `${engine.url}/api/v1/policies/${id}`;
  const headers = { authorization: `Bearer ${engine.token}`, 'content-type': 'application/json' };
  const set = (await (await fetch(path, { headers })).json()) as { latest: { content: object } };
  const theirs = { content: { ...set.latest.content, priority: 7 }, baseVersion: 1 };
  expect((await fetch(path, { method: 'PUT', headers, body: JSON.stringify(theirs) })).status).toBe(200);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'It was changed meanwhile' });
  await expect(dialog.getByRole('list', { name: 'Differences' })).toContainText('Priority');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save mine on top' }).click();
  await expect(page.getByText('Saved as version 3', { exact: true })).toBeVisible();

  await page.getByRole('tab', { name: 'Versions' }).click();
  await expect(page.getByRole('list', { name: 'Versions' }).getByRole('listitem')).toHaveCount(3);
  await page.getByRole('radio', { name: 'Side by side' }).click();
  await expect(page.getByRole('region', { name: 'Difference as YAML' })).toContainText('priority: 7');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Restore version 2' }).click();
  await expect(page.getByText('Version 2 is restored', { exact: true })).toBeVisible();
  await page.getByRole('tab', { name: 'Rules' }).click();
  await expect(page.getByLabel('Priority')).toHaveValue('7');
});

test('an expression that says more than the form stays; one that is wrong says where', async ({
  context,
  session,
}) => {
  const page = await openConsole(context, session, '/policies');
  await createPolicy(page, 'Flag costly calls', 'More than a form');
  await expressionOf(page).fill('messages.exists(m, m.text.contains("x"))');
  await page.keyboard.press('Escape');
  await expect(page.getByText('The expression says more than the form can show.')).toBeVisible();
  await expressionOf(page).fill('request.modle == "gpt-4o"');
  await page.keyboard.press('Escape');
  await expect(expressionOf(page)).toHaveAccessibleDescription(/modle/);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(/^One thing is wrong/)).toBeVisible();
  await page.getByRole('tab', { name: 'Backtest' }).click();
  await expect(page.getByRole('button', { name: 'Start backtest' })).toBeDisabled();
  await page.getByRole('tab', { name: 'Test', exact: true }).click();
  await page.getByRole('radio', { name: 'Typed' }).click();
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Backtest' }).click();
  await page.getByRole('button', { name: 'Discard what is not saved' }).click();
  await expect(page.getByRole('button', { name: 'Start backtest' })).toBeEnabled();
});
