/** Builds the engine, the app (shell and console) and the viewer of shared traces into out/, each only when something of it has changed. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hashOf, isBuilt, markBuilt } from './setup/build-stamp.mjs';
import { PROJECT_NODE, ROOT } from './setup/paths.mjs';
import { run, say } from './setup/run.mjs';

const COMMON = ['src/shared', 'package.json', 'package-lock.json', 'tsconfig.base.json', 'scripts/build.mjs'];

const BUILDS = [
  {
    name: 'engine',
    inputs: ['src/core', 'resources', 'vite.engine.config.ts', ...COMMON],
    outputs: ['out/engine/server.mjs', 'out/engine/utility.mjs'],
    command: ['vite/bin/vite.js', 'build', '--config', 'vite.engine.config.ts', '--logLevel', 'warn'],
  },
  {
    name: 'app',
    inputs: ['src/main', 'src/preload', 'src/renderer', 'electron.vite.config.ts', ...COMMON],
    outputs: ['out/main/index.cjs', 'out/preload/index.cjs', 'out/renderer/index.html'],
    command: ['electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'],
  },
  {
    name: 'share',
    inputs: ['src/renderer', 'vite.share.config.ts', ...COMMON],
    outputs: ['out/share/share.js', 'out/share/share.css'],
    command: ['vite/bin/vite.js', 'build', '--config', 'vite.share.config.ts', '--logLevel', 'warn'],
  },
];

/** Rejects when a build fails; its reason has been printed by then. */
export async function build() {
  for (const { name, inputs, outputs, command } of BUILDS) {
    const hash = hashOf(inputs);
    if (isBuilt(name, hash, outputs)) continue;
    say(`building the ${name}`);
    const started = Date.now();
    const [tool, ...args] = command;
    const code = await run(PROJECT_NODE, [join(ROOT, 'node_modules', tool), ...args]);
    if (code !== 0)
      throw new Error(`The build of the ${name} failed with exit code ${code}; its reason is above.`);
    markBuilt(name, hash);
    say(`built the ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await build();
  } catch (error) {
    console.error(`signalbox: ${error.message}`);
    process.exitCode = 1;
  }
}
