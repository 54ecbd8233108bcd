/**
 * The readers of env/formats once more, as small TypeScript text that needs nothing but the platform. Each takes a non-empty text and gives its value,
 * undefined where the text is refused. Only those that a contract needs are put into its validator; the differential tests hold both spellings together.
 *
 * No BigInt and no syntax after ES2020, so that any bundler's target can take it.
 */

/** Declarations of the runtime by the name that they declare. A declaration is emitted when something emitted mentions its name. */
export type Snippets = Readonly<Record<string, string>>;

export const READERS: Snippets = {
  text: String.raw`const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);`,
  readText: String.raw`const readText = (t: string): string => t;`,
  readBoolean: String.raw`const readBoolean = (t: string): boolean | undefined => {
  switch (t) {
    case 'true': case '1': case 'yes': case 'on': return true;
    case 'false': case '0': case 'no': case 'off': return false;
    default: return undefined;
  }
};`,
  readInteger: String.raw`const readInteger = (t: string): number | undefined => {
  let n = 0;
  let i = t.charCodeAt(0) === 45 ? 1 : 0;
  const minus = i;
  if (i === t.length) return undefined;
  for (; i < t.length; i++) {
    const digit = t.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return undefined;
    n = n * 10 + digit;
  }
  return n > 9007199254740991 ? undefined : minus ? 0 - n : n;
};`,
  readNumber: String.raw`const readNumber = (t: string): number | undefined => {
  const n = /^-?[0-9]+(\.[0-9]+)?$/.test(t) ? Number(t) + 0 : NaN;
  return n - n === 0 ? n : undefined;
};`,
  readPort: String.raw`const readPort = (t: string): number | undefined => {
  const n = t.length < 6 ? readInteger(t) : 0;
  return n && n > 0 && n < 65536 ? n : undefined;
};`,
  readDuration: String.raw`const readDuration = (t: string): number | undefined => {
  const units = [604800, 86400, 3600, 60, 1, 0.001];
  const counts = /^(?:([0-9]+)w)?(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?(?:([0-9]+)ms)?$/.exec(t);
  const seconds = counts ? counts.slice(1).reduce((sum, count, i) => sum + Number(count ?? 0) * (units[i] ?? 0), 0) : NaN;
  return seconds <= 9007199254740991 ? seconds : undefined;
};`,
  octets: String.raw`const octets = (t: string): readonly number[] | undefined => {
  const pieces = t.split('.');
  return pieces.length === 4 && pieces.every((part) => /^(0|[1-9][0-9]{0,2})$/.test(part) && Number(part) < 256) ? pieces.map(Number) : undefined;
};`,
  groups: String.raw`const groups = (t: string, tail: boolean): readonly number[] | undefined => {
  const found: number[] = [];
  const pieces = t === '' ? [] : t.split(':');
  const fine = pieces.every((part, i) => {
    if (!tail || i < pieces.length - 1 || !part.includes('.')) return /^[0-9a-fA-F]{1,4}$/.test(part) && found.push(parseInt(part, 16));
    const [a = 0, b = 0, c = 0, d = 0] = octets(part) ?? [-1];
    return a >= 0 && found.push(a * 256 + b, c * 256 + d);
  });
  return fine ? found : undefined;
};`,
  address: String.raw`const address = (t: string): readonly number[] | undefined => {
  if (t.length > 45) return undefined;
  if (!t.includes(':')) return octets(t);
  const [left = '', right, more] = t.split('::');
  const head = groups(left, right === undefined);
  const tail = groups(right ?? '', true);
  if (!head || !tail || more !== undefined) return undefined;
  const gap = 8 - head.length - tail.length;
  return (right === undefined ? gap === 0 : gap > 0) ? head.concat(Array<number>(gap).fill(0), tail) : undefined;
};`,
  readIp: String.raw`const readIp = (t: string): string | undefined => (address(t) ? t.toLowerCase() : undefined);`,
  readCidrList: String.raw`const readCidrList = (t: string): readonly string[] | undefined => {
  const found: string[] = [];
  const fine = t.split(',').every((item) => {
    const [host = '', prefix, more] = item.trim().split('/');
    const units = address(host);
    if (!units || more !== undefined || (prefix !== undefined && !/^(0|[1-9][0-9]{0,2})$/.test(prefix))) return false;
    const wide = units.length > 4;
    const width = wide ? 16 : 8;
    const bits = Number(prefix ?? units.length * width);
    if (bits > units.length * width) return false;
    const clear = (unit: number, i: number): number => {
      const off = width - Math.min(width, Math.max(0, bits - i * width));
      return (unit >> off) << off;
    };
    return found.push(units.map((unit, i) => clear(unit, i).toString(wide ? 16 : 10)).join(wide ? ':' : '.') + '/' + bits);
  });
  return fine ? found : undefined;
};`,
  bareHost: String.raw`const bareHost = (t: string): string => {
  const host = (t.startsWith('[') && t.endsWith(']') ? t.slice(1, -1) : t).toLowerCase();
  return host.endsWith('.') && host.length > 1 ? host.slice(0, -1) : host;
};`,
  // The plainest hosts first: every label begins and ends well, none is too long, and the last is no number; or four numbers.
  HOST: String.raw`const HOST =
  /^(?:[a-z][a-z0-9]*(?:(?:-[a-z0-9]|\.[a-z])[a-z0-9]*)*$|(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\.(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}$)/;`,
  readHost: String.raw`const readHost = (t: string): string | undefined => {
  if (t.length < 64 && HOST.test(t)) return t;
  const host = bareHost(t);
  const named = host.length < 254 && /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.(?!$)|$))+$/.test(host) && !/(?:^|\.)[0-9]+$/.test(host);
  return named || address(host) ? host : undefined;
};`,
  domain: String.raw`const domain = (t: string): string | undefined => {
  const at = t.lastIndexOf('@');
  const end = t.slice(at + 1);
  const fine = t.length < 255 && at > 0 && at < 65 && /^(?:[a-z0-9!#$%&'*+/=?^_\x60{|}~-]+(?:\.(?!$)|$))+$/i.test(t.slice(0, at));
  return fine && (end.includes('.') || end === 'localhost') && readHost(end) ? bareHost(end.toLowerCase()) : undefined;
};`,
  EMAIL: String.raw`const EMAIL = /^[a-z0-9]+(?:[._+-][a-z0-9]+)*@[a-z0-9]+(?:[.-][a-z0-9]+)*?\.[a-z]+$/;`,
  readEmail: String.raw`const readEmail = (t: string): string | undefined => ((t.length < 64 && EMAIL.test(t)) || domain(t) ? t : undefined);`,
  // A URL of the plainest kind: its host is what stands there, and no parser would refuse it.
  PLAIN: String.raw`const PLAIN =
  /^(?!file:)[a-z][a-z0-9+.-]*:\/\/(?:[\w!$%&'()*+;=:.~-]*@)?([a-z](?:[a-z0-9_]|-(?!-)|\.(?=[a-z]))*)(?::[0-9]{1,4})?(?:[/?#][!-~]*)?$/;`,
  plain: String.raw`const plain = (t: string): string | undefined => (/\?.*(?:host|%)/.test(t) ? undefined : PLAIN.exec(t)?.[1]);`,
  parts: String.raw`const parts = (t: string): { readonly scheme: string; readonly hosts: readonly string[]; readonly urls: readonly ParsedUrl[] } | undefined => {
  const pieces = /^([a-z][a-z0-9+.-]*):(\/\/)?([^]+)$/i.exec(t);
  if (!pieces || /[\0- \x7f]/.test(t)) return undefined;
  const [, head = '', slashes, rest = ''] = pieces;
  const scheme = head.toLowerCase();
  if (!slashes && !/^(?:file|sqlite|mailto|tel|data|urn|jdbc|unix)$/.test(scheme)) return undefined;
  const authority = slashes ? /^[^/?#]*/.exec(rest)?.[0] ?? '' : '';
  const at = authority.lastIndexOf('@') + 1;
  const several = authority.slice(at).split(',');
  const texts = several.length < 2 ? [t] : several.map((host) => head + '://' + authority.slice(0, at) + host + rest.slice(authority.length));
  try {
    const urls = texts.map((each) => new platform.URL(each));
    const hosts = urls.map((url) => url.hostname).filter((host) => host !== '');
    if (hosts.length < urls.length && /^(?:https?|wss?|ftp)$/.test(scheme)) return undefined;
    const asked = /^postgres(?:ql)?$/.test(scheme) ? urls[0]?.searchParams.getAll('host').join().split(',') ?? [] : [];
    return { scheme, hosts: hosts.concat(asked.filter((host) => host !== '' && !host.startsWith('/'))).map(bareHost), urls };
  } catch {
    return undefined;
  }
};`,
  hrefOf: String.raw`const hrefOf = (t: string): string | undefined => parts(t)?.urls.map((url) => url.href).join(' ');`,
  hostsOf: String.raw`const hostsOf = (t: string): readonly string[] => parts(t)?.hosts ?? [];`,
  hostOf: String.raw`const hostOf = (t: string): readonly string[] => {
  const host = readHost(t);
  return host === undefined ? [] : [host];
};`,
  domainOf: String.raw`const domainOf = (t: string): readonly string[] => {
  const host = domain(t);
  return host === undefined ? [] : [host];
};`,
  PORTS: String.raw`const PORTS = ' http:80 ws:80 https:443 wss:443 ftp:21 postgres:5432 postgresql:5432 mysql:3306 mongodb:27017 redis:6379 rediss:6379 amqp:5672 amqps:5671 smtp:25 smtps:465';`,
  portsOf: String.raw`const portsOf = (t: string): readonly number[] => {
  const url = parts(t);
  const known = parseInt(PORTS.split(' ' + url?.scheme + ':')[1] ?? '', 10);
  return url ? url.urls.map((each) => (each.port === '' ? known : Number(each.port))).filter((port) => port > 0 || port === 0) : [];
};`,
  readUrl: String.raw`const readUrl = (t: string): string | undefined => (PLAIN.test(t) || parts(t) ? t : undefined);`,
  DSN: String.raw`const DSN = /^https?:\/\/[0-9A-Za-z]+(?::[^@/ ]*)?@[^/?#, ]+\/(?:[^?# ]*\/)?[0-9]+$/;`,
  readSentryDsn: String.raw`const readSentryDsn = (t: string): string | undefined => ((DSN.test(t) && PLAIN.test(t)) || DSN.test(hrefOf(t) ?? '') ? t : undefined);`,
  readPath: String.raw`const readPath = (t: string): string | undefined =>
  t.length < 4097 && /^(?![a-z][a-z0-9+.-]+:\/\/)[^\0-\x1f]+$/i.test(t) && t.trim() === t ? t : undefined;`,
  readList: String.raw`const readList = (t: string): readonly string[] | undefined => {
  const items = t.split(',').map((item) => item.trim());
  return items.includes('') ? undefined : items;
};`,
  readJson: String.raw`const readJson = (t: string): unknown => {
  try {
    return JSON.parse(t);
  } catch {
    return undefined;
  }
};`,
  readBase64: String.raw`const readBase64 = (t: string): string | undefined => {
  const bare = t.replace(/={0,2}$/, '');
  const whole = t.length % 4 === 0;
  const standard = whole && /^[A-Za-z0-9+/]+$/.test(bare);
  return standard || (/^[A-Za-z0-9_-]*[-_][A-Za-z0-9_-]*$/.test(bare) && (bare === t ? t.length % 4 !== 1 : whole)) ? t : undefined;
};`,
  readHex: String.raw`const readHex = (t: string): string | undefined => (t.length % 2 === 0 && /^[0-9a-fA-F]+$/.test(t) ? t.toLowerCase() : undefined);`,
  readUuid: String.raw`const readUuid = (t: string): string | undefined => (/^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/.test(t) ? t.toLowerCase() : undefined);`,
  readSemver: String.raw`const readSemver = (t: string): string | undefined =>
  /^(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){2}(?:-(?:(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?![+]|$)|(?=[+]|$)))+)?(?:\+(?:[0-9A-Za-z-]+(?:\.(?!$)|$))+)?$/.test(t) ? t : undefined;`,
  readCron: String.raw`const readCron = (t: string): string | undefined => {
  if (/^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)$/.test(t)) return t;
  const fields = t.split(/[ \t]+/);
  const shapes: readonly (readonly [number, number, string?])[] = [[0, 59], [0, 59], [0, 23], [1, 31], [1, 12, 'janfebmaraprmayjunjulaugsepoctnovdec'], [0, 7, 'sunmontuewedthufrisat']];
  const fine = (fields.length === 5 || fields.length === 6) && fields.every((field, i) => {
    const [min, max, names = ''] = shapes[i + 6 - fields.length] ?? [1, 0];
    const read = (word: string): number => {
      const at = /^[a-z]{3}$/i.test(word) ? names.indexOf(word.toLowerCase()) : -1;
      if (at >= 0 && at % 3 === 0) return at / 3 + min;
      const n = /^[0-9]{1,2}$/.test(word) ? Number(word) : -1;
      return n >= min && n <= max ? n : NaN;
    };
    return field.split(',').every((item) => {
      const [range = '', step, more] = item.split('/');
      const [from = '', to, rest] = range.split('-');
      if (more !== undefined || (step !== undefined && !/^[1-9][0-9]{0,2}$/.test(step))) return false;
      return range === '*' || (rest === undefined && (to === undefined ? read(from) >= 0 : read(from) <= read(to)));
    });
  });
  return fine ? t : undefined;
};`,
  // Asking the platform for a time zone is slow; the last one that it knew is remembered.
  zone: `let zone = 'UTC';`,
  readTimezone: String.raw`const readTimezone = (t: string): string | undefined => {
  if (t === zone) return t;
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(t)) return undefined;
  try {
    new Intl.DateTimeFormat('en', { timeZone: t });
    zone = t;
    return t;
  } catch {
    return undefined;
  }
};`,
  readStripeSecretKey: String.raw`const readStripeSecretKey = (t: string): string | undefined => (SECRET_KEY.test(t) ? t : undefined);`,
  SECRET_KEY: String.raw`const SECRET_KEY = /^[sr]k_(?:test|live)_\w+$/;`,
  PUBLISHABLE: String.raw`const PUBLISHABLE = /^pk_(?:test|live)_\w+$/;`,
  readStripePublishableKey: 'const readStripePublishableKey = (t: string): string | undefined => (PUBLISHABLE.test(t) ? t : undefined);',
  WEBHOOK: String.raw`const WEBHOOK = /^whsec_[\w+/=-]+$/;`,
  readStripeWebhookSecret: 'const readStripeWebhookSecret = (t: string): string | undefined => (WEBHOOK.test(t) ? t : undefined);',
};
