/**
 * The door of the administration: ADMIN_TOKEN as bearer, from an address of ADMIN_IP_ALLOWLIST where one is set. Without ADMIN_TOKEN there is no administration.
 * An address outside the list learns nothing but that it is refused, whatever token it holds.
 */
import { BlockList, isIPv6 } from 'node:net';
import type { preHandlerAsyncHookHandler } from 'fastify';
import type { Env } from '../config/env.ts';
import { Problem } from '../problem.ts';
import { holdsToken } from '../security/bearer.ts';

export const adminGuard = ({
  ADMIN_TOKEN: token,
  ADMIN_IP_ALLOWLIST: allowlist,
}: Pick<Env, 'ADMIN_TOKEN' | 'ADMIN_IP_ALLOWLIST'>): preHandlerAsyncHookHandler => {
  const allowed = allowlist && addressesOf(allowlist);
  return async (request) => {
    if (allowed !== undefined && !allowed(request.ip)) {
      throw new Problem(403, 'ADDRESS_REFUSED', {
        fr: "L'administration n'est pas joignable d'ici",
        en: 'The administration cannot be reached from here',
      });
    }
    if (token === undefined)
      throw new Problem(404, 'ADMIN_OFF', { fr: "Il n'y a pas d'administration ici", en: 'There is no administration here' });
    if (!holdsToken(request, token)) {
      throw new Problem(401, 'TOKEN_REFUSED', { fr: "Le jeton d'administration est refusé", en: 'The administration token is refused' });
    }
  };
};

/** Whether an address lies in one of the ranges (`10.0.0.0/8`, `2001:db8::/32`, a bare address). An IPv4 address may come dressed as IPv6 (`::ffff:10.0.0.1`). */
export const addressesOf = (ranges: readonly string[]): ((address: string) => boolean) => {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits] = range.split('/');
    const family = isIPv6(network) ? 'ipv6' : 'ipv4';
    list.addSubnet(network, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return (address) => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
    return list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
  };
};
