/** May this go without TLS? On this machine and in a private network, yes; across the public one only what carries no credentials. Throws `Stop`. Pure. */
import { type Check, failed, passed, Stop } from '../check.ts';
import type { Reached } from './reach.ts';

export const requireEncryption = (tls: boolean, reached: Reached, variable: string, credentials: boolean): Check => {
  if (tls) return passed('encrypted', 'over TLS', 'par TLS');
  if (reached.local) return passed('encrypted', 'no TLS, and nothing leaves this machine', 'sans TLS, et rien ne quitte cette machine');
  if (reached.private) return passed('encrypted', 'no TLS, inside a private network', 'sans TLS, dans un réseau privé');
  const refused = failed(
    'encrypted',
    'service-not-encrypted',
    `${variable} leads across the public network without TLS`,
    `${variable} traverse le réseau public sans TLS`,
  );
  if (credentials) throw new Stop(refused);
  return refused;
};
