import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SignalboxBridge } from '../../../src/shared/bridge.ts';
import { expect, test } from '../fixtures/desktop.ts';

type Shell = typeof globalThis & { signalbox: SignalboxBridge; commands: string[] };

test('a file is saved where the user says, or not at all', async ({ launch, folder }) => {
  const { app, page } = await launch();
  const path = join(folder, 'trace.json');
  const save = (contents: string) =>
    page.evaluate(
      (text) => (globalThis as Shell).signalbox.saveFile({ suggestedName: 'trace.json', contents: text }),
      contents,
    );
  const answerWith = (answer: { canceled: boolean; filePath?: string }) =>
    app.evaluate(({ dialog }, given) => {
      dialog.showSaveDialog = () => Promise.resolve(given) as never;
    }, answer);

  await answerWith({ canceled: false, filePath: path });
  expect(await save('{"spans":["é"]}')).toEqual({ saved: true, path });
  expect(readFileSync(path, 'utf8')).toBe('{"spans":["é"]}');
  expect(await save('{}')).toEqual({ saved: true, path });
  expect(readFileSync(path, 'utf8')).toBe('{}');
  await answerWith({ canceled: true });
  expect(await save('never')).toEqual({ saved: false });
  expect(readdirSync(folder).filter((name) => name.startsWith('trace'))).toEqual(['trace.json']);
});

test('wrong arguments and addresses are refused', async ({ launch }) => {
  const { app, page } = await launch();
  await app.evaluate(({ shell }) => {
    shell.openExternal = () => Promise.reject(new Error('must not be reached'));
  });
  const refused = page.evaluate(() =>
    (globalThis as Shell).signalbox.saveFile({ suggestedName: '../x', contents: '' }),
  );
  await expect(refused).rejects.toThrow('a file name without a folder');
  for (const address of ['file:///etc/passwd', 'javascript:alert(1)', 'http://example.com/']) {
    expect(await page.evaluate((url) => (globalThis as Shell).signalbox.openExternal(url), address)).toBe(
      false,
    );
  }
});

test('the menu speaks to the console', async ({ launch }) => {
  const { app, page } = await launch();
  await page.evaluate(() => {
    const shell = globalThis as Shell;
    shell.commands = [];
    shell.signalbox.onMenuCommand((command) => shell.commands.push(command));
  });
  await app.evaluate(({ Menu }) => {
    const menu = Menu.getApplicationMenu();
    const click = (name: string, label: string) => {
      const items = menu?.items.find((item) => item.label === name)?.submenu?.items ?? [];
      const deeper = items.flatMap((item) => [item, ...(item.submenu?.items ?? [])]);
      deeper.find((item) => item.label === label)?.click();
    };
    click('File', 'Export…');
    click('View', 'Light');
  });
  await expect
    .poll(() => page.evaluate(() => (globalThis as Shell).commands))
    .toEqual(['export', 'theme-light']);
  expect(await app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('light');
});
