import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

// The page is built into the Python package, which serves it; `npm run dev` passes the API on to a running `marsad serve`.
export default defineConfig({
  plugins: [svelte()],
  build: {
    outDir: '../src/marsad/views/desk/static',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    target: 'es2022',
    license: { fileName: 'licences.md' },
  },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:8765' } } },
})
