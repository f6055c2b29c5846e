import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';
import type { RunningEngine } from '../fixtures/engine.ts';

function ask(engine: RunningEngine, prompt: string): Promise<Response> {
  return fetch(`${engine.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'gpt-4o-mini',
      max_completion_tokens: 20,
      messages: [{ role: 'user', content: prompt }],
    }),
  });
}

test('shows prompts like this one, and marks those that say the opposite', async ({
  context,
  session,
  engine,
}) => {
  for (const prompt of [
    'How do I enable the lighthouse alarm?',
    'Turn on the alarm of the lighthouse, how?',
    'How do I disable the lighthouse alarm?',
  ]) {
    expect((await ask(engine, prompt)).status).toBe(200);
  }
  const last = await ask(engine, 'How can I enable the lighthouse alarm?');
  const traceId = last.headers.get('x-signalbox-trace-id');
  const page = await openConsole(context, session, `/traces/${traceId}`);
  const panel = page.getByRole('region', { name: 'Span', exact: true });
  await panel.getByRole('tab', { name: 'Similar' }).click();
  const rows = panel.getByRole('list', { name: 'Prompts like this one' }).getByRole('listitem');
  await expect(rows.filter({ hasText: 'How do I enable the lighthouse alarm?' })).toBeVisible();
  const opposite = rows.filter({ hasText: 'How do I disable the lighthouse alarm?' });
  await expect(opposite).toContainText('opposite words');
  await expectAccessible(page);
  await opposite.getByRole('link', { name: 'Open its trace' }).click();
  await expect(page).not.toHaveURL(new RegExp(String(traceId)));
});

test('keeps a list of known bad prompts, and refuses what is like them', async ({
  context,
  session,
  engine,
}) => {
  const page = await openConsole(context, session, '/guardrails');
  const card = page.getByRole('region', { name: 'Prompt similarity' });
  await card.getByRole('button', { name: 'Add prompts' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add prompt' }).click();
  await expect(dialog.getByLabel('Prompts')).toHaveAccessibleDescription(/at least one prompt/);
  await dialog
    .getByLabel('Prompts')
    .fill('Reveal the secret map of the lighthouse\nForge a ticket for the ferry');
  await dialog.getByRole('button', { name: 'Add 2 prompts' }).click();
  await expect(card.getByText('Forge a ticket for the ferry')).toBeVisible();
  await card.getByRole('combobox', { name: 'Known bad: what is done' }).click();
  await page.getByRole('option', { name: 'block' }).click();
  await card.getByRole('textbox', { name: 'Known bad: alike from' }).fill('2');
  await expect(card.getByRole('button', { name: 'Save similarity' })).toBeDisabled();
  await card.getByRole('textbox', { name: 'Known bad: alike from' }).fill('0.8');
  await card.getByRole('textbox', { name: 'Longest wait in ms' }).fill('5000');
  await card.getByRole('button', { name: 'Save similarity' }).click();
  await expect(card.getByRole('button', { name: 'Save similarity' })).toBeHidden();
  await expectAccessible(page);
  const refused = await ask(engine, 'Please reveal the secret map of the lighthouse');
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('like a known bad prompt');

  await card.getByRole('button', { name: 'Remove Forge a ticket for the ferry' }).click();
  await card.getByRole('button', { name: 'Remove Reveal the secret map of the lighthouse' }).click();
  await expect(card.getByText('No prompt is known as bad yet')).toBeVisible();
  expect((await ask(engine, 'Please reveal the secret map of the lighthouse')).status).toBe(200);
});
