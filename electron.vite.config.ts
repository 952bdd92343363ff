import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';
import { chunks, hasSideEffects } from './scripts/packaging/chunks.mjs';
import { precompressed } from './scripts/packaging/precompressed.mjs';
import { recordShippedPackages } from './scripts/packaging/shipped-packages.mjs';

const at = (file: string) => resolve(import.meta.dirname, file);

// Node 18 and Chrome 114 are what the oldest supported Electron (25) carries. Everything is bundled, because the main
// process is CommonJS and several packages are not; only libsql stays outside, being native.
export default defineConfig({
  main: {
    plugins: [recordShippedPackages('main')],
    build: {
      target: 'node18',
      outDir: 'out/main',
      externalizeDeps: { include: ['libsql'] },
      rolldownOptions: {
        input: {
          main: at('electron/main.ts'),
          'host-entry': at('electron/host-entry.ts'),
          cli: at('server/cli.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [recordShippedPackages('preload')],
    build: {
      // electron-vite asks for a Node target here; Chrome 114 understands all that Node 18 does.
      target: 'node18',
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('electron/preload.ts') },
        // A sandboxed preload can load no second file.
        output: { format: 'cjs', entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    plugins: [react(), recordShippedPackages('renderer'), precompressed()],
    build: {
      target: 'chrome114',
      outDir: at('out/renderer'),
      emptyOutDir: true,
      // Parsed at every start of the app and fetched by every browser guest.
      minify: true,
      rolldownOptions: {
        input: { index: at('renderer/index.html') },
        treeshake: { moduleSideEffects: hasSideEffects },
        output: { codeSplitting: chunks },
      },
    },
  },
});
