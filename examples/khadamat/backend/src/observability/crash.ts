/** An error that nobody caught leaves the process in a state that nobody knows: it is told, and the process ends, for whoever started it to start it again. */
import type { FastifyBaseLogger } from 'fastify';
import type { Errors } from './errors.ts';

export const endOnCrash = ({ errors, log }: { readonly errors: Errors; readonly log: FastifyBaseLogger }): void => {
  process.once('uncaughtException', (error, origin) => {
    log.fatal({ err: error, origin }, 'nobody caught this; the process ends');
    errors.report(error, { code: origin === 'unhandledRejection' ? 'UNHANDLED_REJECTION' : 'UNCAUGHT_EXCEPTION' });
    // Sends what is waiting, within its own time limit.
    const end = () => process.exit(1);
    errors[Symbol.asyncDispose]().then(end, end);
  });
};
