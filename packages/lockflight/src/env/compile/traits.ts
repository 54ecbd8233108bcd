/** What the compiler knows of each type: its reader, what that gives, and how its values are compared. Names are those of the declarations in readers.ts. */
import type { VariableType } from '../../contract/model.ts';

export interface TypeTraits {
  readonly reader: string;
  /** The TypeScript type of what the reader gives. */
  readonly holds: 'string' | 'number' | 'boolean' | 'readonly string[]' | 'unknown';
  /** Is the value the text itself? */
  readonly verbatim: boolean;
  /** The hosts that a value names. */
  readonly hosts?: string;
  /** The spelling that two values are compared by, where it is not the value. */
  readonly spelling?: string;
  /** May an `is` of it tell one environment from another? */
  readonly tells?: true;
  /** Can no value that the type accepts be a placeholder? */
  readonly noPlaceholder?: true;
}

const words = (reader: string, more: Partial<TypeTraits> = {}): TypeTraits => ({ reader, holds: 'string', verbatim: true, ...more });
const parsed = (reader: string, holds: TypeTraits['holds'], more: Partial<TypeTraits> = {}): TypeTraits => ({
  reader,
  holds,
  verbatim: false,
  ...more,
});

const COUNTED = { noPlaceholder: true } as const;

export const TRAITS: Readonly<Record<VariableType, TypeTraits>> = {
  string: words('readText', { tells: true }),
  enum: words('readText'),
  url: words('readUrl', { hosts: 'hostsOf', spelling: 'hrefOf', tells: true }),
  host: parsed('readHost', 'string', { hosts: 'hostOf', tells: true }),
  port: parsed('readPort', 'number', COUNTED),
  integer: parsed('readInteger', 'number', COUNTED),
  number: parsed('readNumber', 'number', COUNTED),
  boolean: parsed('readBoolean', 'boolean', COUNTED),
  email: words('readEmail', { hosts: 'domainOf' }),
  duration: parsed('readDuration', 'number', COUNTED),
  path: words('readPath'),
  ip: parsed('readIp', 'string', { hosts: 'hostOf', ...COUNTED }),
  'cidr-list': parsed('readCidrList', 'readonly string[]', COUNTED),
  list: parsed('readList', 'readonly string[]'),
  json: parsed('readJson', 'unknown'),
  base64: words('readBase64'),
  hex: parsed('readHex', 'string', COUNTED),
  uuid: parsed('readUuid', 'string', COUNTED),
  semver: words('readSemver'),
  cron: words('readCron', COUNTED),
  timezone: words('readTimezone', COUNTED),
  'stripe-secret-key': words('readStripeSecretKey'),
  'stripe-publishable-key': words('readStripePublishableKey'),
  'stripe-webhook-secret': words('readStripeWebhookSecret'),
  'sentry-dsn': words('readSentryDsn', { hosts: 'hostsOf' }),
};
