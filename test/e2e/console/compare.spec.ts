import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';
import { otlpTrace, postOtlp } from './traces-traffic.ts';

const chat = (model: string, question: string, cost: string) => ({
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': model,
  'gen_ai.usage.input_tokens': cost,
  'gen_ai.usage.output_tokens': '10',
  'gen_ai.input.messages': JSON.stringify([
    { role: 'system', parts: [{ type: 'text', content: 'Be brief.' }] },
    { role: 'user', parts: [{ type: 'text', content: question }] },
  ]),
});

const HOSTILE = `<img src=x onerror="document.title='owned'">`;

const BEFORE = otlpTrace('shop', [
  { name: 'POST /orders', start: 0, duration: 900 },
  { name: 'load cart', parent: 0, start: 10, duration: 100 },
  {
    name: 'chat gpt-4o',
    parent: 0,
    start: 120,
    duration: 300,
    attributes: chat('gpt-4o', `Is order 17 risky? ${HOSTILE}`, '1000'),
  },
  { name: 'send mail', parent: 0, start: 500, duration: 50 },
]);
const NOW = otlpTrace('shop', [
  { name: 'POST /orders', start: 0, duration: 1800 },
  { name: 'load cart', parent: 0, start: 10, duration: 104 },
  { name: 'check stock', parent: 0, start: 115, duration: 60 },
  { name: 'SELECT stock', parent: 2, start: 120, duration: 40 },
  {
    name: 'chat gpt-4o',
    parent: 0,
    start: 180,
    duration: 1200,
    failure: 'timeout',
    attributes: chat('gpt-4o', `Is order 18 risky? ${HOSTILE}`, '3000'),
  },
]);

test('aligns two traces and steps through what differs', async ({ context, session, engine }) => {
  await postOtlp(engine, BEFORE.body);
  await postOtlp(engine, NOW.body);
  const page = await openConsole(context, session, `/traces/${BEFORE.traceId}`);
  await page.getByRole('button', { name: 'Compare with another trace' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /POST \/orders/ })
    .click();
  await expect(page).toHaveURL(new RegExp(`a=${BEFORE.traceId}&b=${NOW.traceId}`));

  const tree = page.getByRole('tree', { name: 'Both traces, aligned' });
  await expect(tree.getByRole('treeitem')).toHaveCount(6);
  await expect(page.getByText('3 differences')).toBeVisible();
  await expect(tree.getByRole('treeitem', { name: /check stock/ })).toContainText('added');
  await expect(tree.getByRole('treeitem', { name: /send mail/ })).toContainText('removed');
  const call = tree.getByRole('treeitem', { name: /chat gpt-4o/ });
  for (const mark of ['fails now', 'slower', 'dearer']) await expect(call).toContainText(mark);
  await expect(page.getByRole('row', { name: /Change from A to B/ })).toContainText('+900 ms');

  const selected = tree.locator('[aria-selected="true"]');
  await expect(selected).toContainText('check stock');
  await page.keyboard.press('n');
  await expect(selected).toContainText('chat gpt-4o');
  const panel = page.getByRole('region', { name: 'Both spans' });
  await expect(panel.locator('del')).toHaveText('17');
  await expect(panel.locator('ins')).toHaveText('18');
  await expect(panel.getByRole('button', { name: 'One equal message' })).toBeVisible();
  await expect(panel).toContainText('<img src=x');
  await expect(page).not.toHaveTitle('owned');
  await expectAccessible(page);

  await panel.getByRole('tab', { name: 'Attributes' }).click();
  await expect(panel).toContainText('gen_ai.usage.input_tokens');
  await page.getByRole('button', { name: 'Only differences' }).click();
  await expect(tree.getByRole('treeitem')).toHaveCount(5);
  await page.getByRole('button', { name: 'Swap' }).click();
  await expect(tree.getByRole('treeitem', { name: /check stock/ })).toContainText('removed');
});

test('asks for the trace that is missing, and says when one is not there', async ({
  context,
  session,
  engine,
}) => {
  await postOtlp(engine, BEFORE.body);
  const page = await openConsole(context, session, `/traces/compare?a=${BEFORE.traceId}`);
  await expect(page.getByText('Choose the trace to compare with')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Trace id' }).fill('0'.repeat(31) + '1');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('The second trace could not be loaded');
});
