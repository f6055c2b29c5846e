import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, openConsole, test } from '../fixtures/console.ts';
import { chainOfSpans, type SpanAttributes } from './span-traffic.ts';
import { postOtlp } from './traces-traffic.ts';

/** What would run, break out of its place, or turn the direction of the page, if anything let it. */
const HOSTILE = [
  '\u202Egnp.exe\u2066\u200F',
  `<img src=x onerror="owned('img')">`,
  `</script><script>owned('script')</script>`,
  `</title><svg onload="owned('svg')">`,
  `"><iframe srcdoc="<script>parent.owned('frame')</script>"></iframe>`,
  `[press](javascript:owned('link')) ![picture](https://example.invalid/pixel.png)`,
  '<!-- \u0000\u0007\u001b[31m \u2028 ${owned(1)} {{owned(2)}}',
].join(' ');
const MEGABYTE = 1_000_000;

interface Watched extends Window {
  ownedBy?: string[];
  violations?: string[];
}

/** Notes in every page what ran, and what the content security policy had to stop. */
async function watch(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const page = window as Watched;
    page.ownedBy = [];
    page.violations = [];
    Object.assign(page, { owned: (by: string) => page.ownedBy?.push(by) });
    document.addEventListener('securitypolicyviolation', (event) =>
      page.violations?.push(`${event.effectiveDirective} ${event.blockedURI}`),
    );
  });
}

async function expectHarmless(page: Page): Promise<void> {
  const [ownedBy, violations] = await page.evaluate(() => {
    const { ownedBy: by, violations: stopped } = window as Watched;
    return [by, stopped];
  });
  expect(ownedBy).toEqual([]);
  expect(violations).toEqual([]);
}

const part = (fields: object) => ({ content: HOSTILE, ...fields });

function hostileAttributes(): SpanAttributes {
  const message = {
    role: `assistant ${HOSTILE}`,
    finish_reason: HOSTILE,
    parts: [
      part({ type: 'text' }),
      part({ type: 'reasoning' }),
      { type: 'tool_call', id: HOSTILE, name: HOSTILE, arguments: { [HOSTILE]: HOSTILE } },
      { type: 'tool_call_response', id: HOSTILE, response: { '__proto__ ': HOSTILE } },
      { type: 'uri', modality: HOSTILE, mime_type: HOSTILE, uri: "javascript:owned('uri')" },
      {
        type: 'uri',
        modality: 'image',
        mime_type: 'image/svg+xml',
        uri: 'data:image/svg+xml,<svg onload="owned(3)"/>',
      },
      {
        type: 'uri',
        modality: 'image',
        mime_type: 'image/png',
        uri: 'data:image/png;base64,AAAA" onerror="owned(4)',
      },
      { type: HOSTILE, value: HOSTILE },
      part({ type: 'text', content: `${HOSTILE} `.repeat(MEGABYTE / HOSTILE.length) }),
    ],
  };
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': HOSTILE,
    'gen_ai.request.model': HOSTILE,
    'gen_ai.conversation.id': HOSTILE,
    'user.id': HOSTILE,
    'gen_ai.input.messages': JSON.stringify([message, message]),
    'gen_ai.output.messages': JSON.stringify([message]),
    'gen_ai.tool.definitions': JSON.stringify([{ type: 'function', name: HOSTILE, description: HOSTILE }]),
    [HOSTILE]: HOSTILE,
    ['__proto__']: 'own',
    constructor: HOSTILE,
    [`${HOSTILE} long`]: 'v'.repeat(MEGABYTE),
    'a.list': [HOSTILE, [HOSTILE]],
  };
}

/** A trace with something hostile wherever OTLP has room for text. */
function hostileTrace() {
  const event = { name: HOSTILE, attributes: { 'exception.message': HOSTILE, [HOSTILE]: HOSTILE } };
  const span = {
    name: `${HOSTILE}${'A'.repeat(MEGABYTE)}`,
    statusMessage: HOSTILE.repeat(200),
    attributes: hostileAttributes(),
    resource: { [HOSTILE]: HOSTILE },
    events: [event, { ...event, name: 'exception' }],
    links: [{ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) }],
  };
  return chainOfSpans(HOSTILE, [span, { ...span, name: HOSTILE }]);
}

