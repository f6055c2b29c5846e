import { readFileSync } from 'node:fs';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';
import { otlpTrace, postOtlp } from './traces-traffic.ts';

test('selects traces and exports them to a file', async ({ context, session, engine }) => {
  for (let number = 1; number <= 5; number++) {
    const { body } = otlpTrace(`exported-${number}`, [
      { name: number === 3 ? '=HYPERLINK("x")' : `order ${number}`, start: 0, duration: number * 100 },
    ]);
    await postOtlp(engine, body);
  }
  const page = await openConsole(context, session, '/traces?q=service%3Aexported-*');
  const grid = page.getByRole('grid', { name: 'Traces' });
  await expect(grid.getByRole('row')).toHaveCount(6);

  // A range, with Shift; then all but one.
  await grid.getByRole('checkbox', { name: 'Select order 5' }).click();
  await grid.getByRole('checkbox', { name: 'Select order 2' }).click({ modifiers: ['Shift'] });
  const bar = page.getByRole('group', { name: 'Selected traces' });
  await expect(bar).toContainText('4 traces selected');
  await bar.getByRole('button', { name: /^Select all 5/ }).click();
  await expect(bar).toContainText('All 5 traces selected');
  await grid.getByRole('checkbox', { name: 'Select order 1' }).click();
  await expect(bar).toContainText('4 traces selected');
  await expectAccessible(page);

  await bar.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /^CSV/ }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^traces-.*\.csv$/);
  const rows = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(rows).toHaveLength(5);
  expect(rows.join('\n')).toContain(`"'=HYPERLINK(""x"")"`);
  await expect(page.getByText('Export finished', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
});

test('sorts by a column and arranges columns, also with the keyboard', async ({
  context,
  session,
  engine,
}) => {
  for (const duration of [300, 900, 100]) {
    const { body } = otlpTrace('shop', [{ name: `takes ${duration}`, start: 0, duration }]);
    await postOtlp(engine, body);
  }
  const page = await openConsole(context, session, '/traces?service=shop');
  const grid = page.getByRole('grid', { name: 'Traces' });
  const names = () =>
    grid
      .getByRole('gridcell')
      .filter({ hasText: /^takes/ })
      .allInnerTexts();
  await expect.poll(names).toHaveLength(3);

  await grid.getByRole('button', { name: 'Duration' }).click();
  await expect(page).toHaveURL(/sort=duration/);
  await expect(grid.getByRole('columnheader', { name: 'Duration' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await expect.poll(names).toEqual(['takes 900', 'takes 300', 'takes 100']);
  await page.keyboard.press('Enter');
  await expect.poll(names).toEqual(['takes 100', 'takes 300', 'takes 900']);

  const heads = () => grid.getByRole('columnheader').allInnerTexts();
  const before = await heads();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(async () => (await heads()).indexOf('Duration')).toBe(before.indexOf('Duration') - 1);
  const width = async () =>
    (await grid.getByRole('columnheader', { name: 'Duration' }).boundingBox())?.width ?? 0;
  const narrow = await width();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(width).toBeGreaterThan(narrow);
  await page.reload();
  await expect.poll(names).toEqual(['takes 100', 'takes 300', 'takes 900']);
  expect((await heads()).indexOf('Duration')).toBe(before.indexOf('Duration') - 1);
});

test('keeps a view for everybody, and its address opens it', async ({ context, session, engine }) => {
  await postOtlp(engine, otlpTrace('viewed', [{ name: 'seen', start: 0, duration: 40 }]).body);
  const page = await openConsole(context, session, '/traces?q=service%3Aviewed&sort=cost');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save as a view' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Dear orders');
  await page.getByRole('button', { name: 'Save view' }).click();
  const menu = page.getByRole('button', { name: 'Dear orders' });
  await expect(menu).toBeVisible();
  const saved = new URL(page.url()).searchParams.get('saved') ?? '';
  expect(saved).not.toBe('');

  const other = await openConsole(context, session, `/traces?saved=${saved}`);
  await expect(other).toHaveURL(/q=service.*viewed/);
  await expect(other).toHaveURL(/sort=cost/);
  await expect(other.getByRole('row').filter({ hasText: 'seen' })).toHaveCount(1);

  await page.getByRole('button', { name: 'Duration' }).click();
  const changed = page.getByRole('button', { name: 'Dear orders changed since it was saved' });
  await changed.click();
  await expectAccessible(page);
  await page.getByRole('menuitem', { name: 'Update this view' }).click();
  await expect(page.getByText('View updated', { exact: true })).toBeVisible();
  const answer = await fetch(`${engine.url}/api/v1/views`, {
    headers: { authorization: `Bearer ${engine.token}` },
  });
  expect(await answer.json()).toMatchObject({ views: [{ name: 'Dear orders', sort: 'duration' }] });

  await menu.click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await page.getByRole('button', { name: 'Delete view' }).click();
  await expect(page.getByRole('button', { name: 'Views' })).toBeVisible();
  await expect(page).not.toHaveURL(/saved=/);
});

test('chooses a range of the histogram with the keyboard', async ({ context, session, engine }) => {
  await postOtlp(engine, otlpTrace('keys', [{ name: 'by keys', start: 0, duration: 5 }]).body);
  const page = await openConsole(context, session, '/traces?q=service%3Akeys');
  await expect(page.getByRole('row').filter({ hasText: 'by keys' })).toHaveCount(1);
  const chart = page.getByRole('slider', { name: 'Time range of the traces' });
  await chart.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(chart).toHaveAttribute('aria-valuetext', /1 trace/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/from=.*to=/);
  await expect(page.getByRole('row').filter({ hasText: 'by keys' })).toHaveCount(1);
});

test('says why a list could not be had', async ({ context, session }) => {
  const page = await openConsole(context, session, '/traces?q=service%3A%28%28');
  const failure = page.getByRole('alert').filter({ hasText: 'The traces could not be loaded' });
  await expect(failure).toContainText('The filter cannot be read');
  await expectAccessible(page);
});
