import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** `vite build web` writes web/dist, which the server serves; `vite web` proxies the API to a server on port 8000. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', modulePreload: { polyfill: false } },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:8000' } },
})
