import { expect, test } from '../fixtures/desktop.ts';

test('the page is shut in', async ({ launch }) => {
  const { app, page } = await launch();
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
  });
  expect(page.url()).toMatch(/^app:\/\/signalbox\//);
  expect(await page.evaluate(() => [typeof require, typeof process, typeof Buffer])).toEqual(
    Array(3).fill('undefined'),
  );
  const names = await page.evaluate(() => {
    const bridge = (globalThis as unknown as { signalbox: Record<string, unknown> }).signalbox;
    return Object.keys(bridge).sort();
  });
  expect(names).toEqual(
    [
      'download',
      'engine',
      'onMenuCommand',
      'openDataFolder',
      'openExternal',
      'platform',
      'saveFile',
      'savePdf',
      'setTheme',
      'version',
    ].sort(),
  );
});

test('the policy allows the engine’s door only, and no inline script', async ({ launch }) => {
  const { app, page } = await launch();
  const answered = page.waitForResponse((response) => response.request().resourceType() === 'document');
  const loaded = page.waitForEvent('load');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
  const headers = (await answered).headers();
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; .*connect-src ws:\/\/127\.0\.0\.1:(\d+) http:\/\/127\.0\.0\.1:\1;/,
  );
  expect(headers['x-content-type-options']).toBe('nosniff');
  await loaded;

  const blocked = await page.evaluate(async () => {
    const violated = (directive: string) =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          if (effectiveDirective === directive) resolve(directive);
        });
      });
    const violations = Promise.all([violated('script-src-elem'), violated('connect-src')]);
    const script = document.createElement('script');
    script.textContent = 'globalThis.injected = true';
    document.body.append(script);
    const elsewhere = await fetch('http://127.0.0.1:9/').then(
      () => 'reached',
      () => 'refused',
    );
    await violations;
    return { elsewhere, injected: 'injected' in globalThis };
  });
  expect(blocked).toEqual({ elsewhere: 'refused', injected: false });
});

test('the page can neither go elsewhere nor open windows, frames or devices', async ({ launch }) => {
  const { app, page } = await launch();
  const before = page.url();
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull();
  // Alerts are told by notifications of the desktop; nothing else is granted.
  const asked = ['notifications', 'geolocation', 'camera', 'microphone'] as const;
  const states = await page.evaluate(
    (names) => Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state)),
    asked,
  );
  expect(states).toEqual(['granted', 'denied', 'denied', 'denied']);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(page.url()).toBe(before);
});

test('files outside the console are not served', async ({ launch }) => {
  const { app } = await launch();
  const statuses = await app.evaluate(async ({ net }) => {
    const addresses = [
      'app://signalbox/',
      'app://signalbox/..%2f..%2fpackage.json',
      'app://signalbox/assets/..%5c..%5c..%5cpackage.json',
      'app://signalbox/assets/missing.js',
      'app://elsewhere/',
    ];
    return Promise.all(addresses.map(async (address) => (await net.fetch(address)).status));
  });
  expect(statuses).toEqual([200, 404, 404, 404, 404]);
});
