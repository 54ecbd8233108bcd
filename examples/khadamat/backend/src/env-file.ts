/** Reads the environment's file into the process: `backend/.env.production` where NODE_ENV says so, else `backend/.env`. What is already set wins; no file is fine. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const loadEnvFile = (): void => {
  const name = process.env.NODE_ENV === 'production' ? '.env.production' : '.env';
  const path = fileURLToPath(new URL(`../${name}`, import.meta.url));
  if (existsSync(path)) process.loadEnvFile(path);
};
