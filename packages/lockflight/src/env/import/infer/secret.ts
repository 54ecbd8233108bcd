/**
 * Secrets, told by name and by what a text looks like. A draft never carries a value that looks real: these decide what is left out, and what
 * is reported by its place and kind alone. Total and linear.
 */
import type { Text } from '../../../contract/text.ts';

const SECRETIVE =
  /(?:^|_)(?:SECRETS?|PASSWORDS?|PASSWD|PASSPHRASE|PASS|PWD|TOKENS?|APIKEYS?|KEYS?|CREDENTIALS?|CREDS|SALT|PEPPER|JWT|PAT|PRIVATE|CLE|MDP|MOT_DE_PASSE|JETON|CLAVE|SENHA|PASSWORT|SECRETO|SEGREDO|SEGRETO|CONTRASENA|CONTRASENHA|WACHTWOORD|HASLO|SIFRE|GEHEIMNIS)$/;
const SECRETIVE_INSIDE = /(?:^|_)(?:SECRET|PASSWORD|PASSWD|PASSPHRASE|PRIVATE_KEY|ENCRYPTION_KEY|SIGNING_KEY|API_KEY)(?:_|$)/;
const CONNECTION =
  /(?:^|_)(?:DATABASE|DB|POSTGRES(?:QL)?|PG|MYSQL|MARIADB|MONGO(?:DB)?|REDIS|AMQP|RABBITMQ|RABBIT|KAFKA|CLICKHOUSE|DIRECT|POOLED|SHADOW_DATABASE|SMTP|MAILER|BROKER|CELERY_BROKER|CACHE)_(?:URL|URI|DSN|CONNECTION|CONNECTION_STRING)$|(?:^|_)CONNECTION_?STRING$|^(?:CLE|CLAVE|SENHA|MOT_DE_PASSE|JETON)_|(?:^|_)WEBHOOK_SECRET$/;
/** What is said of a secret, but is none: `TOKEN_TTL`, `KEY_PREFIX`. */
const ABOUT =
  /_(?:TTL|EXPIRES?(?:_IN)?|EXPIRY|EXPIRATION|LENGTH|MIN|MAX|URL|URI|ENDPOINT|PATH|FILE|DIR|NAME|ID|PREFIX|HOST|PORT|ENABLED?|DISABLED?|PROVIDER|ALGORITHM|ALG|ISSUER|AUDIENCE|ROUNDS|DAYS|HOURS|ROTATION|HEADER|REGION|VERSION|TYPE|MODE|LIMIT|SECONDS|MS|POLICY|REQUIRED)$/;
const SECRET_TO_THE_END = /(?:^|_)(?:SECRET|PASSWORD|PRIVATE_KEY)$/;
const EXPOSED = /^(?:NEXT_PUBLIC_|VITE_|PUBLIC_|REACT_APP_|EXPO_PUBLIC_|NUXT_PUBLIC_|GATSBY_|VUE_APP_)/;
const PUBLIC = /(?:^|_)(?:PUBLISHABLE|PUBLIC|SITE|ANON)(?:_|$)/;

/** Does the name say that its value is a secret? */
export const isSecretName = (name: string): boolean => {
  const loud = withoutEnvironment(name.toUpperCase());
  if (EXPOSED.test(loud) || (PUBLIC.test(loud) && !SECRET_TO_THE_END.test(loud))) return false;
  if (CONNECTION.test(loud)) return true;
  if (ABOUT.test(loud)) return false;
  return SECRETIVE.test(loud) || SECRETIVE_INSIDE.test(loud);
};

/** `API_TOKEN_STAGING` is a token too. */
export const withoutEnvironment = (name: string): string =>
  name.replace(/(?<=[A-Z0-9])_(?:LOCAL|DEV|DEVELOPMENT|STAGING|STG|PREPROD|PROD|PRODUCTION|TEST|UAT|QA|PREVIEW|LIVE|SANDBOX)$/, '');

interface Kind {
  readonly kind: Text;
  readonly pattern: RegExp;
}

const same = (words: string): Text => ({ en: words, fr: words });

