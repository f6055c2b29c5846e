import type { Page } from '@playwright/test';
import { expect } from '../fixtures/console.ts';
import type { RunningEngine } from '../fixtures/engine.ts';

const MODELS = ['gpt-4o', 'gpt-4o-mini', 'claude-sonnet-4-5', 'gemini-2.5-flash', 'gpt-4o'] as const;
const USERS = ['ana', 'ben', 'chloe', 'dmitri'] as const;

const NO_SCOPE = { org: null, workspace: null, user: null };

const SETS = [
  {
    name: 'Large models for large questions',
    description: 'Short questions go to the small model; answers stay within reason.',
    priority: 10,
    mode: 'enforce',
    rules: [
      {
        id: 'short-questions',
        name: 'A short question',
        when: 'request.model == "gpt-4o" && (tokens.input < 40 || scope.user in ["ana", "ben"])',
        actions: [
          { type: 'choose_model', model: 'gpt-4o-mini' },
          { type: 'tag', key: 'routed', value: 'small-model' },
        ],
      },
      {
        id: 'long-answers',
        name: 'No limit given, or a large one',
        when: 'request.max_tokens == 0 || request.max_tokens > 1000',
        actions: [{ type: 'cap_tokens', tokens: 1_000 }],
      },
      {
        id: 'no-secrets',
        name: 'No secrets leave',
        when: 'guards.secrets.hits > 0',
        actions: [{ type: 'block', code: 'secret', message: 'The prompt holds a secret. Take it out.' }],
      },
    ],
  },
  {
    name: 'Spend of a user',
    description: 'Warns from $5 a day, and refuses calls from $20.',
    priority: 5,
    mode: 'shadow',
    scope: { ...NO_SCOPE, org: 'acme' },
    rules: [
      {
        id: 'warn',
        name: 'Spent $5 today',
        when: 'spend.user >= 5',
        actions: [{ type: 'warn', message: 'You spent $5 today.' }],
      },
    ],
  },
  {
    name: 'Flag costly calls',
    mode: 'shadow',
    rules: [
      {
        id: 'costly',
        name: 'May cost more than a cent',
        when: 'cost.estimate > 0.01',
        actions: [{ type: 'flag', label: 'costly' }],
      },
    ],
  },
] as const;

/** The page of the policies, its editor and a backtest, with calls to try them on. */
export async function picturePolicies(
  page: Page,
  engine: RunningEngine,
  takePictures: (name: string) => Promise<void>,
): Promise<void> {
  for (const lane of [0, 1, 2, 3]) await callAll(engine, lane);
  const ids: string[] = [];
  for (const content of SETS) {
    const { id } = (await rest(engine, 'POST', '/policies', content)) as { id: string };
    ids.push(id);
  }
  for (const id of ids.slice(1)) await rest(engine, 'POST', `/policies/${id}/publish`, { version: 1 });
  await callAll(engine, 4);
  await page.goto(`${engine.url}/policies`);
  await expect(page.getByRole('row').filter({ hasText: 'Flag costly calls' })).toBeVisible();
  await takePictures('policies');

  await page.goto(`${engine.url}/policies/${ids[0] ?? ''}`);
  await expect(page.getByRole('textbox', { name: 'Condition as an expression' })).toBeVisible();
  await takePictures('policy-editor');

  await page.getByRole('tab', { name: 'Backtest' }).click();
  await page.getByRole('button', { name: 'Start backtest' }).click();
  await expect(page.getByText(/^Done in/)).toBeVisible({ timeout: 30_000 });
  await expect(
    page.getByRole('group', { name: 'Exchanges that would go otherwise' }).getByRole('row').nth(1),
  ).toBeVisible();
  await takePictures('policy-backtest');
}

async function callAll(engine: RunningEngine, lane: number): Promise<void> {
  await Promise.all(
    MODELS.map((model, index) =>
      fetch(`${engine.gatewayUrl}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          model,
          user: USERS[(index + lane) % USERS.length],
          messages: [{ role: 'user', content: `What does signal ${lane * 10 + index} show?` }],
        }),
      }).then((answer) => answer.text()),
    ),
  );
}

async function rest(engine: RunningEngine, method: string, path: string, body: object): Promise<unknown> {
  const answer = await fetch(`${engine.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${engine.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
