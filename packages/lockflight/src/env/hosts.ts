/** The hosts that a value names: a URL's, a host variable's, an e-mail's domain, a Sentry DSN's. Other types name none. */
import type { Cell, VariableType } from '../contract/model.ts';
import { domainOf } from './formats/email.ts';
import { isHost, normalizeHost } from './formats/host.ts';
import { parseUrl } from './formats/url.ts';
import { hostMatches } from './patterns.ts';

export const hostsOf = (type: VariableType, value: string): readonly string[] => {
  if (type === 'host' || type === 'ip') return isHost(value) ? [normalizeHost(value)] : [];
  if (type === 'email') {
    const domain = domainOf(value);
    return domain === undefined ? [] : [normalizeHost(domain)];
  }
  return type === 'url' || type === 'sentry-dsn' ? (parseUrl(value)?.hosts ?? []) : [];
};

/** A pattern of stars alone names nobody in particular. */
const namesSomebody = (pattern: string): boolean => /[^*.]/.test(pattern);

/** Does the cell name this host, by one of its patterns? */
export const cellNamesHost = (cell: Cell, host: string): boolean =>
  (cell.host ?? []).some((pattern) => namesSomebody(pattern) && hostMatches(normalizeHost(pattern), host));

/** Does the cell let all of the value's hosts through? A cell without host patterns does; a value without a host does not pass patterns. */
export const cellAcceptsHosts = (cell: Cell, hosts: readonly string[]): boolean =>
  cell.host === undefined ||
  (hosts.length > 0 && hosts.every((host) => (cell.host ?? []).some((pattern) => hostMatches(normalizeHost(pattern), host))));
