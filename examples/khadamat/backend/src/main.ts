/**
 * The API's process. `validateEnv()` runs before anything else is even loaded: staging and production stop here when a variable is missing or foreign.
 *
 *     node src/main.ts [--port 4000] [--host 127.0.0.1]
 */
import { readEnvironment, refuse } from './environment.ts';
import { RefusedStart } from './refused-start.ts';

const env = readEnvironment();
const { serve } = await import('./serve.ts');
await serve(env).catch((error: unknown) => {
  if (error instanceof RefusedStart) refuse(error.message);
  throw error;
});
