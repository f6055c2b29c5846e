import type { Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';
import { agentCall, chainOfSpans } from './span-traffic.ts';
import { callGateway, postOtlp } from './traces-traffic.ts';

const panelOf = (page: Page) => page.getByRole('region', { name: 'Span', exact: true });

test('shows a conversation with its tools, pictures and structured answer, and finds what is said', async ({
  context,
  session,
  engine,
}) => {
  const { traceId, body } = chainOfSpans('planner', [{ name: 'chat gpt-4o', attributes: agentCall() }]);
  await postOtlp(engine, body);
  const fetched: string[] = [];
  const page = await openConsole(context, session, `/traces/${traceId}`);
  page.on('request', (request) => fetched.push(request.url()));
  const panel = panelOf(page);
  const messages = panel.getByRole('article');
  await expect(messages).toHaveCount(6);
  await expect(messages.nth(2)).toContainText('clear');
  await expect(messages.nth(2)).toContainText('rainy');
  await expect(panel.getByText('New in this call')).toBeVisible();
  await expect(panel.getByText('https://example.invalid/coat.png')).toBeVisible();
  await panel.getByRole('button', { name: /image, embedded/ }).click();
  await expect(panel.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel.getByRole('dialog')).toBeHidden();
  expect(fetched.filter((url) => url.includes('example.invalid'))).toEqual([]);

  const answer = messages.last();
  await expect(answer).toContainText('stop');
  await expect(answer.getByText('why:')).toBeVisible();
  await answer.getByRole('button', { name: 'Show as text' }).click();
  await expect(answer).toContainText('{"city":"Bergen"');

  await panel.getByRole('button', { name: /^Next user message/ }).click();
  await expect(messages.nth(1)).toBeFocused();
  await panel.getByRole('textbox', { name: 'Search messages' }).fill('bergen');
  await expect(panel.getByRole('status')).toHaveText('– / 4');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('status')).toHaveText('1 / 4');
  await expectAccessible(page);
});

test('opens five hundred messages at once, folded', async ({ context, session, engine }) => {
  const messages = Array.from({ length: 500 }, (_, index) => ({
    role: index % 2 === 0 ? 'user' : 'assistant',
    parts: [{ type: 'text', content: `message ${index}\n\n- **one**\n- two\n\n${'word '.repeat(200)}` }],
  }));
  const attributes = { 'gen_ai.operation.name': 'chat', 'gen_ai.input.messages': JSON.stringify(messages) };
  const { traceId, body } = chainOfSpans('long', [{ name: 'chat', attributes }]);
  await postOtlp(engine, body);
  const page = await openConsole(context, session, `/traces/${traceId}`);
  const panel = panelOf(page);
  await expect(panel.getByRole('article').last()).toContainText('message 499');
  await expect(panel.getByRole('article')).toHaveCount(12);
  await expect(panel.getByRole('button', { name: 'Show 400 of 488 earlier messages' })).toBeVisible();
  await panel.getByRole('textbox', { name: 'Search messages' }).fill('message 77');
  await expect(panel.getByRole('status')).toHaveText('– / 1');
  await page.keyboard.press('Enter');
  await expect(
    panel
      .getByRole('article')
      .filter({ hasText: /message 77\b/ })
      .first(),
  ).toBeVisible();
});

