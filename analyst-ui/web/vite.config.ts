import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The server serves `dist/` from its own origin; its content policy forbids everything inline. */
export default defineConfig({
  plugins: [react()],
  build: { target: 'es2023', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  worker: { format: 'es' },
});
