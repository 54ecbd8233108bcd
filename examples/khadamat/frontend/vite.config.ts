/** The client's development server and build. While developing, what the API answers comes from the backend: the browser sees one origin, as in production. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const API = 'http://localhost:4000';

export default defineConfig({
  plugins: [react()],
  server: { port: 5173, strictPort: true, proxy: { '/api': API } },
  build: { target: 'es2022', sourcemap: true },
});
