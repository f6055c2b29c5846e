/**
 * Where a thread's entry file is. From source (tests, benchmarks) it is the .ts file itself, which Node runs by
 * stripping its types; in the built engine every entry is `<name>.mjs` in the folder of the bundle.
 */
export function entryUrl(importMetaUrl: string, sourcePath: string): URL {
  if (importMetaUrl.endsWith('.ts')) return new URL(sourcePath, importMetaUrl);
  const name = sourcePath.slice(sourcePath.lastIndexOf('/') + 1).replace(/\.ts$/, '.mjs');
  return new URL(`./${name}`, importMetaUrl);
}