const panelOf = (page: Page) => page.getByRole('region', { name: 'Span', exact: true });

/** Opens every tab that a span has. */
async function walkTabs(page: Page): Promise<void> {
  const tabs = panelOf(page).getByRole('tab');
  await expect(tabs.last()).toBeVisible();
  for (const tab of await tabs.all()) {
    await tab.click();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    await expect(panelOf(page).getByRole('tabpanel')).not.toBeEmpty();
  }
  for (const summary of await panelOf(page).locator('summary').all()) await summary.click();
}

test('hostile text neither runs nor breaks anything, in the console and in an exported file', async ({
  browser,
  context,
  session,
  engine,
}) => {
  const { traceId, body } = hostileTrace();
  await postOtlp(engine, body);
  await watch(context);
  const page = await openConsole(context, session, '/traces');
  const row = page.getByRole('row').filter({ hasText: '<img src=x onerror=' });
  // The first page of a new engine, while it still reads megabytes of names.
  await expect(row.first()).toBeVisible({ timeout: 30_000 });
  expect(await row.first().innerText()).not.toMatch(/[\u202E\u2066\u200F]/);
  await expectHarmless(page);

  await page.goto(`${engine.url}/traces/${traceId}`);
  const item = page.getByRole('treeitem').first();
  await expect(item).toContainText('<img src=x onerror=');
  expect((await item.innerText()).length).toBeLessThan(600);
  await expect(panelOf(page).getByRole('article').first()).toBeVisible();
  await walkTabs(page);
  await expectHarmless(page);
  expect(await page.title()).not.toMatch(/[\u202E\u2066]/);

  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /^HTML/ }).click(),
  ]);
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-e2e-hostile-'));
  const offline = await browser.newContext({ offline: true });
  try {
    const path = join(folder, 'trace.html');
    await download.saveAs(path);
    await watch(offline);
    const file = await offline.newPage();
    await file.goto(pathToFileURL(path).href);
    await expect(file.getByRole('treeitem').first()).toContainText('<img src=x onerror=');
    await walkTabs(file);
    await expectHarmless(file);
    expect(await file.locator('iframe, object, embed, img[src^="http"]').count()).toBe(0);
  } finally {
    await offline.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a span of twenty thousand attributes opens, and says how many it does not list', async ({
  context,
  session,
  engine,
}) => {
  const attributes = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [`key.${index}`, index]),
  );
  const { traceId, body } = chainOfSpans('wide', [{ name: 'wide', attributes }]);
  await postOtlp(engine, body);
  const page = await openConsole(context, session, `/traces/${traceId}`);
  const panel = panelOf(page);
  await panel.getByRole('tab', { name: 'Attributes 20,000' }).click();
  await expect(panel.getByText('18,000 more attributes')).toBeVisible();
  await panel.getByRole('button', { name: 'Show 200 more of 2,000' }).click();
  await panel.getByRole('tab', { name: 'Raw JSON' }).click();
  await panel.getByRole('textbox', { name: 'Search in JSON' }).fill('key.19999');
  await expect(panel.getByRole('status')).toHaveText('– / 1');
  await page.keyboard.press('Enter');
  await expect(panel.locator('[aria-selected="true"][role="treeitem"]')).toContainText('19999');
});

test('a chain of ten thousand spans opens, and its end is reached', async ({ context, session, engine }) => {
  const spans = Array.from({ length: 10_000 }, (_, index) => ({ name: `level ${index}` }));
  const { traceId, body } = chainOfSpans('deep', spans);
  await postOtlp(engine, body);
  const page = await openConsole(context, session, `/traces/${traceId}`);
  await expect(page.getByRole('treeitem').first()).toContainText('level 0');
  await page.getByRole('tree').first().focus();
  await page.keyboard.press('End');
  await expect(panelOf(page).getByRole('heading', { name: 'level 9999' })).toBeVisible();
  const selected = page.getByRole('tree').first().locator('[aria-selected="true"]');
  await expect(selected).toHaveAttribute('aria-level', '10000');
  await page.keyboard.press('ArrowLeft');
  await expect(selected).toContainText('level 9998');
});
