import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';

test('adds a provider, says at the field what is wrong, and removes it', async ({ context, session }) => {
  const page = await openConsole(context, session, '/settings');
  await expect(page.getByRole('heading', { name: 'Protection in force' })).toBeVisible();
  await page.getByRole('button', { name: 'Add provider' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add provider' });
  const name = dialog.getByLabel('Name');
  await expect(name).toBeFocused();
  await name.fill('Not A Name');
  await dialog.getByRole('button', { name: 'Add provider' }).click();
  await expect(name).toHaveAccessibleDescription(/lower-case letters/);
  await expect(dialog.getByLabel('Base URL')).toHaveAccessibleDescription(/begins with http/);
  await expectAccessible(page);

  await name.fill('local-vllm');
  await dialog.getByLabel('Base URL').fill('http://127.0.0.1:9/v1');
  await dialog.getByRole('button', { name: 'Add provider' }).click();
  const providers = page.getByRole('table');
  await expect(providers.getByRole('row', { name: /local-vllm/ })).toContainText('http://127.0.0.1:9/v1');

  await page.getByRole('button', { name: 'Add provider' }).click();
  await name.fill('local-vllm');
  await dialog.getByLabel('Base URL').fill('http://127.0.0.1:9/v1');
  await dialog.getByRole('button', { name: 'Add provider' }).click();
  await expect(name).toHaveAccessibleDescription(/There is a provider named local-vllm already/);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await page.getByRole('button', { name: 'Add provider' }).click();
  await dialog.getByRole('combobox', { name: 'API' }).click();
  await page.getByRole('option', { name: 'Anthropic' }).click();
  const baseUrl = dialog.getByLabel('Base URL');
  await expect(baseUrl).toHaveAttribute('placeholder', 'https://api.anthropic.com');
  await name.fill('claude');
  await baseUrl.fill('http://127.0.0.1:9');
  await dialog.getByRole('button', { name: 'Add provider' }).click();
  await expect(providers.getByRole('row', { name: /claude/ })).toContainText('Anthropic');

  await page.getByRole('button', { name: 'Remove local-vllm' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove provider' }).click();
  await expect(page.getByText('local-vllm', { exact: true })).toBeHidden();
});

test('changes how a simulated model behaves', async ({ context, session }) => {
  const page = await openConsole(context, session, '/settings?section=simulation');
  const latency = page.getByRole('textbox', { name: /^First token, ms of gpt-4o-mini/ });
  const before = await latency.inputValue();
  const save = page.getByRole('button', { name: 'Save' });
  await expect(save).toBeDisabled();

  await latency.fill('soon');
  await expect(latency).toHaveAttribute('aria-invalid', 'true');
  await expect(save).toBeDisabled();
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(latency).toHaveValue(before);

  await latency.fill('7');
  await save.click();
  await expect(save).toBeDisabled();
  await page.reload();
  await expect(latency).toHaveValue('7');
  await expectAccessible(page);
});

test('keeps theme and density', async ({ context, session }) => {
  const page = await openConsole(context, session, '/settings?section=appearance');
  const root = page.locator('html');
  await page.getByRole('radio', { name: 'Light' }).click();
  await expect(root).toHaveAttribute('data-theme', 'light');
  await page.getByRole('radio', { name: 'Compact' }).click();
  await page.reload();
  await expect(root).toHaveAttribute('data-theme', 'light');
  await expect(root).toHaveAttribute('data-density', 'compact');
  await page.getByRole('radio', { name: 'System' }).click();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(root).toHaveAttribute('data-theme', 'dark');
});

test('every section opens, and the engine says about itself what it is', async ({
  context,
  session,
  engine,
}) => {
  const page = await openConsole(context, session, '/settings');
  for (const section of ['Data', 'Prices', 'Appearance', 'About']) {
    const link = page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: section });
    await link.click();
    await expect(link).toHaveAttribute('aria-current', 'page');
    await expect(page.locator('main').getByRole('heading', { level: 2 }).first()).toBeVisible();
    await expectAccessible(page);
  }
  await expect(page.getByText(engine.gatewayUrl, { exact: true })).toBeVisible();
  await expect(page.getByText(engine.otlpUrl, { exact: true })).toBeVisible();
  await expect(page.getByText(engine.dataDir, { exact: true })).toBeVisible();
});
