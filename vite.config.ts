import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the dashboard. `npm run build` writes dist/web, which the server serves as files; nothing is rendered on the server. */
export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // Data addresses for small files would need `font-src data:` in the content security policy.
    assetsInlineLimit: 0,
    // The chart library is the one large chunk; it is loaded only by pages that draw.
    chunkSizeWarningLimit: 600,
  },
  // `vite --config vite.config.ts` beside `npm start`: the API answers on its own port.
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/ban-tin': 'http://127.0.0.1:8080' } },
});
