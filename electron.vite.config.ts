import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** The oldest Electron that runs this is 25: Node 18 in its main process and Chromium 114 in its windows. */
const OLDEST_NODE = 'node18';
const OLDEST_CHROME = 'chrome114';

/** Zod with its setting is a file that runs before each that has a schema, or Zod would try what the page's policy forbids. */
const ZOD_WITHOUT_EVAL = {
  name: 'zod',
  test: /node_modules\/zod\/|src\/renderer\/lib\/without-eval/,
  priority: 1,
};

/** What most pages share is one file beside the entry; otherwise each icon and each button would be a file of its own. */
const SHARED_BY_PAGES = {
  name: 'common',
  test: /node_modules\/(lucide-react|@radix-ui|@floating-ui|@tanstack\/(query|react-query|router|react-router)[^/]*)\/|src\/renderer\/(lib|ui)\/(?!editor-)[^/]+$/,
  minShareCount: 2,
};

export default defineConfig({
  main: {
    build: {
      target: OLDEST_NODE,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/main/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    build: {
      target: OLDEST_NODE,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [
      react(),
      // Pages live at paths such as /traces/ID, so assets need absolute addresses; electron-vite presets './'.
      { name: 'absolute-base', config: () => ({ base: '/' }) },
    ],
    build: {
      outDir: 'out/renderer',
      emptyOutDir: true,
      target: OLDEST_CHROME,
      // One sheet in one order: with a sheet for each chunk, the rules' order would depend on which page came first.
      cssCodeSplit: false,
      minify: true,
      // The content security policy allows fonts and scripts from files only, never from data: addresses.
      assetsInlineLimit: 0,
      // Loaded from disk, never over a network.
      chunkSizeWarningLimit: 4096,
      rolldownOptions: {
        input: 'src/renderer/index.html',
        output: { codeSplitting: { groups: [ZOD_WITHOUT_EVAL, SHARED_BY_PAGES] } },
      },
    },
  },
});