// What each issuer documents of its own formats: a prefix and the length that a real one has.
const FORMATS: readonly Kind[] = [
  { kind: { en: 'a Stripe key', fr: 'une clé Stripe' }, pattern: /\b(?:sk|rk)_(?:test|live)_[A-Za-z0-9]{10,}/ },
  { kind: { en: 'a Stripe webhook secret', fr: 'un secret de webhook Stripe' }, pattern: /\bwhsec_[A-Za-z0-9+/=]{12,}/ },
  { kind: { en: 'a GitHub token', fr: 'un jeton GitHub' }, pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})/ },
  { kind: { en: 'an AWS access key', fr: "une clé d'accès AWS" }, pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/ },
  { kind: { en: 'a Slack token', fr: 'un jeton Slack' }, pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/ },
  { kind: { en: 'a Google API key', fr: "une clé d'API Google" }, pattern: /\bAIza[A-Za-z0-9_-]{30,}/ },
  { kind: { en: 'a SendGrid key', fr: 'une clé SendGrid' }, pattern: /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/ },
  { kind: { en: 'an API key', fr: "une clé d'API" }, pattern: /\bsk-[A-Za-z0-9_-]{16,}/ },
  { kind: { en: 'a GitLab token', fr: 'un jeton GitLab' }, pattern: /\bglpat-[A-Za-z0-9_-]{16,}/ },
  { kind: { en: 'an npm token', fr: 'un jeton npm' }, pattern: /\bnpm_[A-Za-z0-9]{30,}/ },
  { kind: same('JWT'), pattern: /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/ },
  { kind: { en: 'a private key', fr: 'une clé privée' }, pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
];

const PASSWORD_IN_URL = /\b[a-z][a-z0-9+.-]{1,20}:\/\/([^\s/:@<>{}]{0,80}):([^\s/@]{1,200})@(?!localhost\b|127\.0\.0\.1\b)/i;
const PLACEHOLDER =
  /^(?:pass(?:word|wd)?|pwd|motdepasse|mdp|secret|postgres|root|user|admin|guest|example|changeme|change[-_]?me|test|dev|local|redis|x{2,}|\*+|\.{2,}|…|<.*>|\[.*\]|\{.*\}|\$.*|your.*|token|key|pw|p)$/i;
const TOKEN = /[A-Za-z0-9+/=_-]{24,}/g;

/** What a real secret in this text would be called; undefined where nothing looks like one. Not one character of it comes out. */
export const secretIn = (text: string): Text | undefined => {
  const searched = text.slice(0, 20_000);
  const format = FORMATS.find(({ pattern }) => {
    const [found] = pattern.exec(searched) ?? [];
    return found !== undefined && !/x{4,}|\.{3}|…|\*{3}|example|changeme|your/i.test(found);
  });
  if (format !== undefined) return format.kind;
  const [, user, password] = PASSWORD_IN_URL.exec(searched) ?? [];
  if (password !== undefined && password !== user && !PLACEHOLDER.test(password))
    return { en: 'a password in a URL', fr: 'un mot de passe dans une URL' };
  // The digest of an image is no secret.
  const random = [...searched.replaceAll(/\bsha(?:256|512)[:-][A-Za-z0-9+/=]+/g, '').matchAll(TOKEN)].some(([token]) => looksRandom(token));
  return random ? { en: 'a random-looking value', fr: 'une valeur aléatoire' } : undefined;
};

/** What a value that is kept in git looks like; a development word (`postgres`, `changeme`) is none. */
export const heldSecret = (name: string, value: string): Text | undefined => {
  const kind = secretIn(value);
  if (kind !== undefined) return kind;
  if (!isSecretName(name) || value.length < 8 || isPlaceholder(value) || /^[a-z]+:\/\/|localhost|127\.0\.0\.1|\$\{?[A-Z]|\s/i.test(value))
    return undefined;
  return { en: 'a value under the name of a secret', fr: "une valeur sous le nom d'un secret" };
};

/** Digits and both cases mixed, or hexadecimal with both letters and digits; words joined by dashes are neither. */
const looksRandom = (token: string): boolean => {
  if (/^[0-9a-f]{32,}$/i.test(token)) return /[0-9]/.test(token) && /[a-f]/i.test(token);
  const switches = token.match(/[0-9](?=[A-Za-z])|[A-Za-z](?=[0-9])|[a-z](?=[A-Z])/g)?.length ?? 0;
  return /[0-9]/.test(token) && /[a-z]/.test(token) && /[A-Z]/.test(token) && switches >= token.length / 6;
};

/** Words that may be copied: everything that looks like a secret is taken out, password in URLs included. */
export const withoutSecrets = (text: string): string =>
  FORMATS.reduce((words, { pattern }) => words.replaceAll(new RegExp(pattern.source, 'g'), '***'), text)
    .replaceAll(/(\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@]{1,300}@/gi, '$1***@')
    .replaceAll(TOKEN, (token) => (looksRandom(token) ? '***' : token));

/** Is this a value that somebody is meant to replace, whole or in part? */
export const isPlaceholder = (value: string): boolean =>
  /^(?:\*{2,}|x{2,}|\.{2,}|…|-+|tbd|todo|tba|\?+|change[-_ ]?me|replace[-_ ]?me|secret|value|string|url|key|token|password|number|boolean|redacted|hidden|generated?|random)$/i.test(
    value,
  ) || /…|\.\.\.|x{3,}|\*{3}|<[^<>]*>|\[[^[\]]+\]|\{\{|\$\{|\$[A-Z]|\byour[-_ ]?|change[-_ ]?me|\bvotre\b/i.test(value);
