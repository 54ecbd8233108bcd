/**
 * Names for wildcards. A document that says `SMTP_*` means variables that it does not name: they are looked for in what is known (the document, the
 * samples, the code), and for a few families whose members are the same everywhere they are guessed, and told as a guess.
 */
import type { Wildcard } from '../names/read-names.ts';

const USUAL: ReadonlyMap<string, readonly string[]> = new Map([
  ['SMTP_', ['HOST', 'PORT', 'USER', 'PASSWORD', 'FROM']],
  ['MAIL_', ['HOST', 'PORT', 'USERNAME', 'PASSWORD', 'FROM']],
  ['BACKUP_', ['ENABLED', 'SCHEDULE', 'DIR']],
  ['AWS_', ['REGION', 'ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']],
  ['S3_', ['BUCKET', 'REGION', 'ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']],
  ['DB_', ['HOST', 'PORT', 'USER', 'PASSWORD', 'NAME']],
  ['POSTGRES_', ['HOST', 'PORT', 'USER', 'PASSWORD', 'DB']],
  ['REDIS_', ['HOST', 'PORT', 'PASSWORD']],
  ['STRIPE_', ['SECRET_KEY', 'PUBLISHABLE_KEY', 'WEBHOOK_SECRET']],
  ['TWILIO_', ['ACCOUNT_SID', 'AUTH_TOKEN', 'FROM']],
  ['GOOGLE_', ['CLIENT_ID', 'CLIENT_SECRET']],
  ['GITHUB_', ['CLIENT_ID', 'CLIENT_SECRET']],
  ['CLAMAV_', ['HOST', 'PORT']],
  ['SENTRY_', ['DSN']],
  ['CLOUDINARY_', ['CLOUD_NAME', 'API_KEY', 'API_SECRET']],
  ['SMS_', ['PROVIDER', 'API_KEY']],
  ['KYC_', ['PROVIDER', 'API_KEY']],
]);

export interface Family {
  readonly members: readonly string[];
  /** Nothing names them: they are what such a family usually has. */
  readonly guessed: boolean;
}

export const membersOf = ({ prefix, suffix }: Wildcard, known: readonly string[]): Family => {
  const found = known.filter((name) => name.startsWith(prefix) && name.endsWith(suffix) && name.length > prefix.length + suffix.length);
  if (found.length > 0) return { members: found, guessed: false };
  return { members: (suffix === '' ? (USUAL.get(prefix) ?? []) : []).map((member) => `${prefix}${member}`), guessed: true };
};

/** The keys of a provider: the ones that are known, else the one that every provider hands out. */
export const keysOf = (family: string, first: string, known: readonly string[]): Family => {
  const found = known.filter((name) => name.startsWith(family) && name !== first);
  return found.length > 0 ? { members: [first, ...found], guessed: false } : { members: [first, `${family}API_KEY`], guessed: true };
};
