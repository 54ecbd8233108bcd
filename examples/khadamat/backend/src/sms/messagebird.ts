/**
 * Text messages by MessageBird, with its own client. It has no idempotency: a message that is sent twice arrives twice; both carry one `reference`, the message's id.
 * Source of the error codes: MessageBird API reference, "API errors".
 */
import { globalAgent } from 'node:https';
import type { Socket } from 'node:net';
import { initClient, type MessageParameters } from 'messagebird';
import { type Message, NotSent, type Sender } from '../outbox/sender.ts';

const HOST = 'rest.messagebird.com';
const SILENCE_MS = 10_000;
const MISSING_PARAMETER = 9;
const INVALID_PARAMETER = 10;

/** What the client's errors carry beside their message. */
interface MessageBirdError extends Error {
  readonly statusCode?: number;
  readonly errors?: readonly { readonly code: number; readonly parameter?: string | null }[];
}

export const openMessageBird = ({ key, sender }: { readonly key: string; readonly sender: string }): Sender => {
  const client = initClient(key, SILENCE_MS);
  // At each request the client adds a listener to its connection, and never removes it: a connection is used once.
  globalAgent.on('free', (socket: Socket, { host }: { readonly host?: string }) => {
    if (host === HOST) socket.destroy();
  });
  return {
    send: async (message, signal) => {
      if (signal.aborted) throw new NotSent('service', 'SMS_ABORTED');
      await unlessAborted(signal, create(client, parametersOf(message, sender)));
    },
  };
};

const parametersOf = ({ id, recipient, body }: Message, sender: string): MessageParameters => ({
  originator: sender,
  recipients: [recipient.replace(/\D/g, '')],
  body,
  reference: id,
  // Accents outside GSM's alphabet are kept.
  datacoding: 'auto',
});

const create = (client: ReturnType<typeof initClient>, parameters: MessageParameters): Promise<void> =>
  new Promise((resolve, reject) => client.messages.create(parameters, (error) => (error === null ? resolve() : reject(notSent(error)))));

/** The client cannot be told to stop; its own silence limit ends it soon after. */
const unlessAborted = (signal: AbortSignal, sending: Promise<void>): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = () => reject(new NotSent('service', 'SMS_ABORTED', { cause: signal.reason }));
    signal.addEventListener('abort', stop, { once: true });
    sending.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });

/** A key, a balance or an originator that is refused is refused for every message, until somebody corrects it. */
const notSent = (error: MessageBirdError): NotSent => {
  const { statusCode, errors = [] } = error;
  const [first] = errors;
  const code = first === undefined ? (statusCode === undefined ? 'UNREACHABLE' : `HTTP_${statusCode}`) : `API_${first.code}`;
  const aboutMessage = errors.some(
    ({ code, parameter }) =>
      (code === MISSING_PARAMETER || code === INVALID_PARAMETER) && (parameter === 'recipients' || parameter === 'body'),
  );
  return new NotSent(aboutMessage ? 'refused' : 'service', `SMS_${code}`, { cause: error });
};
