import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, logIn, openConsole, pressSequence, test } from '../fixtures/console.ts';
import { startEngine } from '../fixtures/engine.ts';

test('goes everywhere by keyboard', async ({ console: page }) => {
  const heading = (name: string) => page.getByRole('heading', { name, level: 1 });
  await expect(heading('Overview')).toBeVisible();
  await pressSequence(page, 'g s');
  await expect(heading('Settings')).toBeVisible();
  await expect(page).toHaveTitle('Settings · Signalbox');
  await pressSequence(page, 'g t');
  await expect(heading('Traces')).toBeVisible();
  await pressSequence(page, 'g o');
  await expect(heading('Overview')).toBeVisible();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.keyboard.press('/');
  const search = page.getByRole('searchbox', { name: 'Search traces' });
  await expect(search).toBeFocused();
  await page.keyboard.type('refund');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/traces\?.*q=refund/);
});

test('reaches pages and actions through the palette', async ({ console: page }) => {
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await page.keyboard.press('Control+k');
  await expect(palette).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.type('theme: light');
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');

  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('settings: keys');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/section=keys/);

  await expect(palette).toBeHidden();
  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('0af7651916cd43dd8448eb211c80319c');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/traces\/0af7651916cd43dd8448eb211c80319c/);
});

test('collapses the rail and remembers it', async ({ console: page }) => {
  const rail = page.getByRole('navigation', { name: 'Pages' });
  await page.getByRole('button', { name: 'Collapse the rail' }).click();
  await expect(page.getByRole('button', { name: 'Expand the rail' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Expand the rail' })).toBeVisible();
  await expect(rail.getByRole('link', { name: 'Overview' })).toHaveAttribute('aria-current', 'page');
});

test('says what is not there', async ({ context, session }) => {
  const page = await openConsole(context, session, '/no/such/page');
  await expect(page.getByText('There is no page at this address')).toBeVisible();
  await page.getByRole('link', { name: 'Go to the Overview' }).click();
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
});

test('keeps its data when the engine stops, says since when, and asks for a new login link', async ({
  context,
}) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-e2e-lost-'));
  const first = await startEngine(dataDir);
  const page = await openConsole(context, await logIn(first), '/settings?section=about');
  await expect(page.getByText(first.gatewayUrl, { exact: true })).toBeVisible();

  expect(await first.stop()).toBe(0);
  await expect(page.getByText(/The connection to the engine was lost/)).toBeVisible();
  await expect(page.getByText(/What you see is from \d\d:\d\d:\d\d/)).toBeVisible();
  await expect(page.getByText(first.gatewayUrl, { exact: true })).toBeVisible();
  await expectAccessible(page);

  // A session lives as long as its engine: the one that takes its place refuses the old cookie.
  const second = await startEngine(dataDir, ['--port', new URL(first.url).port]);
  await expect(page.getByRole('heading', { name: 'This browser is not signed in' })).toBeVisible();
  await expectAccessible(page);
  await page.goto(second.loginUrl);
  await expect(page, 'signing in leads back to where one was').toHaveURL(/\/settings\?section=about$/);
  await expect(page.getByText(second.gatewayUrl, { exact: true })).toBeVisible();
  await second.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('reconnects by itself after its connection broke', async ({ context, session }) => {
  let outage = Promise.resolve();
  let breakConnection = async () => undefined as void;
  await context.routeWebSocket(/\/trpc/, async (socket) => {
    await outage;
    socket.connectToServer();
    breakConnection = () => socket.close();
  });
  const page = await openConsole(context, session, '/settings?section=data');
  await expect(page.getByRole('heading', { name: 'Trace store' })).toBeVisible();

  const { promise, resolve: endOutage } = Promise.withResolvers<void>();
  outage = promise;
  await breakConnection();
  const banner = page.getByText(/The connection to the engine was lost/);
  await expect(banner).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Trace store' })).toBeVisible();
  endOutage();
  await expect(banner).toBeHidden();
  await expect(page.getByRole('button', { name: /Local sandbox.*connected/ })).toBeVisible();
});

test('a page whose code cannot be fetched says so, and opens when it is tried again', async ({
  console: page,
}) => {
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await page.route(/\/assets\/routing-page/, (route) => route.abort());
  await page.getByRole('link', { name: 'Routing', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('The connection to the engine was lost');
  await page.unroute(/\/assets\/routing-page/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Routing', level: 1 })).toBeVisible();

  await page.route(/\/assets\/limits-page/, (route) => route.abort());
  const updated = '<!doctype html><script type="module" src="/assets/index-of-tomorrow.js"></script>';
  await page.route(/\/$/, (route) => route.fulfill({ body: updated, contentType: 'text/html' }));
  await page.getByRole('link', { name: 'Limits', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Signalbox was updated while this console was open');
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Limits', level: 1 })).toBeVisible();
});
