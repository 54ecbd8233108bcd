/** One reader for each type of the contract. The empty string is "not set" everywhere, so no type accepts it. */
import type { VariableType } from '../../contract/model.ts';
import { readBoolean } from './boolean.ts';
import { readCidrList } from './cidr-list.ts';
import { readCron } from './cron.ts';
import { readDuration } from './duration.ts';
import { readEmail } from './email.ts';
import { readBase64, readHex, readUuid } from './encodings.ts';
import { readHost } from './host.ts';
import { readIp } from './ip.ts';
import { readInteger, readNumber, readPort } from './numbers.ts';
import { type Reader, type Reading, refused } from './reading.ts';
import { readSemver } from './semver.ts';
import { readSentryDsn } from './sentry-dsn.ts';
import { readStripePublishableKey, readStripeSecretKey, readStripeWebhookSecret } from './stripe.ts';
import { readTimezone } from './timezone.ts';
import { readUrl } from './url.ts';
import { readJson, readList, readPath, readString } from './words.ts';

const READERS: Readonly<Record<VariableType, Reader>> = {
  string: readString,
  url: readUrl,
  host: readHost,
  port: readPort,
  integer: readInteger,
  number: readNumber,
  boolean: readBoolean,
  enum: readString,
  email: readEmail,
  duration: readDuration,
  path: readPath,
  ip: readIp,
  'cidr-list': readCidrList,
  list: readList,
  json: readJson,
  base64: readBase64,
  hex: readHex,
  uuid: readUuid,
  semver: readSemver,
  cron: readCron,
  timezone: readTimezone,
  'stripe-secret-key': readStripeSecretKey,
  'stripe-publishable-key': readStripePublishableKey,
  'stripe-webhook-secret': readStripeWebhookSecret,
  'sentry-dsn': readSentryDsn,
};

/**
 * Reads `text` as a value of `type`. Durations come back in seconds, networks and hosts in one spelling, lists as lists.
 * Total; what is refused says why without a character of the text.
 */
export const readValue = (type: VariableType, text: string): Reading =>
  text === '' ? refused('not set (the empty string is no value)', "non défini (la chaîne vide n'est pas une valeur)") : READERS[type](text);
