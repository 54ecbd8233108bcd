/** SMTP_* (all or none of them, says the contract) chooses the mail server. Without it, which only local may be, mail is read in the log. */
import type { FastifyBaseLogger } from 'fastify';
import type { Sender } from '../outbox/sender.ts';
import { openSmtp } from './smtp.ts';

export interface MailEnv {
  readonly name: string;
  readonly SMTP_HOST: string | undefined;
  readonly SMTP_PORT: number | undefined;
  readonly SMTP_USER: string | undefined;
  readonly SMTP_PASSWORD: string | undefined;
  readonly SMTP_FROM: string | undefined;
}

export const openMail = (env: MailEnv, log: FastifyBaseLogger): Sender => {
  const { SMTP_HOST: host, SMTP_PORT: port, SMTP_USER: user, SMTP_PASSWORD: password, SMTP_FROM: from } = env;
  if (host === undefined || port === undefined || user === undefined || password === undefined || from === undefined) return toLog(log);
  return openSmtp({ host, port, user, password, from, plainAllowed: env.name === 'local' && isThisMachine(host) });
};

/** A catcher of mail on the developer's machine offers no TLS, and nothing leaves the machine. */
const isThisMachine = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);

const toLog = (log: FastifyBaseLogger): Sender => ({
  send: async ({ subject, body }) => log.info({ subject, body }, 'no SMTP_HOST: this mail is only shown here'),
});
