/**
 * `npm test`: sets up what is missing, then checks, unit, contract and integration tests, build, and the end-to-end tests
 * in Chromium and Electron, one after the other: beside each other they only take one another's processor. A step that
 * fails does not stop the next. The last line is `N passed, N failed`.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies, refuseOldNode } from './setup/dependencies.mjs';
import { ensureElectron } from './setup/electron-runtime.mjs';
import { CACHE, PROJECT_NODE, ROOT } from './setup/paths.mjs';
import { projectEnvironment, run, say } from './setup/run.mjs';
import { ensureLibraries, ensureTestPrograms } from './setup/system-packages.mjs';
import { addUp, countsOf, failuresOf, summary } from './setup/test-counts.mjs';

const REPORTS = join(CACHE, 'reports');
const bin = (tool) => join(ROOT, 'node_modules', '.bin', tool);
const report = (name) => join(REPORTS, `${name}.json`);
/** Engines and their threads are started again and again: each module is compiled once for all of them. */
const COMPILED = { NODE_COMPILE_CACHE: join(CACHE, 'compiled') };

const STEPS = [
  { name: 'check', tool: join(ROOT, 'scripts', 'check.mjs'), args: ['--report', report('check')] },
  {
    name: 'vitest',
    tool: bin('vitest'),
    args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report('vitest')}`],
  },
  { name: 'build', tool: join(ROOT, 'scripts', 'build.mjs'), args: [] },
  {
    name: 'playwright',
    tool: bin('playwright'),
    args: [
      'test',
      '--config=test/e2e/playwright.config.ts',
      '--project=chromium',
      '--project=electron',
      '--reporter=list,json',
    ],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report('playwright') },
  },
];

refuseOldNode();
try {
  const results = [await setUp()];
  for (const step of STEPS) results.push(await perform(step));
  const total = addUp(results);
  for (const failure of results.flatMap(({ failures }) => failures)) console.log(`failed: ${failure}`);
  console.log(summary(total));
  process.exitCode = total.failed === 0 ? 0 : 1;
} catch (error) {
  console.error(`signalbox: ${error.message}`);
  process.exitCode = 1;
}

/** What is missing afterwards counts as one failure; the tests that can run without it still do. */
async function setUp() {
  await ensureDependencies();
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const electron = await ensureElectron();
  const problems = [
    electron.reason ?? (await ensureLibraries(electron.executable)),
    await ensureTestPrograms(),
  ].filter((problem) => problem !== undefined);
  for (const problem of problems) console.error(`signalbox: ${problem}`);
  return { passed: 0, failed: problems.length, skipped: 0, failures: problems };
}

async function perform({ name, tool, args, env = {} }) {
  say(`${name}`);
  const started = Date.now();
  const code = await run(PROJECT_NODE, [tool, ...args], {
    env: projectEnvironment({ ...COMPILED, ...env, FORCE_COLOR: '0' }),
    stdout: process.stdout,
  });
  const text = existsSync(report(name)) ? readFileSync(report(name), 'utf8') : null;
  const counts = countsOf(name, text, code);
  say(`${name}: ${summary(counts).replace(',', ' and')} in ${Math.round((Date.now() - started) / 1000)} s`);
  return { ...counts, failures: failuresOf(name, text) };
}
