/**
 * `npm run smoke:all`: does the platform do what it is there for? Every check is said, with what was seen; exit 1 when one of them failed.
 *
 *     npm run smoke:all                     local: a platform of its own, on an empty SQLite and nothing else, with stand-ins for the vendors
 *                                           staging, production (NODE_ENV): the one that runs at APP_BASE_URL
 *     npm run smoke:all -- --at ADDRESS     the one that runs there
 *
 * In production nothing is written. METRICS_TOKEN and ADMIN_TOKEN open what they open; a check that lacks one says so.
 */
import { parseArgs } from 'node:util';
import { loadEnvFile } from '../backend/src/env-file.ts';
import { CHECKS, type Check } from './smoke/checks.ts';
import { startOwnPlatform } from './smoke/own-platform.ts';
import { fail, Left, type Target } from './smoke/target.ts';

const { values } = parseArgs({ options: { at: { type: 'string' } } });
loadEnvFile();
const { NODE_ENV, APP_BASE_URL, METRICS_TOKEN, ADMIN_TOKEN } = process.env;
const environment = NODE_ENV === 'staging' || NODE_ENV === 'production' ? NODE_ENV : 'local';
const running: Target = {
  // Empty is as good as not set, for Lockflight, too.
  url: values.at ?? (APP_BASE_URL || 'http://localhost:4000'),
  environment,
  metricsToken: METRICS_TOKEN || undefined,
  adminToken: ADMIN_TOKEN || undefined,
};

await using own = environment === 'local' && values.at === undefined ? await startOwnPlatform() : undefined;
const target = own?.target ?? running;
process.stdout.write(`smoke: ${target.environment}, ${target.url}\n`);
const stopping: Check = {
  name: 'stop',
  run: async () => ((await own?.stop()) === true ? 'it ends when it is told to' : fail('it does not end')),
};
const checks = own === undefined ? CHECKS : [...CHECKS, stopping];
let failed = 0;
for (const { name, run } of checks) {
  try {
    process.stdout.write(`  ok    ${name}: ${await run(target)}\n`);
  } catch (error) {
    const left = error instanceof Left;
    if (!left) failed += 1;
    process.stdout.write(`  ${left ? 'left ' : 'FAIL '} ${name}: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}
process.stdout.write(failed === 0 ? 'smoke: passed\n' : `smoke: ${failed} of ${checks.length} checks failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
if (failed > 0 && own !== undefined) process.stdout.write(own.lastWords());
