import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/[/\\]$/, '');

/** What the setup keeps between runs. It goes away with node_modules. */
export const CACHE = join(ROOT, 'node_modules', '.cache', 'signalbox');

/** The Node that the project brings with it, whatever the system's Node is. */
export const PROJECT_NODE = join(
  ROOT,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);
