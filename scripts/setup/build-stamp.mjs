import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from './paths.mjs';

/** A hash over the names and contents of files and folders; tests do not count. */
export function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    for (const file of filesIn(path)) hash.update(`${file}\0`).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

/** Whether the build of this name was made from exactly this and is still there. */
export function isBuilt(name, hash, outputs) {
  const stamp = stampPath(name);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== hash) return false;
  return outputs.every((output) => existsSync(join(ROOT, output)));
}

export function markBuilt(name, hash) {
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(stampPath(name), hash);
}

function stampPath(name) {
  return join(CACHE, `build-${name}`);
}

function filesIn(path) {
  const absolute = join(ROOT, path);
  if (!existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return [path];
  return readdirSync(absolute)
    .sort()
    .filter((name) => !/\.test\.tsx?$/.test(name))
    .flatMap((name) => filesIn(`${path}/${name}`));
}
