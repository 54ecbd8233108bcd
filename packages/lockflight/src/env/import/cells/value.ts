/** Values and patterns of values in a cell. A placeholder is never a value: only its shape (scheme, host, mode) is kept. Total. */
import { plain } from '../heads/plain.ts';
import { isPlaceholder } from '../infer/secret.ts';
import type { CellReading } from './reading.ts';

const SCHEME = /^([a-z][a-z0-9+.-]{1,20}):(?:\/\/)?/i;

/** One token that is a value by its looks, wherever it stands. */
export const looksLikeValue = (token: string): boolean =>
  /^(?:true|false)$/i.test(token) ||
  /^-?[0-9]+(?:[.,][0-9]+)?(?:ms|s|m|h|d|w|mb|gb|kb|%)?$/i.test(token) ||
  /^[a-z][a-z0-9+.-]{1,20}:\/\/\S+$/i.test(token) ||
  /^file:\S+$/i.test(token) ||
  /^\.{0,2}\/\S+$/.test(token) ||
  /^[\w-]+(?:\.[\w-]+)+(?::[0-9]{1,5})?$/.test(token) ||
  /^(?:localhost|[0-9]{1,3}(?:\.[0-9]{1,3}){3})(?::[0-9]{1,5})?(?:\/[0-9]{1,2})?$/.test(token) ||
  /^[^\s@<>]+@[^\s@<>]+\.[a-z]+$/i.test(token) ||
  /^(?:\*|"\*")$/.test(token);

/** A value, or the pattern of one. */
export const readValueText = (text: string): Partial<CellReading> => {
  const bare = text.replace(/^["'](.*)["']$/, '$1').trim();
  const mode = /(?:^|[^a-z])(?:sk|pk|rk)_(test|live)_?/i.exec(bare)?.[1]?.toLowerCase();
  if (mode !== undefined) return { need: 'required', implied: true, mode: mode === 'live' ? 'live' : 'test' };
  const scheme = SCHEME.exec(bare)?.[1]?.toLowerCase();
  if (/^[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/[^/\s]*:[^/\s@]*@/.test(bare) && scheme !== undefined) {
    return { need: 'required', implied: true, scheme: schemesOf(scheme), ...hostOf(bare) };
  }
  if (isRange(bare)) return { need: 'required', implied: true, range: true, words: bare };
  if (/^(?:true|false)$/i.test(bare)) return { literal: { value: bare.toLowerCase() } };
  const bareScheme = /^[a-z][a-z0-9+.-]*:\/\/$/i.test(bare);
  if (!isPlaceholder(bare) && !isRecipe(bare) && !bareScheme && bare !== '') return { literal: { value: bare } };
  return {
    need: 'required',
    implied: true,
    ...(scheme === undefined || !/^[a-z][a-z0-9+.-]*:\/\//i.test(bare) ? {} : { scheme: schemesOf(scheme), ...hostOf(bare) }),
  };
};

/** Where a value is kept, how it is made, or how it begins: `.env`, `openssl rand -hex 32`, `price_test_`. */
const isRecipe = (text: string): boolean =>
  /^(?:[\w./-]*\/)?(?:\.env(?:\.[\w.]+)?|\.dev\.vars|fly\.toml|wrangler\.(?:toml|jsonc?)|(?:docker-)?compose(?:\.[\w.]+)?\.ya?ml|render\.ya?ml|vercel\.json|netlify\.toml|terraform\.tfvars)$/.test(
    text,
  ) ||
  /^(?:openssl|npx|npm|pnpm|yarn|python3?|node|uuidgen|head|docker|supabase|stripe|vercel|aws|gcloud|az|terraform|kubectl|php|rails|ssh-keygen|pwgen|\.\/bin)\s+\S/.test(
    text,
  ) ||
  /(?:^|[_-])(?:test|live|sandbox|prod)[_-]$|[A-Za-z0-9][_-]\*$/i.test(text);

/** Two bounds, or both values of a switch. `2025-10` is a month: what descends is no range. */
const isRange = (text: string): boolean => {
  const [, from = '', to = ''] = /^([0-9]{1,6}) ?(?:~|\.{2,3}|–|—|-|〜|～) ?([0-9]{1,6}|n)$/i.exec(text) ?? [];
  return (
    /^(?:true\/false|false\/true|on\/off|yes\/no|0\/1|1\/0)$/i.test(text) || (from !== '' && (/^n$/i.test(to) || Number(from) < Number(to)))
  );
};

const hostOf = (text: string): { readonly host?: string } => {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/\s@]*@)?([A-Za-z0-9.-]+)(?::[0-9]+)?(?:[/?#]|$)/i.exec(text)?.[1]?.toLowerCase();
  return host === undefined ||
    isPlaceholder(host) ||
    !/[a-z0-9]/.test(host) ||
    /^(?:host|hostname|server|db|domain|example\.com)$/.test(host)
    ? {}
    : { host };
};

/** Both spellings of a scheme, where there are two. */
export const schemesOf = (scheme: string): readonly string[] => SPELLINGS.find((spellings) => spellings.includes(scheme)) ?? [scheme];

const SPELLINGS: readonly (readonly string[])[] = [
  ['postgres', 'postgresql'],
  ['redis', 'rediss'],
  ['mongodb', 'mongodb+srv'],
  ['amqp', 'amqps'],
];

const PRODUCTS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(?<![\p{L}])sqlite(?![\p{L}])/u, ['file']],
  [/(?<![\p{L}])(?:postgres(?:ql)?|neon|pg|rds|cloud sql|supabase)(?![\p{L}])/u, ['postgres', 'postgresql']],
  [/(?<![\p{L}])(?:redis|upstash|elasticache|valkey)(?![\p{L}])/u, ['redis', 'rediss']],
  [/(?<![\p{L}])(?:mysql|mariadb)(?![\p{L}])/u, ['mysql']],
  [/(?<![\p{L}])mongo(?:db)?(?: atlas)?(?![\p{L}])/u, ['mongodb', 'mongodb+srv']],
  [/(?<![\p{L}])(?:rabbitmq|amqp)(?![\p{L}])/u, ['amqp', 'amqps']],
];

/** The schemes of the product that words name: "Postgres staging". */
export const schemesOfProduct = (words: string): readonly string[] | undefined =>
  PRODUCTS.find(([pattern]) => pattern.test(plain(words)))?.[1];
