import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';

test('makes a route, sends a call over it, changes it and removes it', async ({
  context,
  session,
  engine,
}) => {
  const page = await openConsole(context, session, '/routing');
  await expect(page.getByText('No routes yet')).toBeVisible();
  await page.getByRole('button', { name: 'Add route' }).click();
  const editor = page.getByRole('dialog', { name: 'Add route' });
  await editor.getByRole('button', { name: 'Save route' }).click();
  await expect(editor.getByLabel('Model name')).toHaveAccessibleDescription(/callers use as their model/);
  await expectAccessible(page);

  await editor.getByLabel('Model name').fill('assistant');
  await editor.getByLabel('Provider and model of target 1').fill('simulated/gpt-4o-mini');
  await editor.getByRole('button', { name: 'Add target' }).click();
  await editor.getByLabel('Provider and model of target 2').fill('simulated/gpt-4o');
  await expect(editor.getByLabel('Rank of target 2')).toHaveValue('2');
  await editor.getByRole('button', { name: 'Save route' }).click();
  const row = page.getByRole('row', { name: /assistant/ });
  await expect(row).toContainText('simulated/gpt-4o-mini');

  const answer = await fetch(`${engine.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'assistant', messages: [{ role: 'user', content: 'Hi' }] }),
  });
  expect(answer.status).toBe(200);
  await expect(row.getByText('available').first()).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Edit assistant' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit assistant' });
  await edit.getByLabel('Rank of target 2').fill('1');
  await edit.getByLabel('Weight of target 2').fill('3');
  await edit.getByRole('button', { name: 'Save route' }).click();
  await expect(row).toContainText('75 %');

  await page.getByRole('button', { name: 'Remove assistant' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove route' }).click();
  await expect(page.getByText('No routes yet')).toBeVisible();
});

test('leads to what is wrong in the editor, and says that a target has no provider', async ({
  context,
  session,
}) => {
  const page = await openConsole(context, session, '/routing');
  await page.getByRole('button', { name: 'Add route' }).click();
  const editor = page.getByRole('dialog', { name: 'Add route' });
  await editor.getByLabel('Model name').fill('astray');
  await editor.getByLabel('Provider and model of target 1').fill('nowhere/some-model');
  await editor.getByLabel('Weight of target 1').fill('none');
  await editor.getByRole('button', { name: 'Save route' }).click();
  await expect(editor.getByLabel('Weight of target 1')).toBeFocused();
  await editor.getByLabel('Weight of target 1').fill('1');
  await editor.getByRole('button', { name: 'Save route' }).click();
  await expect(page.getByRole('row', { name: /astray/ })).toContainText('no such provider');
  await page.getByRole('button', { name: 'Remove astray' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove route' }).click();
  await expect(page.getByText('No routes yet')).toBeVisible();
});
