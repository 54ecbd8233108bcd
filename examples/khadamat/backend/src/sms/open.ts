/** SMS_PROVIDER chooses whose client sends text messages; one is built in. Without it, which only local may be, they are read in the log. */
import type { FastifyBaseLogger } from 'fastify';
import type { Sender } from '../outbox/sender.ts';
import { RefusedStart } from '../refused-start.ts';
import { openMessageBird } from './messagebird.ts';

export interface SmsEnv {
  readonly SMS_PROVIDER: string | undefined;
  readonly SMS_API_KEY: string | undefined;
  readonly SMS_SENDER: string | undefined;
}

/** Throws for a provider that nobody here can talk to: better at the start than at the first booking. */
export const openSms = ({ SMS_PROVIDER: provider, SMS_API_KEY: key, SMS_SENDER: sender }: SmsEnv, log: FastifyBaseLogger): Sender => {
  if (provider === undefined || key === undefined || sender === undefined) return toLog(log);
  if (provider.toLowerCase() !== 'messagebird')
    throw new RefusedStart('SMS_PROVIDER: only messagebird is known here; another one needs a module beside sms/messagebird.ts');
  return openMessageBird({ key, sender });
};

const toLog = (log: FastifyBaseLogger): Sender => ({
  send: async ({ body }) => log.info({ body }, 'no SMS_PROVIDER: this text message is only shown here'),
});
