/** A process that crashes as its argument says, and reports to SENTRY_DSN. */
import { silentLog } from '../silent-log.fixture.ts';
import { endOnCrash } from './crash.ts';
import { openErrors } from './errors.ts';

const errors = await openErrors({ dsn: process.env.SENTRY_DSN, environment: 'test', secrets: [] });
endOnCrash({ errors, log: silentLog });
setInterval(() => undefined, 1_000);
if (process.argv[2] === 'rejection') void Promise.reject(new Error('a rejection'));
else
  setImmediate(() => {
    throw new Error('an exception');
  });
