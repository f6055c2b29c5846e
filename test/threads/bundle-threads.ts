import { globSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import engine from '../../vite.engine.config.ts';

const ENTRIES = [...globSync('src/core/**/*-thread.ts'), 'test/integration/durability/ingesting-child.ts'];

/**
 * Bundles the engine's threads once for all tests that start an engine, as the product has them: from source each start
 * reads a thousand modules again, in seven threads. SIGNALBOX_TEST_THREADS names the folder, of this run alone.
 */
export default async function bundleThreads(): Promise<() => Promise<void>> {
  const outDir = join(import.meta.dirname, `../../node_modules/.cache/signalbox/test-threads-${process.pid}`);
  await build({
    ...engine,
    configFile: false,
    logLevel: 'error',
    build: {
      ...engine.build,
      outDir,
      sourcemap: false,
      rolldownOptions: {
        ...engine.build?.rolldownOptions,
        input: Object.fromEntries(ENTRIES.map((path) => [basename(path, '.ts'), path])),
      },
    },
  });
  process.env.SIGNALBOX_TEST_THREADS = pathToFileURL(`${outDir}/`).href;
  return () => rm(outDir, { recursive: true, force: true });
}
