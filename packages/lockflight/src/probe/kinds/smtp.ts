/**
 * A mail server: STARTTLS (or TLS from the first byte, port 465), then the login. Nothing is sent, and no password goes out in the clear. The client is nodemailer's.
 * Whether the account is of a sandbox or delivers, the variables' modes say; that is judged before anything is asked.
 */
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { failed, passed, Stop } from '../check.ts';
import { partOf, requiredPart } from '../parts.ts';
import type { Probe, ProbeInput } from '../probe.ts';
import { type Reached, reach, serverName } from '../reach/reach.ts';
import { codeOf, unreached } from '../reach/unreached.ts';

const SUBMISSION = 587;
const TLS_FROM_THE_START = 465;

export const smtp: Probe = async (input) => {
  const host = requiredPart(input, 'host');
  const named = partOf(input, 'port');
  const port = named === undefined ? SUBMISSION : Number(named.value);
  const reached = await reach(input, { host: host.value, port, variable: host.variable, own: true });
  const connection = await open(input, reached);
  const stop = () => connection.close();
  input.signal.addEventListener('abort', stop, { once: true });
  try {
    await greeted(connection);
    input.say(passed('reachable', 'a mail server answers', 'un serveur de courrier répond'));
    if (requireEncryption(input, connection, reached)) await checkLogin(input, connection);
  } catch (error) {
    throw error instanceof Stop ? error : new Stop(refusal(error) ?? unreached(error, host.variable));
  } finally {
    input.signal.removeEventListener('abort', stop);
    connection.close();
  }
};

const open = async (input: ProbeInput, reached: Reached): Promise<SMTPConnection> => {
  const { default: Connection } = await import('nodemailer/lib/smtp-connection');
  return new Connection({
    host: reached.address,
    port: reached.port,
    secure: reached.port === TLS_FROM_THE_START,
    tls: { ...serverName(reached), ...(input.ca === undefined ? {} : { ca: input.ca }) },
    socketCloseTimeout: 0,
    name: 'localhost',
  });
};

const greeted = (connection: SMTPConnection): Promise<void> =>
  new Promise((resolve, reject) => {
    connection.once('error', reject);
    connection.once('end', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    connection.connect((error) => (error ? reject(error) : resolve()));
  });

/** False: the login would be seen by others, and is not tried. */
const requireEncryption = (input: ProbeInput, { secure }: SMTPConnection, { local }: Reached): boolean => {
  const plainIsFine = local && (input.environment === 'development' || input.environment === 'preview');
  input.say(
    secure
      ? passed('encrypted', 'over TLS, and the certificate is valid', 'par TLS, et le certificat est valable')
      : plainIsFine
        ? passed('encrypted', 'no TLS, and nothing leaves this machine', 'sans TLS, et rien ne quitte cette machine')
        : failed('encrypted', 'service-not-encrypted', 'it offers no STARTTLS', 'il ne propose pas STARTTLS'),
  );
  return secure || plainIsFine;
};

const checkLogin = async (input: ProbeInput, connection: SMTPConnection): Promise<void> => {
  const user = partOf(input, 'user');
  const password = partOf(input, 'password');
  if (user === undefined && password === undefined) {
    const named = input.named.some((n) => n.part === 'user' || n.part === 'password');
    if (named) requiredPart(input, 'user');
    return input.say(passed('login', 'the contract names no account', 'le contrat ne nomme pas de compte'));
  }
  const auth = { user: requiredPart(input, 'user').value, pass: requiredPart(input, 'password').value };
  await new Promise<void>((resolve, reject) => connection.login(auth, (error) => (error ? reject(error) : resolve())));
  input.say(passed('login', 'it takes the login', 'il accepte la connexion'));
};

const refusal = (error: unknown) => {
  const code = codeOf(error);
  if (code === 'EAUTH') return failed('login', 'service-login-refused', 'it refuses the login', 'il refuse la connexion');
  return code === 'EPROTOCOL'
    ? failed('reachable', 'service-answer-unexpected', 'what answers is no mail server', "ce qui répond n'est pas un serveur de courrier")
    : undefined;
};
