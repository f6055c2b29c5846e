import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';

test('switches a flag, overrides it for an org, takes that away, and tells who did', async ({
  context,
  session,
  engine,
}) => {
  const page = await openConsole(context, session, '/flags');
  await expect(page.getByText('of a local sandbox', { exact: false })).toBeVisible();
  await expect(page.getByText('Nobody has changed a flag yet.')).toBeVisible();
  const costs = page.getByRole('switch', { name: 'track_model_costs' });
  await expect(costs).toBeChecked();
  // What is not built has no switch.
  await expect(page.getByRole('switch', { name: 'enable_langfuse_export' })).toHaveCount(0);
  await expect(page.getByRole('row', { name: /enable_langfuse_export/ })).toContainText(
    'the Langfuse exporter',
  );

  await costs.click();
  await expect(costs).not.toBeChecked();
  const history = page.getByRole('group', { name: 'History of flags' });
  await expect(history.getByRole('row').nth(1)).toContainText('console');
  await expect(history.getByRole('row').nth(1)).toContainText('not set → off');

  await page.getByRole('button', { name: 'Add override of track_model_costs' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Set override' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Name at least one');
  await expectAccessible(page);
  await dialog.getByLabel('Org').fill('acme');
  await dialog.getByRole('radio', { name: 'On' }).click();
  await dialog.getByRole('button', { name: 'Set override' }).click();
  await expect(dialog).toBeHidden();
  const overrides = page.getByRole('list', { name: 'Overrides of track_model_costs' });
  await expect(overrides).toContainText('org acme');
  await expectAccessible(page);

  const answer = await fetch(`${engine.url}/api/v1/flags`, {
    headers: { authorization: `Bearer ${engine.token}` },
  });
  expect(await answer.json()).toMatchObject({
    flags: expect.arrayContaining([
      expect.objectContaining({
        name: 'track_model_costs',
        value: false,
        overrides: expect.arrayContaining([expect.objectContaining({ value: true })]),
      }),
    ]),
  });

  await page.getByRole('button', { name: 'Remove the override for org acme' }).click();
  await expect(overrides).toBeHidden();
  await costs.click();
  await expect(costs).toBeChecked();
  await expect(history.getByRole('row')).toHaveCount(5);
});
