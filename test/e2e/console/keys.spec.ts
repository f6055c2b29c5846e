import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';

test('makes a key that is shown once and works, and revokes it', async ({ context, session, engine }) => {
  const models = (key: string) =>
    fetch(`${engine.gatewayUrl}/v1/models`, { headers: { authorization: `Bearer ${key}` } });
  const page = await openConsole(context, session, '/settings?section=keys');
  await expect(page.getByText('No application has a key yet')).toBeVisible();
  await page.getByRole('button', { name: 'Create key' }).click();
  const form = page.getByRole('dialog', { name: 'Create key' });
  await form.getByRole('button', { name: 'Create key' }).click();
  await expect(form.getByLabel('Name')).toHaveAccessibleDescription(/Give it a name/);
  await expectAccessible(page);
  await form.getByLabel('Name').fill('checkout');
  await form.getByLabel('Org').fill('acme');
  await form.getByRole('button', { name: 'Create key' }).click();

  const shown = page.getByRole('dialog', { name: 'The key of checkout' });
  const secret = (await shown.getByRole('region', { name: 'API key' }).textContent()) ?? '';
  expect(secret).toMatch(/^sb-[A-Za-z0-9_-]{32}$/);
  await expectAccessible(page);
  await shown.getByRole('button', { name: 'I have copied it' }).click();
  const row = page.getByRole('row', { name: /checkout/ });
  await expect(row).toContainText('acme');
  await expect(page.getByText(secret)).toHaveCount(0);
  expect((await models(secret)).status).toBe(200);

  await row.getByRole('button', { name: 'Revoke checkout' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke key' }).click();
  await expect(row).toContainText('revoked');
  await expectAccessible(page);
  expect((await models(secret)).status).toBe(401);
});

test('closes the sandbox to callers without a key, and opens it again', async ({
  context,
  session,
  engine,
}) => {
  const status = async () => (await fetch(`${engine.gatewayUrl}/v1/models`)).status;
  const page = await openConsole(context, session, '/settings?section=keys');
  const open = page.getByRole('switch', { name: 'Open to this machine' });
  await expect(open).toBeChecked();
  expect(await status()).toBe(200);
  await open.click();
  await expect(page.getByText('need a key.', { exact: false })).toBeVisible();
  expect(await status()).toBe(401);
  await open.click();
  await expect(open).toBeChecked();
  expect(await status()).toBe(200);
});
