import { expect, type Page } from '@playwright/test';

/** Opens the settings of personal data, with a threshold on its way, and tries a text. */
export async function pictureGuardrails(page: Page): Promise<void> {
  await page
    .getByRole('listitem')
    .getByRole('button', { name: /^Personal data/ })
    .click();
  await page.getByRole('slider', { name: /^Threshold/ }).press('PageUp');
  await page.getByRole('button', { name: 'Personal data', exact: true }).click();
  await page.getByRole('button', { name: 'Try', exact: true }).click();
  await expect(page.getByLabel('The text with placeholders')).toBeVisible();
}
