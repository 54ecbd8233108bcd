/**
 * Reaches a host and port, and pins the address that answered. What a probe does afterwards goes to that address alone; the name is kept for certificates.
 */
import { connect, isIP, type LookupFunction } from 'node:net';
import { Stop } from '../check.ts';
import type { ProbeInput } from '../probe.ts';
import { isLoopback, isPrivate } from './forbidden.ts';
import { type Address, resolveOnce } from './resolve.ts';
import { unreached } from './unreached.ts';

export interface Reached {
  readonly host: string;
  readonly port: number;
  /** Numeric: what is connected to. */
  readonly address: string;
  readonly family: number;
  /** On this machine. */
  readonly local: boolean;
  /** In a network that is not public; true of this machine too. */
  readonly private: boolean;
}

export interface Place {
  readonly host: string;
  readonly port: number;
  /** The variable that the host stands in, for messages; of a vendor's own host, the one that holds the key. */
  readonly variable: string;
  /** False: a vendor's public host, that no variable names. */
  readonly own: boolean;
}

/** Throws `Stop`: `service-host-unknown`, `service-address-refused`, `service-unreachable`, `service-timeout`. */
export const reach = async (input: ProbeInput, { host, port, variable, own }: Place): Promise<Reached> => {
  const addresses = await resolveOnce(host, variable, own, input.lookup);
  let last: unknown;
  for (const { address, family } of addresses) {
    try {
      await touch({ address, family }, port, input.signal);
      return { host, port, address, family, local: isLoopback(address), private: isPrivate(address) };
    } catch (error) {
      last = error;
    }
  }
  throw new Stop(unreached(last, variable));
};

const touch = ({ address, family }: Address, port: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: address, family, port, signal });
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });

/** For clients that take a name: it leads to the pinned address, and no other name leads anywhere. */
export const pinnedLookup =
  ({ host, address, family }: Reached): LookupFunction =>
  (name, options, callback) => {
    if (name !== host) callback(Object.assign(new Error('not the host of this probe'), { code: 'ENOTFOUND' }), '', 0);
    else if (options.all === true) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };

/** Certificates are for names; a numeric host has none to send. */
export const serverName = ({ host }: Reached): { readonly servername?: string } => (isIP(host) === 0 ? { servername: host } : {});
