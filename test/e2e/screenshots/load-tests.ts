import { expect, type Page } from '@playwright/test';

const RUN_MILLIS = 60_000;

/** The launcher, and a short run with its result. Before limits are set, which would refuse its calls. */
export async function pictureLoadTests(page: Page, take: (name: string) => Promise<void>): Promise<void> {
  await page.getByRole('link', { name: 'Load tests', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill('Assistant, twenty a second');
  await page.getByRole('button', { name: 'Another request in the mix' }).click();
  await page.getByLabel('Model or route').nth(1).fill('claude-haiku-4-5');
  await page.getByLabel('Start, per second').fill('5');
  await page.getByLabel('1. for seconds').fill('20');
  await page.getByLabel('to, per second').fill('20');
  await take('load-tests');
  await page.getByRole('button', { name: 'Start load test' }).click();
  await expect(page.getByRole('heading', { name: 'Times' })).toBeVisible({ timeout: RUN_MILLIS });
  await take('load-test');
}
