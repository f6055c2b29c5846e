import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineState, SignalboxBridge } from '../../../src/shared/bridge.ts';
import { desktopCommand, engineState, expect, isAlive, test } from '../fixtures/desktop.ts';

type Shell = typeof globalThis & { signalbox: SignalboxBridge; states: EngineState[] };

test('a killed engine is started again, and the console is told', async ({ launch }) => {
  const { page, enginePid } = await launch();
  await expect.poll(async () => (await engineState(page)).status).toBe('ready');
  const first = enginePid()!;
  const before = await engineState(page);
  await page.evaluate(() => {
    const shell = globalThis as Shell;
    shell.states = [];
    shell.signalbox.engine.onChange((state) => shell.states.push(state));
  });

  process.kill(first, 'SIGKILL');

  await expect.poll(() => page.evaluate(() => (globalThis as Shell).states.at(-1)?.status)).toBe('ready');
  const states = await page.evaluate(() => (globalThis as Shell).states);
  expect(states.map((state) => state.status)).toEqual(['restarting', 'ready']);
  const exit: unknown = expect.stringMatching(/SIGKILL|exit code/);
  expect(states[0]).toMatchObject({ attempt: 1, lastExit: exit });
  expect(states[1]).toMatchObject({ lastExit: exit });
  const after = states[1]!;
  if (before.status !== 'ready' || after.status !== 'ready') throw new Error('The engine is not ready.');
  expect(after.url).toBe(before.url);
  expect(after.token).not.toBe(before.token);
  expect(enginePid()).not.toBe(first);
});

test('quitting stops the engine and leaves no process', async ({ launch, folder }) => {
  const { app, page, enginePid } = await launch();
  await expect.poll(async () => (await engineState(page)).status).toBe('ready');
  const engine = enginePid()!;
  const main = app.process().pid!;
  await app.close();
  expect(isAlive(engine)).toBe(false);
  expect(isAlive(main)).toBe(false);
  expect(readFileSync(join(folder, 'config', 'signalbox', 'logs', 'engine.log'), 'utf8')).toMatch(
    /The engine ended: exit code 0.*\n$/,
  );
});

test('quitting ends the app while no engine runs', async ({ launch }) => {
  const { app, page, enginePid } = await launch();
  const main = app.process().pid!;
  // Each engine is killed as soon as it is there, until the shell gives up on it.
  await expect
    .poll(
      async () => {
        const engine = enginePid();
        if (engine !== undefined) process.kill(engine, 'SIGKILL');
        return (await engineState(page)).status;
      },
      { timeout: 30_000 },
    )
    .toBe('failed');
  expect(enginePid()).toBeUndefined();
  await app.close();
  expect(isAlive(main)).toBe(false);
});

test('the token is in no command line and no environment', async ({ launch }) => {
  const { page, enginePid } = await launch();
  await expect.poll(async () => (await engineState(page)).status).toBe('ready');
  const state = await engineState(page);
  if (state.status !== 'ready') throw new Error('The engine is not ready.');
  const pid = enginePid()!;
  for (const file of ['cmdline', 'environ']) {
    expect(readFileSync(`/proc/${pid}/${file}`, 'utf8')).not.toContain(state.token);
  }
});

test('a second start brings the first to the front and ends', async ({ launch, folder }) => {
  const { app } = await launch();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const { executablePath, args, env } = await desktopCommand(folder);
  const second = spawn(executablePath, args, { env, stdio: 'ignore' });
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(true);
});

test('the window opens where it was, in the theme that was chosen', async ({ launch }) => {
  const bounds = { x: 60, y: 40, width: 1000, height: 640 };
  const first = await launch();
  await first.app.evaluate(
    ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to),
    bounds,
  );
  await first.page.evaluate(() => (globalThis as unknown as Shell).signalbox.setTheme('dark'));
  await first.app.close();

  const { app, page } = await launch();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(
    bounds,
  );
  expect(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
});
