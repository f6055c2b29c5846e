import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';
import { callGateway, otlpTrace, postOtlp } from './traces-traffic.ts';

const CHECKOUT = [
  { name: 'POST /checkout', start: 0, duration: 900, failure: 'payment failed' },
  { name: 'load cart', parent: 0, start: 10, duration: 120 },
  { name: 'SELECT carts', parent: 1, start: 20, duration: 90 },
  { name: 'charge card', parent: 0, start: 150, duration: 700, failure: 'card declined' },
] as const;

test('walks the waterfall with the keyboard', async ({ context, session, engine }) => {
  const { traceId, body } = otlpTrace('shop', CHECKOUT);
  await postOtlp(engine, body);
  const page = await openConsole(context, session, `/traces/${traceId}`);
  const tree = page.getByRole('tree', { name: 'Spans of POST /checkout' });
  await expect(tree).toBeFocused();
  const selected = tree.locator('[aria-selected="true"]');
  await expect(tree.getByRole('treeitem')).toHaveCount(4);
  await expect(selected).toContainText('POST /checkout');

  await page.keyboard.press('j');
  await expect(selected).toContainText('load cart');
  await expect(page).toHaveURL(/span=[0-9a-f]{16}/);
  await page.keyboard.press('ArrowLeft');
  await expect(selected).toHaveAttribute('aria-expanded', 'false');
  await expect(tree.getByRole('treeitem')).toHaveCount(3);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(selected).toContainText('SELECT carts');
  await expect(selected).toHaveAttribute('aria-level', '3');
  await page.keyboard.press('n');
  await expect(selected).toContainText('charge card');
  await expect(page.getByRole('region', { name: 'Span', exact: true })).toContainText('card declined');
  await page.keyboard.press('Shift+N');
  await expect(selected).toContainText('POST /checkout');

  await page.keyboard.press('/');
  await page.keyboard.type('cart');
  await expect(page.getByRole('status').filter({ hasText: '/ 2' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(selected).toContainText('load cart');
  await page.keyboard.press('Escape');
  await expect(tree).toBeFocused();

  await page.reload();
  await expect(selected).toContainText('load cart');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/traces$/);
});

test('shows the conversation, tokens, cost and the gateway’s stages of a call', async ({
  context,
  session,
  engine,
}) => {
  const traceId = await callGateway(engine, 'gpt-4o', 'What is a **signal box**?');
  const page = await openConsole(context, session, `/traces/${traceId}`);
  const panel = page.getByRole('region', { name: 'Span', exact: true });
  await panel.getByRole('tab', { name: 'Conversation' }).click();
  const messages = panel.getByRole('article');
  await expect(messages.first()).toContainText('What is a signal box?');
  await expect(messages.first().locator('strong')).toHaveText('signal box');
  await expect(messages.last()).toContainText('Assistant');

  await panel.getByRole('tab', { name: 'Tokens & cost' }).click();
  await expect(panel.getByRole('row', { name: /Fresh input/ })).toContainText(/\d/);
  await expect(panel.getByRole('row', { name: /Total/ })).toContainText(/\$0\.\d+/);
  await expect(panel.getByText(/catalogue of \d{4}-\d{2}-\d{2}/)).toBeVisible();
  await expectAccessible(page);

  await panel.getByRole('tab', { name: 'Decisions' }).click();
  await expect(panel.getByText('added by the gateway to this call')).toBeVisible();
  await expect(panel.getByRole('listitem').filter({ hasText: 'authenticate' })).toContainText(/µs|ms/);
  await expect(panel.getByRole('listitem').filter({ hasText: 'route' })).toBeVisible();
  await expectAccessible(page);

  await panel.getByRole('tab', { name: 'Attributes' }).click();
  await panel.getByRole('textbox', { name: 'Search attributes' }).fill('request.model');
  await expect(panel.getByText('gpt-4o').first()).toBeVisible();
});

test('says plainly that a price is not known', async ({ context, session, engine }) => {
  const { traceId, body } = otlpTrace('lab', [
    {
      name: 'chat my-own-model',
      start: 0,
      duration: 50,
      attributes: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.request.model': 'my-own-model',
        'gen_ai.usage.input_tokens': '12',
      },
    },
  ]);
  await postOtlp(engine, body);
  const page = await openConsole(context, session, `/traces?q=${traceId}`);
  await expect(page.getByRole('row').filter({ hasText: 'my-own-model' })).toContainText('unknown');
});

test('follows a trace that grows while it is open', async ({ context, session, engine }) => {
  const { traceId, body } = otlpTrace('shop', CHECKOUT);
  const request = JSON.parse(body) as { resourceSpans: [{ scopeSpans: [{ spans: unknown[] }] }] };
  const { spans } = request.resourceSpans[0].scopeSpans[0];
  const late = spans.splice(3);
  await postOtlp(engine, JSON.stringify(request));
  const page = await openConsole(context, session, `/traces/${traceId}`);
  const items = page.getByRole('treeitem');
  await expect(items).toHaveCount(3);
  request.resourceSpans[0].scopeSpans[0].spans = late;
  await postOtlp(engine, JSON.stringify(request));
  await expect(items).toHaveCount(4);
  await expect(items.last()).toContainText('charge card');
});

test('shows hostile names as text and says when a trace is not there', async ({
  context,
  session,
  engine,
}) => {
  const name = `\u202Egnp.exe <img src=x onerror="document.title='owned'"> ${'A'.repeat(200_000)}`;
  const { traceId, body } = otlpTrace('evil', [{ name, start: 0, duration: 5 }]);
  await postOtlp(engine, body);
  const page = await openConsole(context, session, `/traces/${traceId}`);
  const item = page.getByRole('treeitem');
  await expect(item).toContainText('<img src=x onerror=');
  expect((await item.innerText()).length).toBeLessThan(400);
  expect(await item.innerText()).not.toContain('\u202E');
  await expect(page).not.toHaveTitle('owned');

  await page.goto(`${engine.url}/traces/${'0'.repeat(31)}1`);
  await expect(page.getByRole('alert')).toContainText('There is no trace');
});
