import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The path of a file of the project, for example `package.json`. Found by walking up from this module, so that it holds
 * from source (src/core), from the bundle (out/engine) and inside a packaged application.
 */
export function projectPath(name: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'resources')) || !existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No project folder above ${import.meta.url}.`);
    folder = parent;
  }
  return join(folder, name);
}

/** The path of a file in the project's `resources` folder, for example `prices/catalogue.json`. */
export function resourcePath(name: string): string {
  return projectPath(join('resources', name));
}
