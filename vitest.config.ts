import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What starts threads, processes or servers. */
const WITH_PROCESSES = [
  'src/main/**/*.test.ts',
  'src/core/{http,secrets,similarity,telemetry,threads,workload}/**/*.test.ts',
  'src/core/**/*{thread,directory,catalogue}*.test.ts',
  'src/core/policy/backtest/**/*.test.ts',
  'test/{contract,golden,integration}/**/*.test.ts',
];

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    // One more than there are cores: the tests wait as much as they work, and Vitest itself would leave a core free.
    maxWorkers: availableParallelism() + 1,
    // A worker runs file after file and loads once what they share.
    isolate: false,
    setupFiles: fileURLToPath(new URL('test/properties/fixed-seed.ts', import.meta.url)),
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    // They end what hangs. No test is to fail because the machine is busy.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: WITH_PROCESSES,
        },
      },
      {
        extends: true,
        test: {
          name: 'processes',
          include: WITH_PROCESSES,
          globalSetup: 'test/threads/bundle-threads.ts',
          execArgv: [
            '--import',
            fileURLToPath(new URL('test/threads/use-bundled-threads.mjs', import.meta.url)),
          ],
        },
      },
    ],
  },
});
