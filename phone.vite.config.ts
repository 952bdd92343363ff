import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { precompressed } from './scripts/packaging/precompressed.mjs';
import { chunks, hasSideEffects } from './scripts/packaging/chunks.mjs';

const at = (file: string) => resolve(import.meta.dirname, file);

// The small app for phones, behind the whole one and into its folder. By itself: built together, both would share what
// either needs, and a phone would fetch that for the other.
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react(), precompressed()],
  build: {
    target: 'chrome114',
    outDir: at('out/renderer'),
    emptyOutDir: false,
    rolldownOptions: {
      input: { phone: at('renderer/phone.html') },
      treeshake: { moduleSideEffects: hasSideEffects },
      output: { codeSplitting: chunks },
    },
  },
});
