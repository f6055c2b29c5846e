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
  ...globSync('src/core/**/*-thread.ts'),
];

export default defineConfig({
  publicDir: false,
  // Dependencies stay in node_modules, as is Vite's default for server builds: better-sqlite3 and
  // @napi-rs/keyring find their binaries relative to their own package.
  build: {
    ssr: true,
    outDir: 'out/engine',
    emptyOutDir: true,
    target: 'node22',
    minify: false,
    sourcemap: true,
    reportCompressedSize: false,
    rolldownOptions: {
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
