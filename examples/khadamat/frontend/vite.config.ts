/**
 * The client's development server and build. While developing, the client is where FRONTEND_URL says, and what the API answers comes from APP_BASE_URL: the browser
 * sees one origin, as in production.
 */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { loadEnvFile } from '../backend/src/env-file.ts';

loadEnvFile();
const { APP_BASE_URL = 'http://localhost:4000', FRONTEND_URL = 'http://localhost:5173' } = process.env;

export default defineConfig({
  plugins: [react()],
  server: { port: Number(new URL(FRONTEND_URL).port || 5173), strictPort: true, proxy: { '/api': APP_BASE_URL } },
  build: { target: 'es2022', sourcemap: true },
});
