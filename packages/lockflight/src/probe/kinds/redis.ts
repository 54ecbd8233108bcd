/** Redis: PING, who is let in, TLS, the role, and what it does when its memory is full. The client is Redis' own (`@redis/client`). */
import { failed, passed, Stop } from '../check.ts';
import { decoded, hostOf, requiredPart, urlOf } from '../parts.ts';
import type { Probe, ProbeInput } from '../probe.ts';
import { requireEncryption } from '../reach/encryption.ts';
import { type Reached, reach, serverName } from '../reach/reach.ts';
import { codeOf, unreached } from '../reach/unreached.ts';

const DEFAULT_PORT = 6379;

export const redis: Probe = async (input) => {
  const { createClient } = await import('@redis/client');
  const part = requiredPart(input, 'url');
  const url = urlOf(part, ['redis', 'rediss']);
  const port = url.port === '' ? DEFAULT_PORT : Number(url.port);
  const reached = await reach(input, { host: hostOf(url), port, variable: part.variable, own: true });
  input.say(passed('reachable', 'it can be reached', 'il est joignable'));
  const password = decoded(url.password);
  input.say(requireEncryption(url.protocol === 'rediss:', reached, part.variable, true));
  const client = createClient({
    RESP: 2,
    disableClientInfo: true,
    disableOfflineQueue: true,
    ...(url.username === '' ? {} : { username: decoded(url.username) }),
    ...(password === '' ? {} : { password }),
    ...(/^\/\d+$/.test(url.pathname) ? { database: Number(url.pathname.slice(1)) } : {}),
    socket: {
      host: reached.address,
      port,
      reconnectStrategy: false,
      ...(url.protocol === 'rediss:'
        ? { tls: true as const, ...serverName(reached), ...(input.ca === undefined ? {} : { ca: input.ca }) }
        : {}),
    },
  });
  // Without a listener an error of the socket would end the process; the promises say it as well.
  client.on('error', () => undefined);
  const stop = () => client.destroy();
  input.signal.addEventListener('abort', stop, { once: true });
  try {
    await client.connect();
    await client.ping();
    input.say(loginCheck(input, password, reached));
    sayInfo(input, await client.info());
  } catch (error) {
    throw new Stop(refusal(error) ?? unreached(error, part.variable));
  } finally {
    input.signal.removeEventListener('abort', stop);
    if (client.isOpen) client.destroy();
  }
};

const loginCheck = ({ environment }: ProbeInput, password: string, { local }: Reached) => {
  if (password !== '') return passed('login', 'it takes the password', 'il accepte le mot de passe');
  return environment === 'development' || environment === 'preview' || local
    ? passed('login', 'it asks for no password', 'il ne demande pas de mot de passe')
    : failed('login', 'service-open', 'it asks for no password', 'il ne demande pas de mot de passe');
};

const sayInfo = (input: ProbeInput, info: string): void => {
  const field = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim();
  const version = field('redis_version') ?? '?';
  input.say(passed('version', `Redis ${version}`, `Redis ${version}`));
  input.say(
    field('role') === 'slave'
      ? failed('role', 'service-identity', 'it is a replica, which cannot be written to', "c'est un réplica, où l'on ne peut pas écrire")
      : passed('role', 'it is the primary', "c'est le primaire"),
  );
  const policy = field('maxmemory_policy') ?? '?';
  input.say(
    policy === 'noeviction'
      ? passed('eviction', 'nothing is thrown away when memory is full', "rien n'est jeté quand la mémoire est pleine")
      : passed('eviction', `when memory is full: ${policy}; no place for a queue`, `mémoire pleine : ${policy} ; pas la place d'une file`),
  );
};

const refusal = (error: unknown) => {
  const [word = ''] = error instanceof Error ? error.message.split(' ') : [];
  if (['NOAUTH', 'WRONGPASS'].includes(word) || (word === 'ERR' && /AUTH|invalid password/.test((error as Error).message))) {
    return failed('login', 'service-login-refused', 'it refuses the credentials', 'il refuse les identifiants');
  }
  if (word === 'NOPERM') {
    return failed('login', 'service-not-visible', 'these credentials may not ask INFO', 'ces identifiants ne peuvent pas demander INFO');
  }
  return codeOf(error) === '' || word === 'ERR'
    ? failed('reachable', 'service-answer-unexpected', 'what answers is not Redis', "ce qui répond n'est pas Redis")
    : undefined;
};
