import type { Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';
import { otlpTrace, postOtlp } from './traces-traffic.ts';

const TOOL = { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'search' };
const CALL = { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'gpt-4o' };

/** An agent that calls a model and then sixty times a tool, of which two calls fail. */
const AGENT = [
  {
    name: 'invoke_agent finder',
    start: 0,
    duration: 7_000,
    attributes: { 'gen_ai.operation.name': 'invoke_agent' },
  },
  { name: 'chat gpt-4o', parent: 0, start: 10, duration: 500, attributes: CALL },
  ...Array.from({ length: 60 }, (_, index) => ({
    name: 'execute_tool search',
    parent: 0,
    start: 600 + index * 100,
    duration: 50 + index,
    attributes: TOOL,
    ...(index === 20 || index === 40 ? { failure: 'no answer' } : {}),
  })),
  { name: 'write report', parent: 0, start: 6_700, duration: 200 },
  { name: 'format', parent: 62, start: 6_750, duration: 100 },
];

/** What the timeline shows, in milliseconds from the start of the trace. */
async function shownWindow(page: Page): Promise<[start: number, end: number]> {
  const text = await page.getByRole('region', { name: 'Waterfall' }).getAttribute('data-waterfall-window');
  const [start = NaN, end = NaN] = (text ?? '').split(' ').map((micros) => Number(micros) / 1000);
  return [start, end];
}

test('folds repeats into a row, and opens it for the error inside', async ({ context, session, engine }) => {
  const { traceId, body } = otlpTrace('finder', AGENT);
  await postOtlp(engine, body);
  const page = await openConsole(context, session, `/traces/${traceId}`);
  const tree = page.getByRole('tree');
  const items = tree.getByRole('treeitem');
  const selected = tree.locator('[aria-selected="true"]');
  await expect(items).toHaveCount(5);
  const group = items.filter({ hasText: '60 times' });
  await expect(group).toContainText('execute_tool search, 60 times');
  await expect(group).toContainText('2 failed below');
  await expect(group).toHaveAttribute('aria-expanded', 'false');
  await expect(group).toHaveAttribute('aria-posinset', '2');
  await expect(group).toHaveAttribute('aria-setsize', '3');
  await expectAccessible(page);

  await page.keyboard.press('n');
  await expect(selected).toContainText('execute_tool search');
  await expect(selected).toHaveAttribute('aria-setsize', '60');
  await expect(selected).toHaveAttribute('aria-posinset', '21');
  await expect(selected).toHaveAttribute('aria-level', '3');
  await expect(page.getByRole('group', { name: 'Errors' })).toContainText('1 / 2');
  const active = await tree.getAttribute('aria-activedescendant');
  await expect(selected).toHaveAttribute('id', active ?? '');

  await page.getByRole('button', { name: 'View' }).click();
  await page.getByRole('radio', { name: 'Never' }).click();
  await expect(page).toHaveURL(/group=none/);
  await page.keyboard.press('Escape');
  await expect(items.filter({ hasText: '60 times' })).toHaveCount(0);
});

test('opens and closes by key: one, all below, all, to a level', async ({ context, session, engine }) => {
  const { traceId, body } = otlpTrace('finder', AGENT);
  await postOtlp(engine, body);
  const page = await openConsole(context, session, `/traces/${traceId}?group=many`);
  const items = page.getByRole('treeitem');
  await expect(items).toHaveCount(5);
  await page.keyboard.press('2');
  await expect(items).toHaveCount(4);
  await page.keyboard.press('1');
  await expect(items).toHaveCount(1);
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(items.nth(10)).toContainText('execute_tool search');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(items).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await expect(items).toHaveCount(4);
  await page.keyboard.press('E');
  await expect(items).toHaveCount(4);
  await page.keyboard.press('e');
  await expect(items.nth(10)).toContainText('execute_tool search');
});

test('shows only model calls, the critical path and other colours, and a link shows the same', async ({
  context,
  session,
  engine,
}) => {
  const { traceId, body } = otlpTrace('finder', AGENT);
  await postOtlp(engine, body);
  const page = await openConsole(context, session, `/traces/${traceId}`);
  const items = page.getByRole('treeitem');
  await expect(items).toHaveCount(5);
  await page.keyboard.press('c');
  await expect(items).toHaveCount(2);
  await page.keyboard.press('p');
  await expect(page).toHaveURL(/critical=true/);
  await page.getByRole('button', { name: 'View' }).click();
  await page.getByRole('radio', { name: 'Kind' }).click();
  await expect(page.getByRole('list', { name: 'Kinds of spans' })).toContainText('execute tool');
  await expect(page).toHaveURL(/colour=kind/);

  await page.reload();
  await expect(items).toHaveCount(2);
  await expect(page.getByRole('list', { name: 'Kinds of spans' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Critical path' })).toHaveAttribute('aria-pressed', 'true');
});

test('searches, and goes to what it found inside a group', async ({ context, session, engine }) => {
  const { traceId, body } = otlpTrace('finder', AGENT);
  await postOtlp(engine, body);
  const page = await openConsole(context, session, `/traces/${traceId}`);
  const selected = page.getByRole('tree').locator('[aria-selected="true"]');
  await expect(page.getByRole('treeitem')).toHaveCount(5);
  await page.keyboard.press('/');
  await page.keyboard.type('EXECUTE');
  await expect(page.getByRole('status').filter({ hasText: '/ 60' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(selected).toHaveAttribute('aria-posinset', '1');
  await page.keyboard.press('Enter');
  await expect(selected).toHaveAttribute('aria-posinset', '2');
  await expect(page.getByRole('status').filter({ hasText: '2 / 60' })).toBeVisible();
});

test('zooms to a span, to a range of the ruler, and back', async ({ context, session, engine }) => {
  const { traceId, body } = otlpTrace('finder', AGENT);
  await postOtlp(engine, body);
  const page = await openConsole(context, session, `/traces/${traceId}`);
  await expect(page.getByRole('treeitem')).toHaveCount(5);
  await expect.poll(() => shownWindow(page)).toEqual([0, 7_000]);
  await page.keyboard.press('End');
  await page.keyboard.press('f');
  await expect.poll(() => shownWindow(page)).toEqual([6_740, 6_860]);
  await page.keyboard.press('h');
  await expect.poll(async () => (await shownWindow(page))[0]).toBeLessThan(6_740);
  await page.keyboard.press('-');
  await expect
    .poll(async () => {
      const [start, end] = await shownWindow(page);
      return end - start;
    })
    .toBeCloseTo(180);
  await page.keyboard.press('0');
  await expect.poll(() => shownWindow(page)).toEqual([0, 7_000]);

  const ruler = await page.locator('[data-waterfall-ruler]').boundingBox();
  if (ruler === null) throw new Error('There is no ruler.');
  const y = ruler.y + ruler.height / 2;
  await page.mouse.move(ruler.x + ruler.width * 0.25, y);
  await page.mouse.down();
  await page.mouse.move(ruler.x + ruler.width * 0.75, y);
  await page.mouse.up();
  await expect.poll(async () => Math.round((await shownWindow(page))[0] / 250)).toBe(7);
  await expect.poll(async () => Math.round((await shownWindow(page))[1] / 250)).toBe(21);
  await page.locator('[data-waterfall-ruler]').dblclick();
  await expect.poll(() => shownWindow(page)).toEqual([0, 7_000]);
});

test('shows a trace of which a span is from 1970', async ({ context, session, engine }) => {
  const work = Array.from({ length: 20 }, (_, index) => ({
    name: `step ${index}`,
    start: index * 40,
    duration: 30,
  }));
  const sent = otlpTrace('clocks', [...work, { name: 'born in 1970', start: -Date.now(), duration: 1 }]);
  await postOtlp(engine, sent.body);
  const page = await openConsole(context, session, `/traces/${sent.traceId}`);
  await expect(page.getByRole('treeitem').first()).toContainText('born in 1970');
  await expect.poll(() => shownWindow(page)).toEqual([0, 790]);
  await page.getByRole('button', { name: 'Absurd times left out' }).click();
  await expect.poll(async () => (await shownWindow(page))[0]).toBeLessThan(-1e12);
});
