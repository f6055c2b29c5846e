import { existsSync } from 'node:fs';
import { CHROMIUMS } from './paths.mjs';
import { capture, run, say } from './run.mjs';

/** Debian's packages for each need; where a release has renamed one, the first name that it knows counts. */
const ELECTRON_PACKAGES = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
];
/** What the tests need: the programs of which one must be there, and Debian's packages with them. */
const TEST_PROGRAMS = [
  { paths: CHROMIUMS, packages: ['chromium-headless-shell', 'chromium'] },
  { paths: ['/usr/bin/Xvfb'], packages: ['xvfb'] },
  { paths: ['/usr/bin/redis-server'], packages: ['redis-server'] },
  { paths: ['/usr/bin/pg_ctlcluster'], packages: ['postgresql'] },
  { paths: ['/usr/bin/prometheus'], packages: ['prometheus'] },
  { paths: ['/usr/bin/prometheus-alertmanager'], packages: ['prometheus-alertmanager'] },
  { paths: ['/usr/bin/wrk'], packages: ['wrk'] },
];

/** Sees to the shared libraries of an Electron binary. Resolves with undefined when all are there, else with what to do. */
export async function ensureLibraries(executable) {
  if (process.platform !== 'linux' || (await missingLibraries(executable)).length === 0) return undefined;
  const advice = await ensurePackages(ELECTRON_PACKAGES);
  if (advice !== undefined) return advice;
  const missing = await missingLibraries(executable);
  return missing.length === 0 ? undefined : `These system libraries are missing: ${missing.join(', ')}.`;
}

/**
 * Sees to the browser and the virtual display of the end-to-end tests, and to the servers that the integration tests
 * run: Redis, PostgreSQL, Prometheus with its tools, Alertmanager, and wrk. Resolves as `ensureLibraries`.
 */
export async function ensureTestPrograms() {
  const missing = TEST_PROGRAMS.filter(({ paths }) => !paths.some((path) => existsSync(path)));
  return missing.length === 0 ? undefined : ensurePackages(missing.map(({ packages }) => packages));
}

async function missingLibraries(executable) {
  const { stdout } = await capture('ldd', [executable]);
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}

async function ensurePackages(alternatives) {
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!canInstall) {
    const names = alternatives.map((names) => names.at(-1)).join(' ');
    return `System packages are missing. Install them with: sudo apt-get install --no-install-recommends ${names}`;
  }
  say('refreshing the list of system packages');
  await run('apt-get', ['update', '-q']);
  const names = await Promise.all(alternatives.map(firstKnown));
  say(`installing the system packages ${names.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const code = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], { env });
  return code === 0 ? undefined : `apt-get could not install ${names.join(' ')} (exit code ${code}).`;
}

async function firstKnown(names) {
  for (const name of names.slice(0, -1)) {
    if ((await capture('apt-cache', ['show', name])).code === 0) return name;
  }
  return names.at(-1);
}
