/**
 * A vendor's API: its own public host, unless the contract names a `url` for the service (a stand-in, a regional host, a proxy). Keys go over TLS, except on
 * this machine.
 */
import { failed, Stop } from '../check.ts';
import { partOf, urlOf } from '../parts.ts';
import type { ProbeInput } from '../probe.ts';
import { reachUrl } from './ask-http.ts';
import type { Reached } from './reach.ts';

export interface Vendor {
  readonly base: URL;
  readonly reached: Reached;
  /** For messages: the variable of the address, else that of the key. */
  readonly variable: string;
}

/** Throws `Stop`. `keyVariable` names what is asked with. */
export const reachVendor = async (input: ProbeInput, ownHost: string, keyVariable: string): Promise<Vendor> => {
  const named = partOf(input, 'url');
  const base = named === undefined ? new URL(ownHost) : urlOf(named, ['https', 'http']);
  const variable = named?.variable ?? keyVariable;
  const reached = await reachUrl(input, base, variable, named !== undefined);
  if (base.protocol === 'http:' && !reached.local) {
    throw new Stop(
      failed('encrypted', 'service-not-encrypted', `${variable} would send the key in the clear`, `${variable} enverrait la clé en clair`),
    );
  }
  return { base, reached, variable };
};

/** Below the base, whatever path it has. */
export const below = (base: URL, path: string): URL => {
  const url = new URL(base);
  const [pathname = '', query = ''] = path.split('?');
  url.pathname = `${base.pathname.replace(/\/+$/, '')}${pathname}`;
  url.search = query;
  return url;
};
