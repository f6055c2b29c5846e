// `npm run check`: types, lint, format, import rules and dead code, two at a time, each reported by name.
// `--report FILE` writes {"passed": n, "failed": n} for the test command.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const PLANTED = 'test/fixtures/planted-violation';
const PLANTED_RULES = {
  'src/core/knows-the-screen.ts': 'core-knows-no-screen',
  'src/core/http/one.ts': 'no-cycles',
  'src/core/store/prices.ts': 'store-is-the-floor',
  'src/core/telemetry/peek.ts': 'capabilities-by-their-face',
  'src/main/runs-the-engine.ts': 'screens-know-no-engine',
  'src/renderer/features/a/page.ts': 'features-are-islands',
  'src/shared/impure.ts': 'shared-imports-nothing-of-ours',
  'src/shared/reads-files.ts': 'shared-is-pure',
};
const PLANTED_LINT = {
  'src/core/floats-a-promise.ts': 'typescript(no-floating-promises)',
  'src/core/trusts-anything.ts': 'typescript(no-unsafe-member-access)',
  'src/renderer/features/a/sometimes-a-hook.ts': 'react-hooks(rules-of-hooks)',
  'src/shared/looks-for-a-screen.ts': 'eslint(no-restricted-globals)',
};
// A cruise that sees nothing finds nothing wrong; the house has many more modules than this.
const LEAST_MODULES = 150;
/** TypeScript 7 by its path: `tsc` alone may be TypeScript 6, which dependency-cruiser needs. */
const types = (config) => [
  join(root, 'node_modules', 'typescript-native', 'bin', 'tsc'),
  // One checker: each further one would look at the types that all files share once more.
  ...['--checkers', '1', '-p', config],
];

const checks = [
  { name: 'lint', command: ['oxlint', '--type-aware', '--max-warnings', '0'] },
  { name: 'types of the renderer', command: types('tsconfig.renderer.json') },
  { name: 'types of the engine, tests and tools', command: types('tsconfig.node.json') },
  { name: 'types of the Electron shell', command: types('tsconfig.electron.json') },
  {
    name: 'import rules',
    command: ['depcruise', '--config', '.dependency-cruiser.cjs', 'src'],
    verify: ({ output }) => {
      const modules = Number(/\((\d+) modules/.exec(output)?.[1] ?? 0);
      return modules >= LEAST_MODULES ? null : `only ${modules} modules were cruised`;
    },
  },
  {
    name: 'import rules bite (planted violations are caught)',
    command: ['depcruise', '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', 'src'],
    cwd: PLANTED,
    mayFail: true,
    verify: ({ output }) => {
      const { violations } = JSON.parse(output).summary;
      return missing(PLANTED_RULES, ([file, rule]) =>
        violations.some((found) => found.from === file && found.rule.name === rule),
      );
    },
  },
  { name: 'dead code and unused dependencies', command: ['knip', '--no-progress'] },
  {
    name: 'lint bites (planted violations are caught)',
    command: ['oxlint', '--type-aware', '--config', 'lint.json', '--format', 'json'],
    cwd: PLANTED,
    mayFail: true,
    verify: ({ output }) => {
      const { diagnostics } = JSON.parse(output);
      return missing(PLANTED_LINT, ([file, rule]) =>
        diagnostics.some((found) => found.filename === file && found.code === rule),
      );
    },
  },
  { name: 'format', command: ['oxfmt', '--check'] },
];

/** Which of the planted violations were not caught, or null. */
function missing(planted, wasCaught) {
  const missed = Object.entries(planted).filter((pair) => !wasCaught(pair));
  return missed.length === 0 ? null : `not caught: ${missed.map((pair) => pair.join(' ')).join(', ')}`;
}

function run({ command: [tool, ...args], cwd = '.' }) {
  return new Promise((done) => {
    const bin = join(root, 'node_modules', '.bin');
    const child = spawn(resolve(bin, tool), args, {
      cwd: join(root, cwd),
      env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, FORCE_COLOR: '0' },
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => done({ code: 1, output: String(error) }));
    child.on('close', (code) => done({ code, output }));
  });
}

async function judge(check) {
  const started = Date.now();
  const result = await run(check);
  const wrong =
    result.code !== 0 && check.mayFail !== true
      ? `exit code ${result.code}`
      : (check.verify?.(result) ?? null);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(
    `${wrong === null ? 'ok  ' : 'FAIL'} ${check.name} (${seconds} s)${wrong === null ? '' : `: ${wrong}`}`,
  );
  if (wrong !== null) console.log(result.output.trimEnd().replace(/^/gm, '     '));
  return wrong === null;
}

const waiting = [...checks];
let passed = 0;
let failed = 0;
await Promise.all(
  [1, 2].map(async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      if (await judge(check)) passed++;
      else failed++;
    }
  }),
);

const reportAt = process.argv.indexOf('--report');
if (reportAt !== -1) writeFileSync(process.argv[reportAt + 1], JSON.stringify({ passed, failed }));
process.exitCode = failed === 0 ? 0 : 1;
