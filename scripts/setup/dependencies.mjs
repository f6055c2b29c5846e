import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OLDEST_NODE, PROJECT_NODE, ROOT } from './paths.mjs';
import { run, say } from './run.mjs';

const MODULES = join(ROOT, 'node_modules');

/** Ends the process with a clear word when this Node is too old. */
export function refuseOldNode() {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) return;
  console.error(`signalbox: Node ${OLDEST_NODE} or newer is needed here; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Installs node_modules when it is missing or the lockfile has changed since; otherwise does nothing. */
export async function ensureDependencies() {
  if (isInstalled()) return;
  say('installing dependencies (a minute or two the first time)');
  const started = Date.now();
  const progress = setInterval(() => {
    say(`still installing (${Math.round((Date.now() - started) / 1000)} s)`);
  }, 10_000);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // Not `npm ci`: it refuses a lockfile that lacks an optional package of another platform, which registries may not have.
  // `--no-save` installs what the lockfile says and writes nothing back. Warnings are left out because they only say
  // that tools want a newer Node than the system's, and those run on the project's own.
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await run(npm, args, { env: process.env });
  clearInterval(progress);
  if (code !== 0) throw new Error(`npm install failed with exit code ${code}; its reason is above.`);
}

/** npm records what it installed when it has finished; that record must agree with the lockfile. */
function isInstalled() {
  const record = join(MODULES, '.package-lock.json');
  if (!existsSync(record) || !existsSync(PROJECT_NODE)) return false;
  const installed = packagesOf(record);
  const wanted = packagesOf(join(ROOT, 'package-lock.json'));
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || installed[path]?.integrity === entry.integrity,
  );
}

function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
}
