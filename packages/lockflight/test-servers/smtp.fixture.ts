/** A mail server (`smtp-server`, of nodemailer's makers) that takes one account. What was sent to it is kept, so that a test can see that nothing was. */
import { once } from 'node:events';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { CERTIFICATE, KEY } from './certificate.fixture.ts';

export interface MailServer extends AsyncDisposable {
  readonly port: number;
  readonly messages: readonly string[];
  /** Passwords that arrived, right or wrong. */
  readonly passwords: readonly string[];
}

export const startMail = async (
  { user, password }: { readonly user: string; readonly password: string },
  options: SMTPServerOptions = {},
  port = 0,
): Promise<MailServer> => {
  const messages: string[] = [];
  const passwords: string[] = [];
  const server = new SMTPServer({
    key: KEY,
    cert: CERTIFICATE,
    disableReverseLookup: true,
    onAuth: (auth, _, done) => {
      passwords.push(auth.password ?? '');
      if (auth.username === user && auth.password === password) done(null, { user });
      else done(new Error('refused'));
    },
    onData: (stream, _, done) => {
      stream.on('data', (chunk: Buffer) => messages.push(chunk.toString())).on('end', () => done());
    },
    ...options,
  });
  server.on('error', () => undefined);
  const listening = server.listen(port, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    messages,
    passwords,
    [Symbol.asyncDispose]: () => new Promise<void>((done) => void server.close(() => done())),
  };
};
