import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';
import type { RunningEngine } from '../fixtures/engine.ts';

const SECRET_TEXT = 'Please write to ana.lopez@example.com about card 4111 1111 1111 1111.';

async function ask(engine: RunningEngine, content: string): Promise<void> {
  const answer = await fetch(`${engine.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content }] }),
  });
  expect(answer.status).toBe(200);
  await answer.text();
}

/** What opens a guard: its row, whose name goes on with what it did. */
function opener(page: Page, guard: string): Locator {
  return page.getByRole('listitem').getByRole('button', { name: new RegExp(`^${guard}`) });
}

/** Hits on requests, as the table of an opened guard shows them; 0 before there is one. */
async function hitsOn(page: Page): Promise<number> {
  const row = page
    .getByRole('group', { name: 'Runs of Personal data' })
    .getByRole('row', { name: /^Requests/ });
  if ((await row.count()) === 0) return 0;
  return Number((await row.getByRole('cell').nth(2).innerText()).replaceAll(',', ''));
}

test('switches a guard, tries a text, and counts what a call hit', async ({ context, session, engine }) => {
  const page = await openConsole(context, session, '/guardrails?guard=pii');
  const guard = page.getByRole('switch', { name: 'Personal data' });
  await guard.click();
  await expect(guard).not.toBeChecked();
  await guard.click();
  await expect(guard).toBeChecked();

  await page.getByRole('textbox', { name: 'Text', exact: true }).fill(SECRET_TEXT);
  await page.getByRole('button', { name: 'Try', exact: true }).click();
  const tried = page.getByRole('region', { name: 'What the guards made of it' });
  await expect(tried.getByRole('listitem').filter({ hasText: 'Personal data' })).toContainText(
    'Payment card',
  );
  await expect(tried.getByRole('listitem').filter({ hasText: 'Personal data' })).toContainText('E-mail');
  await expect(tried.getByRole('listitem')).toHaveCount(7);
  await expect(tried.getByLabel('The text with placeholders')).not.toContainText('example.com');
  await expectAccessible(page);

  const before = await hitsOn(page);
  await ask(engine, SECRET_TEXT);
  await expect.poll(() => hitsOn(page)).toBeGreaterThan(before);
});

test('moves a threshold over recorded scores and says what it would have hit', async ({
  context,
  session,
  engine,
}) => {
  await ask(engine, SECRET_TEXT);
  const page = await openConsole(context, session, '/guardrails');
  await opener(page, 'Personal data').click();
  await expect(page).toHaveURL(/guard=pii/);
  const slider = page.getByRole('slider', { name: /^Threshold/ });
  await expect(slider).toHaveAttribute('aria-valuenow', '0.5');
  await slider.press('PageUp');
  await slider.press('ArrowRight');
  await expect(slider).toHaveAttribute(
    'aria-valuetext',
    /^0\.61, would have hit [1-9]\d* of \d+ in this range/,
  );
  await expect(page.getByLabel('Threshold', { exact: true })).toHaveValue('0.61');
  const plot = (await slider.locator('..').boundingBox())!;
  await page.mouse.move(plot.x + plot.width * 0.61, plot.y + 20);
  await page.mouse.down();
  await page.mouse.move(plot.x + plot.width * 0.3, plot.y + 20);
  await page.mouse.up();
  await expect(slider).toHaveAttribute('aria-valuenow', '0.3');

  const form = page.getByRole('form', { name: 'Settings of Personal data' });
  await page.getByLabel('Threshold', { exact: true }).fill('2');
  await expect(form.getByRole('button', { name: 'Save' })).toBeDisabled();
  await page.getByLabel('Threshold', { exact: true }).fill('0.7');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toContainText('Changed by');
  await page.reload();
  await expect(slider).toHaveAttribute('aria-valuenow', '0.7');

  await page.getByLabel('Threshold', { exact: true }).fill('0.5');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByRole('button', { name: 'Save' })).toBeDisabled();
});

test('opens each guard with what it has to be set', async ({ context, session }) => {
  const page = await openConsole(context, session, '/guardrails?guard=words');
  await page.getByRole('button', { name: 'Add list' }).click();
  await expect(page.getByRole('group', { name: 'List list_1' })).toBeVisible();
  await expectAccessible(page);
  await opener(page, 'Regions').click();
  await page.getByRole('button', { name: 'Add rule' }).click();
  await expect(page.getByRole('group', { name: 'Rule 1' })).toBeVisible();
  for (const [name, field] of [
    ['Size and cost', 'Characters of an answer'],
    ['Secrets', 'What is looked for'],
    ['Abuse and injection', 'Jailbreak'],
    ['Guardrails AI', 'Address of the server'],
  ] as const) {
    await opener(page, name).click();
    await expect(page.getByLabel(field, { exact: true })).toBeVisible();
  }
  await expect(page.getByText('enable_guardrails_ai')).toBeVisible();
  await expectAccessible(page);
});