test('reads a span as attributes with their types, as JSON with search and paths, and leads to traces alike', async ({
  context,
  session,
  engine,
}) => {
  const { traceId, body } = chainOfSpans('planner', [{ name: 'chat gpt-4o', attributes: agentCall() }]);
  await postOtlp(engine, body);
  const page = await openConsole(context, session, `/traces/${traceId}`);
  const panel = panelOf(page);
  await panel.getByRole('tab', { name: /^Attributes/ }).click();
  await expect(panel.getByRole('heading', { name: 'gen_ai.usage' })).toBeVisible();
  await expect(panel.getByText('double')).toBeVisible();
  await expect(panel.getByText('bool')).toBeVisible();
  await expectAccessible(page);

  await panel.getByRole('tab', { name: 'Raw JSON' }).click();
  const tree = panel.getByRole('tree', { name: 'JSON of the span' });
  await expect(tree.getByRole('treeitem').filter({ hasText: traceId })).toBeVisible();
  await panel.getByRole('textbox', { name: 'Search in JSON' }).fill('blue GREEN');
  await expect(panel.getByRole('status')).toHaveText('– / 1');
  await page.keyboard.press('Enter');
  await expect(tree.locator('[aria-selected="true"]')).toContainText('blue green');
  await expect(panel.getByText('$.attributes["deployment.colour"]')).toBeVisible();
  await expectAccessible(page);

  await panel.getByRole('textbox', { name: 'Search in JSON' }).fill('gen_ai.input.messages');
  await expect(panel.getByRole('status')).toHaveText('– / 1');
  await page.keyboard.press('Enter');
  await panel.getByRole('button', { name: 'Open as JSON' }).click();
  await expect(tree.getByRole('treeitem').filter({ hasText: 'role:' }).first()).toContainText('system');
  await panel.getByRole('button', { name: 'Back to the document' }).click();
  await expect(tree.getByRole('treeitem').filter({ hasText: traceId })).toBeVisible();

  await panel.getByRole('tab', { name: /^Attributes/ }).click();
  await panel.getByText('blue green').hover();
  await panel.getByRole('link', { name: 'Traces without deployment.colour: blue green' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL((url) => url.searchParams.get('q') === 'not @deployment.colour:"blue green"');
});

test('follows a link to a span of another trace', async ({ context, session, engine }) => {
  const other = chainOfSpans('batch', [{ name: 'outer' }, { name: 'the linked work' }]);
  await postOtlp(engine, other.body);
  const links = [{ traceId: other.traceId, spanId: other.spanIds[1] ?? '' }];
  const { traceId, body } = chainOfSpans('batch', [{ name: 'linking', links }]);
  await postOtlp(engine, body);
  const page = await openConsole(context, session, `/traces/${traceId}`);
  await panelOf(page)
    .getByRole('tab', { name: /^Links/ })
    .click();
  await panelOf(page).getByRole('link', { name: other.traceId }).click();
  await expect(page).toHaveURL(new RegExp(`${other.traceId}\\?span=${other.spanIds[1]}`));
  await expect(panelOf(page).getByRole('heading', { name: 'the linked work' })).toBeVisible();
});

test('lists the attempts of a call below the stages of the gateway', async ({ context, session, engine }) => {
  const traceId = await callGateway(engine, 'gpt-4o', 'How many attempts?');
  const page = await openConsole(context, session, `/traces/${traceId}`);
  await panelOf(page).getByRole('tab', { name: 'Decisions' }).click();
  await expect(panelOf(page).getByRole('heading', { name: '1 attempt' })).toBeVisible();
  await expect(panelOf(page).getByRole('listitem').filter({ hasText: 'first choice' })).toContainText('200');
  await panelOf(page).getByRole('link', { name: 'simulated' }).click();
  await expect(panelOf(page).getByRole('heading', { name: 'POST simulated' })).toBeVisible();
});

test('a link to a span survives signing in', async ({ context, session, engine }) => {
  const { traceId, spanIds, body } = chainOfSpans('batch', [{ name: 'outer' }, { name: 'the linked work' }]);
  await postOtlp(engine, body);
  const page = await context.newPage();
  await page.goto(`${engine.url}/traces/${traceId}?span=${spanIds[1]}`);
  await expect(page.getByRole('heading', { name: 'This browser is not signed in' })).toBeVisible();
  // What the login link does: it sets the cookie and leads to the first page.
  await context.addCookies([session]);
  await page.goto(engine.url);
  await expect(panelOf(page).getByRole('heading', { name: 'the linked work' })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/traces/${traceId}\\?span=${spanIds[1]}`));
});
