import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The path of a file in the project's `resources` folder, for example `prices/catalogue.json`. Found by walking up from
 * this module, so that it holds from source (src/core), from the bundle (out/engine) and inside a packaged application.
 */
export function resourcePath(name: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const resources = join(folder, 'resources');
    if (existsSync(resources) && existsSync(join(folder, 'package.json'))) return join(resources, name);
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No resources folder above ${import.meta.url}.`);
    folder = parent;
  }
}
