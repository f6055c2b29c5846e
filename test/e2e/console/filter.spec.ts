import type { Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';
import { otlpTrace, postOtlp } from './traces-traffic.ts';
import type { RunningEngine } from '../fixtures/engine.ts';

/** Two traces of a service of the test's own: the engine is that of all tests. */
async function payments(engine: RunningEngine, service: string): Promise<void> {
  const failed = otlpTrace(service, [
    { name: 'pay by card', start: 0, duration: 30, failure: 'card declined' },
  ]);
  await postOtlp(engine, failed.body);
  await postOtlp(engine, otlpTrace(service, [{ name: 'pay by invoice', start: 0, duration: 3_000 }]).body);
}

const found = (page: Page) =>
  page.getByRole('grid', { name: 'Traces' }).getByRole('row').filter({ hasText: 'pay by' });
const editor = (page: Page) => page.getByRole('textbox', { name: 'Filter', exact: true });
const proposals = (page: Page) => page.getByRole('listbox').getByRole('option');

test('the controls, the chips and the text are one filter, with a way back', async ({
  context,
  session,
  engine,
}) => {
  await payments(engine, 'filtering');
  const page = await openConsole(context, session, '/traces?service=filtering');
  await expect(editor(page)).toHaveText('service:filtering');
  await expect(found(page)).toHaveCount(2);

  await page.getByRole('radio', { name: 'Errors' }).click();
  await expect(page).toHaveURL(/q=service%3Afiltering(\+|%20)status%3Aerror/);
  await expect(editor(page)).toHaveText('service:filtering status:error');
  await expect(found(page)).toHaveText([/pay by card/]);
  await page.goBack();
  await expect(found(page)).toHaveCount(2);
  await page.goForward();
  await expect(found(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Remove status:error' }).click();
  await expect(found(page)).toHaveCount(2);

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('textbox', { name: 'Takes at least' }).fill('1000ms');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(found(page)).toHaveText([/pay by invoice/]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(page).not.toHaveURL(/q=|service=/);
});

test('is typed with completion of fields and real values, and applied with Enter', async ({
  context,
  session,
  engine,
}) => {
  await payments(engine, 'completing');
  const page = await openConsole(context, session, '/traces');
  await expect(found(page).first()).toBeVisible();
  await page.keyboard.press('/');
  await expect(editor(page)).toBeFocused();
  await page.keyboard.type('serv');
  await expect(proposals(page)).toHaveText([/^service:/]);
  await page.keyboard.press('Tab');
  await page.keyboard.type('compl');
  await expect(proposals(page)).toHaveText(['completing']);
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await page.keyboard.type('status:error');
  await page.keyboard.press('Enter');
  await expect(found(page)).toHaveText([/pay by card/]);
  await expect(editor(page)).not.toBeFocused();

  await page.keyboard.press('/');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('service:completing any span (message:declined) not invoice');
  await page.keyboard.press('Enter');
  await expect(found(page)).toHaveText([/pay by card/]);
});

test('says what is wrong where it is typed, and applies nothing until it is mended', async ({
  context,
  session,
  engine,
}) => {
  await payments(engine, 'mending');
  const page = await openConsole(context, session, '/traces?q=service%3Amending');
  await expect(found(page)).toHaveCount(2);
  await editor(page).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' statsu:error');
  await page.keyboard.press('Enter');
  await expect(page.getByText('There is no field statsu. Did you mean status?').first()).toBeVisible();
  await expect(page.locator('.cm-lintRange-error')).toHaveText('statsu:');
  await expect(page).toHaveURL(/q=service%3Amending$/);
  await page.locator('.cm-lintRange-error').hover();
  await page.getByRole('button', { name: 'Replace by status:' }).click();
  await page.keyboard.press('Enter');
  await expect(found(page)).toHaveText([/pay by card/]);

  await page.keyboard.press('/');
  await page.keyboard.type(' and something that is left');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(editor(page)).toHaveText('service:mending status:error');

  await page.getByRole('button', { name: 'The filter language' }).click();
  await page.getByRole('button', { name: 'duration:>2s', exact: true }).click();
  await expect(editor(page)).toHaveText('duration:>2s');
});
