/** `npm run serve -- [options]`: the engine without Electron, installed and built first where that is missing. */
import { join } from 'node:path';
import { build } from './build.mjs';
import { ensureDependencies, refuseOldNode } from './setup/dependencies.mjs';
import { PROJECT_NODE, ROOT } from './setup/paths.mjs';
import { runInForeground } from './setup/run.mjs';

refuseOldNode();
try {
  await ensureDependencies();
  await build();
  const serve = [join(ROOT, 'bin', 'signalbox.mjs'), 'serve', ...process.argv.slice(2)];
  process.exitCode = await runInForeground(PROJECT_NODE, serve);
} catch (error) {
  console.error(`signalbox: ${error.message}`);
  process.exitCode = 1;
}
