/** From an Authorization header to an identity: `token T`, `Bearer T`, or Basic with the token as password (or as user, with an empty one). */
import type { Identity } from '../world/account.ts';
import type { World } from '../world/world.ts';

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

export const authenticate = (world: World, header: string | undefined): Authentication => {
  if (header === undefined || header === '') return { kind: 'anonymous' };
  for (const token of tokensOf(header)) {
    const identity = world.tokens.get(token);
    if (identity !== undefined) return { kind: 'known', identity };
  }
  return { kind: 'refused' };
};
