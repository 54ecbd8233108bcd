/**
 * The type of a variable, guessed from its name and from the values that are known of it. Every guess carries its reason; a guess that one of the
 * known values refutes is dropped. Pure.
 */
import type { VariableType } from '../../../contract/model.ts';
import type { Text } from '../../../contract/text.ts';
import { readValue } from '../../formats/read-value.ts';
import { withoutEnvironment } from './secret.ts';

export interface TypeGuess {
  readonly type: VariableType;
  readonly why: Text;
}

const BY_NAME: readonly (readonly [VariableType, RegExp])[] = [
  ['stripe-webhook-secret', /STRIPE.*(?:WEBHOOK|WH).*SECRET|STRIPE.*SIGNING_SECRET/],
  ['stripe-publishable-key', /STRIPE.*(?:PUBLISHABLE|PUBLIC)|STRIPE_PK$/],
  ['stripe-secret-key', /STRIPE.*(?:SECRET|API|RESTRICTED)_?KEY|^STRIPE_(?:KEY|SECRET|SK)$/],
  ['sentry-dsn', /SENTRY(?:_[A-Z]+)*_DSN$/],
  ['cidr-list', /(?:IP_(?:ALLOW|WHITE|BLOCK|DENY|BLACK)_?LIST|_CIDRS?|(?:ALLOWED|TRUSTED)_(?:IPS|NETWORKS))$/],
  [
    'boolean',
    /(?:^|_)(?:ENABLED?|DISABLED?)$|^(?:ENABLE|DISABLE|USE|IS|HAS|MOCK|SKIP|ALLOW|FORCE)_(?!.*_(?:URL|HOST|PORT|KEY|TOKEN|LIST|ORIGINS?)$)|^(?:DEBUG|MAINTENANCE(?:_MODE)?|DRY_RUN)$|_(?:DEBUG|ANTIVIRUS|SSL|TLS|SECURE|MOCK|MOCKED|VERBOSE)$/,
  ],
  ['email', /(?:^|_)(?:EMAIL|EMAIL_FROM|EMAIL_ADDRESS|FROM_EMAIL|MAIL_FROM|SMTP_FROM)$/],
  ['port', /(?:^|_)PORT$/],
  ['host', /(?:^|_)(?:HOST|HOSTNAME|DOMAIN)$/],
  ['list', /(?:^|_)(?:ORIGINS|HOSTS|DOMAINS|EMAILS|URLS|LIST|IDS|FEATURES|LOCALES|LANGUAGES)$/],
  ['url', /(?:^|_)(?:URL|URI|ENDPOINT|ORIGIN|CONNECTION_STRING)$/],
  ['cron', /(?:^|_)(?:CRON|SCHEDULE)$/],
  ['timezone', /^(?:TZ|.*_?TIMEZONE)$/],
  ['path', /(?:^|_)(?:DIR|DIRECTORY|PATH|FOLDER|FILE)$/],
  [
    'integer',
    /(?:^|_)(?:COUNT|LIMIT|MAX|MIN|SIZE|DAYS|HOURS|MINUTES|SECONDS|MS|RETRIES|WORKERS|CONCURRENCY|ROUNDS|REPLICAS|ATTEMPTS|TRUST_PROXY)$|^TRUST_PROXY$/,
  ],
];

/** `values`: what is written down of it somewhere, secrets left out. */
export const guessType = (name: string, values: readonly string[]): TypeGuess => {
  const loud = withoutEnvironment(name.toUpperCase());
  const named = BY_NAME.find(([type, pattern]) => pattern.test(loud) && values.every((value) => fits(type, value)));
  if (named !== undefined) return { type: named[0], why: { en: `its name says ${named[0]}`, fr: `son nom dit ${named[0]}` } };
  const valued = byValues(values);
  if (valued !== undefined) return { type: valued, why: { en: `its values are ${valued}`, fr: `ses valeurs sont de type ${valued}` } };
  return { type: 'string', why: { en: 'nothing says more than text', fr: "rien n'en dit plus que du texte" } };
};

const byValues = (values: readonly string[]): VariableType | undefined => {
  if (values.length === 0) return undefined;
  const all = (test: (value: string) => boolean): boolean => values.every(test);
  if (all((value) => /^(?:true|false|yes|no|on|off)$/i.test(value))) return 'boolean';
  if (all((value) => /^-?[0-9]{1,15}$/.test(value))) return 'integer';
  if (all((value) => /^-?[0-9]+\.[0-9]+$/.test(value))) return 'number';
  if (all((value) => /^[0-9]+(?:ms|s|m|h|d|w)$/.test(value) && fits('duration', value))) return 'duration';
  if (all((value) => /^[a-z][a-z0-9+.-]*:\/\//i.test(value) && fits('url', value))) return 'url';
  if (all((value) => /^\.{0,2}\//.test(value))) return 'path';
  if (all((value) => /^[^\s@<>]+@[^\s@<>]+\.[a-z]+$/i.test(value) && fits('email', value))) return 'email';
  return undefined;
};

/** Would the validator take this value as one of that type? */
export const fits = (type: VariableType, value: string): boolean => value !== '' && readValue(type, value).ok;
