/** Whether somebody still waits for the answer. `request.signal` of Fastify listens to the request's body, which also ends when it has been read. */
import type { FastifyReply } from 'fastify';

/** Aborts when the connection closes before the answer was written. */
export const callerGone = (reply: FastifyReply): AbortSignal => {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
};
