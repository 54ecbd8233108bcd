/**
 * url: an absolute URL, read by the platform's own parser (WHATWG URL). Stricter than it where leniency hides mistakes: no blank or control
 * character, something after the scheme, `//` unless the scheme is one that is written without (`file:./dev.db`), so that `localhost:3000`
 * is not taken for a URL of scheme `localhost`. Several hosts in one authority (`mongodb://a:1,b:2/x`) are understood.
 */
import { normalizeHost } from './host.ts';
import { accepted, hasBlankOrControl, type Reader, refused } from './reading.ts';

const WITHOUT_SLASHES = new Set(['file', 'sqlite', 'mailto', 'tel', 'data', 'urn', 'jdbc', 'unix']);
const NEEDS_HOST = new Set(['http', 'https', 'ws', 'wss', 'ftp']);
const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['ws', 80],
  ['https', 443],
  ['wss', 443],
  ['ftp', 21],
  ['postgres', 5432],
  ['postgresql', 5432],
  ['mysql', 3306],
  ['mongodb', 27_017],
  ['redis', 6379],
  ['rediss', 6379],
  ['amqp', 5672],
  ['amqps', 5671],
  ['smtp', 25],
  ['smtps', 465],
]);

export interface UrlParts {
  readonly scheme: string;
  /** Every host that a connection may go to, normalised; empty for `file:./dev.db`. */
  readonly hosts: readonly string[];
  /** The ports that go with them, a scheme's well-known one where none is written. */
  readonly ports: readonly number[];
  /** One spelling, for comparison. */
  readonly href: string;
}

interface Authority {
  readonly before: string;
  readonly hosts: readonly string[];
  readonly after: string;
}

/** Cuts `scheme://user@h1:1,h2:2/rest` around its hosts; undefined where there is one host or none. */
const severalHosts = (text: string): Authority | undefined => {
  const match = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)(.*)$/is.exec(text);
  if (match === null) return undefined;
  const [, scheme = '', authority = '', after = ''] = match;
  const at = authority.lastIndexOf('@') + 1;
  const hosts = authority.slice(at).split(',');
  return hosts.length < 2 ? undefined : { before: scheme + authority.slice(0, at), hosts, after };
};

const parseOne = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

const parseAll = (text: string): readonly URL[] | undefined => {
  const several = severalHosts(text);
  const urls = several === undefined ? [parseOne(text)] : several.hosts.map((host) => parseOne(several.before + host + several.after));
  return urls.every((url) => url !== undefined) ? urls : undefined;
};

/** libpq lets `?host=` override the authority: a host is a host wherever it is written. */
const hostsInQuery = (url: URL, scheme: string): readonly string[] =>
  scheme === 'postgres' || scheme === 'postgresql'
    ? url.searchParams.getAll('host').flatMap((hosts) => hosts.split(',').filter((host) => host !== '' && !host.startsWith('/')))
    : [];

/** The parts of a URL, or undefined where the text is none. */
export const parseUrl = (text: string): UrlParts | undefined => {
  if (hasBlankOrControl(text)) return undefined;
  const match = /^([a-z][a-z0-9+.-]*):(\/\/)?(.*)$/is.exec(text);
  const urls = match === null ? undefined : parseAll(text);
  const [first] = urls ?? [];
  if (match === null || urls === undefined || first === undefined) return undefined;
  const scheme = (match[1] ?? '').toLowerCase();
  if ((match[3] ?? '') === '' || (match[2] === undefined && !WITHOUT_SLASHES.has(scheme))) return undefined;
  const written = urls.map((url) => url.hostname).filter((host) => host !== '');
  if (NEEDS_HOST.has(scheme) && written.length < urls.length) return undefined;
  const standard = DEFAULT_PORTS.get(scheme);
  const ports = urls.flatMap((url) => (url.port !== '' ? [Number(url.port)] : standard === undefined ? [] : [standard]));
  return {
    scheme,
    hosts: [...written, ...hostsInQuery(first, scheme)].map(normalizeHost),
    ports,
    href: urls.map((url) => url.href).join(' '),
  };
};

export const readUrl: Reader = (text) =>
  parseUrl(text) === undefined
    ? refused('not an absolute URL (scheme://host/...)', "n'est pas une URL absolue (schéma://hôte/...)")
    : accepted(text);
