/**
 * From an Authorization header to an identity: `token T`, `Bearer T`, or Basic with the token as password (or as user, with an empty one). An App that has a key
 * may also sign for itself: a JWT, RS256, of ten minutes at most. GitHub's page "Generating a JSON Web Token (JWT) for a GitHub App".
 */
import { verify } from 'node:crypto';
import type { Identity } from '../world/account.ts';
import type { World } from '../world/world.ts';
import { isObject } from './fields.ts';

export type Authentication =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'known'; readonly identity: Identity };

const tokensOf = (header: string): readonly string[] => {
  const [scheme = '', value = ''] = header.trim().split(/\s+/, 2);
  if (['token', 'bearer'].includes(scheme.toLowerCase())) return [value];
  if (scheme.toLowerCase() !== 'basic') return [];
  const [user = '', ...password] = Buffer.from(value, 'base64').toString('utf8').split(':');
  return [password.join(':'), user];
};

const decoded = (part: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
};

const LONGEST_SECONDS = 10 * 60;

/** The App that signed this, now. */
const signerOf = (world: World, token: string): Identity | undefined => {
  const [head = '', claims = '', signature, ...more] = token.split('.');
  if (signature === undefined || more.length > 0) return undefined;
  const { iss, iat, exp } = decoded(claims);
  const app = [...world.apps.values()].find(({ id }) => String(id) === String(iss));
  if (app?.publicKey === undefined || decoded(head).alg !== 'RS256' || typeof iat !== 'number' || typeof exp !== 'number') return undefined;
  const now = world.clock.now().getTime() / 1000;
  // A minute for clocks that disagree.
  if (iat > now + 60 || exp <= now || exp > now + LONGEST_SECONDS + 60) return undefined;
  if (!verify('sha256', Buffer.from(`${head}.${claims}`), app.publicKey, Buffer.from(signature, 'base64url'))) return undefined;
  return { account: app.bot, app, permissions: {}, repositories: [], signed: true };
};

export const authenticate = (world: World, header: string | undefined): Authentication => {
  if (header === undefined || header === '') return { kind: 'anonymous' };
  for (const token of tokensOf(header)) {
    const identity = world.tokens.get(token) ?? signerOf(world, token);
    const ended = identity?.expiresAt !== undefined && identity.expiresAt <= world.clock.now();
    if (identity !== undefined && !ended) return { kind: 'known', identity };
  }
  return { kind: 'refused' };
};
