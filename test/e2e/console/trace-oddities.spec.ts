import { oddSpanId, traceWithEveryOddity } from '../../fixtures/odd-traces.ts';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';
import { postOtlp } from './traces-traffic.ts';

test('says what is odd about a trace, what was done about it, and where', async ({
  context,
  session,
  engine,
}) => {
  const { traceId, deliveries } = traceWithEveryOddity();
  for (const delivery of deliveries) await postOtlp(engine, JSON.stringify(delivery));
  const page = await openConsole(context, session, `/traces/${traceId}`);
  await expect(page.getByRole('tree').getByRole('treeitem').first()).toBeVisible();

  await page.getByRole('button', { name: '10 oddities' }).click();
  const list = page.getByRole('dialog', { name: 'What is odd about this trace' });
  for (const title of [
    '2 root spans instead of one',
    '1 span whose parent is not here',
    '1 span named as its own parent',
    '3 spans whose parents go round in a circle',
    '2 spans at a time that cannot be right',
    '1 span that ended before it started',
    '1 span that started before the parent did, by 8 ms',
    '1 span that went on long after the parent ended, by 685 ms',
    '1 span outside a parent of another service, by 250 ms',
    '2 spans came more than once',
  ]) {
    await expect(list.getByRole('heading', { name: title, exact: true })).toBeVisible();
  }
  await expectAccessible(page);

  await list.getByRole('button', { name: 'child of a span that never came' }).click();
  await expect(page).toHaveURL(new RegExp(`span=${oddSpanId('c1')}`));
  const header = page.getByRole('region', { name: 'Span', exact: true }).locator('header');
  await expect(header).toContainText('parent missing');
  await expect(page.getByRole('tree').locator('[aria-selected="true"]')).toContainText('never came');
});

test('says nothing of a trace in which nothing is odd', async ({ context, session, engine }) => {
  const { traceId, deliveries } = traceWithEveryOddity({ only: ['a0', 'a1', 'a2'] });
  for (const delivery of deliveries.slice(0, 2)) await postOtlp(engine, JSON.stringify(delivery));
  const page = await openConsole(context, session, `/traces/${traceId}`);
  await expect(page.getByRole('tree').getByRole('treeitem')).toHaveCount(3);
  await expect(page.getByRole('button', { name: /oddit/ })).toHaveCount(0);
});
