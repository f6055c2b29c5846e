import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { defineConfig } from 'vite';

/** The entries of the engine, those of load tests, and every thread; each is found as `<name>.mjs` beside its bundle. */
const entries = [
  'src/core/server.ts',
  'src/core/utility.ts',
  'src/core/load/load-command.ts',
  'src/core/load/load-process.ts',
  'src/core/load/proof/proof-servers.ts',
  // The room of threads itself has none, only one for its tests.
  ...globSync('src/core/**/*-thread.ts', { exclude: ['src/core/threads/**'] }),
];

export default defineConfig({
  publicDir: false,
  // Dependencies are bundled: an engine that reads a dozen files instead of 900 starts in two thirds of the time. Only
  // those stay in node_modules that find a binary relative to their own package.
  ssr: { noExternal: true, external: ['better-sqlite3', '@napi-rs/keyring'] },
  build: {
    ssr: true,
    outDir: 'out/engine',
    emptyOutDir: true,
    target: 'node22',
    minify: false,
    sourcemap: true,
    reportCompressedSize: false,
    rolldownOptions: {
      // hdr-histogram-js asks for zlib by eval; in a bundle, which has no `require`, it takes the pako that it brings.
      checks: { eval: false },
      // Our modules do nothing by being imported, entries aside: a thread gets only what it uses, without the schemas
      // that stand beside it.
      treeshake: { moduleSideEffects: [{ test: /\/src\/(core|shared)\//, sideEffects: false }] },
      input: Object.fromEntries(entries.map((path) => [basename(path, '.ts'), path])),
      output: {
        format: 'es',
        entryFileNames: '[name].mjs',
        // Flat beside the entries: code in a chunk finds threads and resources relative to itself, too.
        chunkFileNames: '[name]-[hash].mjs',
      },
    },
  },
});
