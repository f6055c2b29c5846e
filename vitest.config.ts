import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** What starts threads, processes or servers: each file of it has a process of its own. */
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
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // A second is not enough on a machine that is busy with the other tests.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: WITH_PROCESSES,
          // A worker runs file after file and loads once what they share.
          isolate: false,
          restoreMocks: true,
          unstubEnvs: true,
          unstubGlobals: true,
        },
      },
      { extends: true, test: { name: 'processes', include: WITH_PROCESSES } },
    ],
  },
});
