/**
 * `npm start [-- --demo | --headless | --data DIR | ...]`: installs and builds what is missing, then opens the
 * console: in Electron where there is a display, in a browser (with a login link) where there is none.
 */
import { join } from 'node:path';
import { build } from './build.mjs';
import { ensureDependencies, refuseOldNode } from './setup/dependencies.mjs';
import { electronLaunch, ensureElectron } from './setup/electron-runtime.mjs';
import { PROJECT_NODE, ROOT } from './setup/paths.mjs';
import { runInForeground, say } from './setup/run.mjs';
import { ensureLibraries } from './setup/system-packages.mjs';

refuseOldNode();
const flags = process.argv.slice(2);
const engineFlags = flags.filter((flag) => flag !== '--headless');

try {
  await ensureDependencies();
  const electron = await findElectron();
  await build();
  process.exitCode = electron === undefined ? await startHeadless() : await startElectron(electron);
} catch (error) {
  console.error(`signalbox: ${error.message}`);
  process.exitCode = 1;
}

/** The Electron to open the console in; undefined when it goes to a browser, and then it has said why. */
async function findElectron() {
  if (flags.includes('--headless')) return undefined;
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    say('there is no display, so the console goes to a browser');
    return undefined;
  }
  const electron = await ensureElectron();
  const problem = electron.reason ?? (await ensureLibraries(electron.executable));
  if (problem === undefined) return electron;
  say(`${problem}\nsignalbox: the console goes to a browser instead`);
  return undefined;
}

function startElectron(electron) {
  const { executable, args, env } = electronLaunch(electron);
  say(`opening the console (Electron ${electron.version})`);
  return runInForeground(executable, [...args, '--', ...engineFlags], env);
}

function startHeadless() {
  say('starting the engine; Ctrl-C stops it');
  const serve = [join(ROOT, 'bin', 'signalbox.mjs'), 'serve', '--create-key-file'];
  return runInForeground(PROJECT_NODE, [...serve, ...engineFlags]);
}
