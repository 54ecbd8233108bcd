/**
 * The API's process. `validateEnv()` runs before anything else is even loaded: staging and production stop here when a variable is missing or foreign.
 *
 *     node src/main.ts [--port 4000] [--host 127.0.0.1]
 */
import { validateEnv } from './config/env.ts';
import { loadEnvFile } from './env-file.ts';

loadEnvFile();
let env: ReturnType<typeof validateEnv> | undefined;
try {
  env = validateEnv();
} catch (error) {
  if (!(error instanceof Error) || error.name !== 'EnvError') throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
if (env !== undefined) {
  const { serve } = await import('./serve.ts');
  await serve(env);
}
