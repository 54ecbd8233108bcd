/**
 * Mail over SMTP, a connection for each message. Encrypted or not at all, but for a server on a developer's own machine.
 *
 * The Message-ID is made of the message's id: should a message go out twice (see outbox.ts), both copies carry one Message-ID, and mailboxes that compare show one.
 */
import { createTransport, type NodemailerError } from 'nodemailer';
import { NotSent, type Sender } from '../outbox/sender.ts';

const TLS_FROM_THE_START = 465;

export interface SmtpChoices {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly from: string;
  /** True: goes on without TLS where the server offers none. */
  readonly plainAllowed: boolean;
}

export const openSmtp = ({ host, port, user, password, from, plainAllowed }: SmtpChoices): Sender => {
  const transport = createTransport({
    host,
    port,
    secure: port === TLS_FROM_THE_START,
    requireTLS: !plainAllowed,
    auth: { user, pass: password },
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    dnsTimeout: 5_000,
    socketTimeout: 10_000,
    socketCloseTimeout: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    send: async ({ id, recipient, subject, body, createdAt }, signal) => {
      try {
        await transport.sendMail({
          from: { name: 'Khadamat', address: from },
          to: { name: '', address: recipient },
          subject: subject ?? '',
          text: body,
          date: createdAt,
          messageId: `<${id}@${domain}>`,
          // RFC 3834: nobody's absence notice should answer.
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal,
        });
      } catch (error) {
        throw notSent(error as NodemailerError);
      }
    },
  };
};

/**
 * A reply that refuses: of this recipient (RCPT TO) or this text (DATA), then the message is to blame; 5xx for good, 4xx for now. Of the login or the sender's
 * address: then every message is refused until somebody corrects the environment.
 */
const notSent = (error: NodemailerError): NotSent => {
  const { code = 'UNKNOWN', responseCode, command = '', permanent } = error;
  const aboutMessage = responseCode !== undefined && (code === 'EMESSAGE' || (code === 'EENVELOPE' && !command.startsWith('MAIL FROM')));
  const why = aboutMessage ? (permanent === true ? 'refused' : 'deferred') : 'service';
  return new NotSent(why, `SMTP_${responseCode ?? code}`, { cause: error });
};
