import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The viewer inside of exported HTML files: one script and one style sheet, which the engine puts into the page. */
export default defineConfig({
  root: 'src/renderer',
  publicDir: false,
  plugins: [react()],
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: '../../out/share',
    emptyOutDir: true,
    target: 'chrome114',
    cssCodeSplit: false,
    reportCompressedSize: false,
    lib: {
      entry: 'share/main.tsx',
      formats: ['iife'],
      name: 'signalboxShare',
      fileName: () => 'share.js',
      cssFileName: 'share',
    },
    chunkSizeWarningLimit: 4096,
  },
});
