import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';
import { agentCall, chainOfSpans, type SentTrace } from './span-traffic.ts';
import { postOtlp } from './traces-traffic.ts';

const folder = mkdtempSync(join(tmpdir(), 'signalbox-e2e-share-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Opens a file where there is no network; what the page complains about is collected. */
async function openFile(browser: Browser, path: string, colorScheme: 'dark' | 'light' = 'dark') {
  const context = await browser.newContext({ offline: true, colorScheme });
  const page = await context.newPage();
  const problems: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(path).href);
  return { page, problems, asked, close: () => context.close() };
}

async function exportHtml(page: Page, sent: SentTrace): Promise<string> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /^HTML/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`trace-${sent.traceId}.html`);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

test('a trace exported as HTML shows itself without engine and network', async ({
  browser,
  context,
  session,
  engine,
}) => {
  const call = { name: 'chat gpt-4o', attributes: agentCall() };
  const sent = chainOfSpans('planner', [{ name: 'plan a journey' }, call, { name: 'look it up' }]);
  await postOtlp(engine, sent.body);
  const consolePage = await openConsole(context, session, `/traces/${sent.traceId}`);
  const path = await exportHtml(consolePage, sent);
  expect(readFileSync(path, 'utf8')).not.toContain('Bergen');

  const { page, problems, asked, close } = await openFile(browser, path);
  await expect(page).toHaveTitle('plan a journey');
  const tree = page.getByRole('tree', { name: 'Spans of plan a journey' });
  await expect(tree.getByRole('treeitem')).toHaveCount(3);
  const panel = page.getByRole('region', { name: 'Span', exact: true });
  await expect(panel.getByRole('article').last()).toContainText('Bergen');
  await panel.getByRole('tab', { name: 'Raw JSON' }).click();
  await expect(panel.getByRole('treeitem').filter({ hasText: sent.traceId })).toBeVisible();
  await panel.getByRole('tab', { name: /^Attributes/ }).click();
  await expect(panel.getByText('blue green')).toBeVisible();
  await expectAccessible(page);
  await tree.focus();
  await page.keyboard.press('j');
  await expect(panel.getByRole('heading', { name: 'look it up' })).toBeVisible();
  await page.getByRole('button', { name: 'View' }).click();
  await page.keyboard.press('Escape');
  expect(problems).toEqual([]);
  expect(asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([]);
  await close();
});

test('a trace of ten thousand spans fits into one file', async ({ browser, engine }) => {
  const spans = Array.from({ length: 10_000 }, (_, index) => ({
    name: `step ${index}`,
    attributes: { 'step.number': index, 'step.note': 'as usual' },
  }));
  const sent = chainOfSpans('batch', spans);
  await postOtlp(engine, sent.body);
  const address = `${engine.url}/api/v1/observability/traces/${sent.traceId}/export?format=html`;
  const answer = await fetch(address, { headers: { authorization: `Bearer ${engine.token}` } });
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const path = join(folder, 'large.html');
  const text = await answer.text();
  writeFileSync(path, text);
  expect(text.length).toBeLessThan(4_000_000);
  const { page, problems, close } = await openFile(browser, path, 'light');
  await expect(page.getByRole('treeitem').first()).toContainText('step 0');
  await expect(page.getByRole('region', { name: 'Span', exact: true })).toContainText('step 0');
  expect(problems).toEqual([]);
  await close();
});
