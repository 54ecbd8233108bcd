/**
 * Services, from the variables that lead to them; packages and images of compose files confirm them and say which kind of database it is. A service without a
 * variable is told, not drafted: nothing could probe it. Pure.
 */
import { isMap, isScalar, parseDocument } from 'yaml';
import type { ServiceInput } from '../../../../contract/grammar/service.ts';
import type { ServiceKind } from '../../../../contract/model.ts';
import type { DraftService, DraftVariable, Reason } from '../../draft/model.ts';
import type { RepositoryFacts, TextFile } from '../facts.ts';
import type { VariableEvidence } from '../variables/evidence.ts';
import { objectIn } from './packages.ts';

interface Traits {
  readonly kind: ServiceKind;
  readonly name: string;
  /** The first part is what makes it a service. */
  readonly parts: readonly (readonly [keyof ServiceInput, RegExp])[];
  readonly packages: RegExp;
  readonly images: RegExp;
}

const TRAITS: readonly Traits[] = [
  {
    kind: 'postgres',
    name: 'database',
    parts: [
      ['url', /^(?:DATABASE_URL|POSTGRES(?:QL)?_(?:PRISMA_)?(?:URL|URI)|DB_URL|PG_URL)$/],
      ['shadow', /^SHADOW_DATABASE_URL$/],
    ],
    packages: /^(?:pg|postgres|pg-promise|@prisma\/adapter-pg|@neondatabase\/serverless|@vercel\/postgres|slonik)$/,
    images: /(?:^|\/)(?:postgres|postgis|timescaledb|pgvector)(?::|$)/,
  },
  {
    kind: 'redis',
    name: 'redis',
    parts: [
      ['url', /^(?:REDIS_(?:URL|URI)|KV_URL|CACHE_URL)$/],
      ['host', /^REDIS_HOST$/],
      ['port', /^REDIS_PORT$/],
      ['password', /^REDIS_PASSWORD$/],
      ['mock', /^MOCK_REDIS$/],
    ],
    packages: /^(?:ioredis|redis|@redis\/client|bullmq|bull)$/,
    images: /(?:^|\/)(?:redis|valkey|redis-stack(?:-server)?)(?::|$)/,
  },
  {
    kind: 'clamav',
    name: 'antivirus',
    parts: [
      ['host', /^CLAM(?:AV|D)_HOST$/],
      ['port', /^CLAM(?:AV|D)_PORT$/],
    ],
    packages: /^(?:clamscan|clamdjs)$/,
    images: /clamav/,
  },
  {
    kind: 'smtp',
    name: 'email',
    parts: [
      ['host', /^(?:SMTP|MAIL|EMAIL|MAILER)_(?:SERVER_)?HOST$/],
      ['port', /^(?:SMTP|MAIL|EMAIL|MAILER)_(?:SERVER_)?PORT$/],
      ['user', /^(?:SMTP|MAIL|EMAIL|MAILER)_(?:SERVER_)?(?:USER|USERNAME|LOGIN)$/],
      ['password', /^(?:SMTP|MAIL|EMAIL|MAILER)_(?:SERVER_)?PASS(?:WORD)?$/],
      ['from', /^(?:SMTP|MAIL|EMAIL|MAILER)_FROM$/],
    ],
    packages: /^(?:nodemailer|@nestjs-modules\/mailer)$/,
    images: /(?:mailhog|mailpit|maildev|mailcatcher|greenmail)/,
  },
  {
    kind: 'sms',
    name: 'sms',
    parts: [
      ['provider', /^SMS_PROVIDER$/],
      ['key', /^(?:SMS_API_KEY|TWILIO_AUTH_TOKEN)$/],
      ['account', /^TWILIO_ACCOUNT_SID$/],
      ['sender', /^(?:SMS_SENDER|TWILIO_(?:FROM|FROM_NUMBER|PHONE_NUMBER))$/],
    ],
    packages: /^(?:twilio|messagebird|@vonage\/server-sdk)$/,
    images: /^$/,
  },
  {
    kind: 'stripe',
    name: 'payments',
    parts: [
      ['key', /^STRIPE_(?:(?:SECRET|API|RESTRICTED)_KEY|KEY|SECRET|SK)$/],
      ['webhook', /^STRIPE_(?:WEBHOOK|WH)_(?:SIGNING_)?SECRET$/],
      ['publishable-key', /(?:^|_)STRIPE_(?:PUBLISHABLE|PUBLIC)_KEY$/],
    ],
    packages: /^(?:stripe|@stripe\/stripe-js)$/,
    images: /^$/,
  },
  {
    kind: 'sentry',
    name: 'errors',
    parts: [['dsn', /(?:^|_)SENTRY_DSN$/]],
    packages: /^@sentry\//,
    images: /^$/,
  },
  {
    kind: 'metrics',
    name: 'metrics',
    parts: [['token', /^METRICS_TOKEN$/]],
    packages: /^prom-client$/,
    images: /^$/,
  },
  {
    kind: 'kyc',
    name: 'identity',
    parts: [
      ['provider', /^KYC_PROVIDER$/],
      ['key', /^KYC_API_KEY$/],
    ],
    packages: /^(?:@onfido\/api)$/,
    images: /^$/,
  },
  {
    kind: 'storage',
    name: 'uploads',
    parts: [
      ['path', /^UPLOADS?_(?:STORAGE_)?(?:DIR|PATH)$/],
      ['bucket', /^(?:AWS_)?S3_BUCKET(?:_NAME)?$/],
    ],
    packages: /^(?:@aws-sdk\/client-s3|minio|multer-s3)$/,
    images: /(?:^|\/)minio(?::|$)/,
  },
  {
    kind: 'firebase',
    name: 'firebase',
    parts: [['project', /^(?:GOOGLE_|NEXT_PUBLIC_|VITE_)?FIREBASE_PROJECT(?:_ID)?$/]],
    packages: /^(?:firebase|firebase-admin)$/,
    images: /^$/,
  },
];

export const findServices = (
  facts: RepositoryFacts,
  variables: readonly DraftVariable[],
  evidence: readonly VariableEvidence[],
): readonly DraftService[] => {
  const images = facts.compose.flatMap(imagesIn);
  const packages = facts.manifests.flatMap(dependenciesIn);
  return TRAITS.flatMap((traits): readonly DraftService[] => {
    const parts = traits.parts.flatMap(([part, pattern]) => {
      const found = variables.find(
        ({ name, facts: own }) => pattern.test(name) && (own.secret !== true || !/^(?:path|host|port)$/.test(part)),
      );
      return found === undefined ? [] : [[part, found] as const];
    });
    const [first] = parts;
    if (first === undefined || !traits.parts.slice(0, 2).some(([part]) => parts.some(([own]) => own === part))) return [];
    const kind = traits.kind === 'postgres' ? databaseKind(first[1], evidence, images, packages) : traits.kind;
    if (kind === undefined) return [];
    const image = images.find(({ name }) => traits.images.source !== '^$' && traits.images.test(name));
    const needed = packages.find(({ name }) => traits.packages.test(name));
    const reasons: Reason[] = [
      ...first[1].reasons.slice(0, 1).map(({ at }) => ({ at, why: { en: `${first[1].name} leads to it`, fr: `${first[1].name} y mène` } })),
      ...(image === undefined ? [] : [{ at: image.at, why: { en: 'an image of the compose file', fr: 'une image du fichier compose' } }]),
      ...(needed === undefined ? [] : [{ at: needed.at, why: { en: `the package ${needed.name}`, fr: `le paquet ${needed.name}` } }]),
    ];
    return [
      { name: traits.name, facts: { kind, ...Object.fromEntries(parts.map(([part, { name }]) => [part, name])) } as ServiceInput, reasons },
    ];
  });
};

/** A database of another make is none that the contract has a word for. */
const databaseKind = (
  { name }: DraftVariable,
  evidence: readonly VariableEvidence[],
  images: readonly Named[],
  packages: readonly Named[],
): ServiceKind | undefined => {
  const own = evidence.find((each) => each.name === name);
  const values = [
    ...(own?.entries ?? []).map(({ value }) => value),
    ...(own?.reads ?? []).map(({ use }) => String(use.default ?? '')),
  ].join(' ');
  if (/\b(?:mysql|mariadb|mongodb|sqlserver|cockroachdb|libsql)(?:\+srv)?:\/\//.test(values)) return undefined;
  if (/\bpostgres(?:ql)?:\/\//.test(values) || /^(?:POSTGRES|PG)/.test(name)) return 'postgres';
  if (
    images.some(({ name: image }) => /(?:^|\/)(?:mysql|mariadb|mongo)(?::|$)/.test(image)) ||
    packages.some(({ name: each }) => /^(?:mysql2?|mongoose|mongodb|mssql)$/.test(each))
  )
    return undefined;
  if (/\bfile:/.test(values))
    return (own?.entries ?? []).some(({ rule }) => [rule.cell.scheme ?? []].flat().some((scheme) => /^postgres/.test(scheme)))
      ? 'postgres'
      : 'sqlite';
  return 'postgres';
};

interface Named {
  readonly name: string;
  readonly at: { readonly file: string; readonly line: number };
}

const imagesIn = ({ file, text }: TextFile): readonly Named[] => {
  const lines = text.split('\n');
  const found: Named[] = [];
  const root = parseDocument(text, { strict: false, uniqueKeys: false, logLevel: 'silent' }).contents;
  const services = isMap(root) ? root.get('services', true) : undefined;
  if (!isMap(services)) return [];
  for (const { value } of services.items) {
    const image = isMap(value) ? value.get('image', true) : undefined;
    if (!isScalar(image) || typeof image.value !== 'string') continue;
    const name = image.value;
    found.push({ name, at: { file, line: Math.max(1, lines.findIndex((line) => line.includes(name)) + 1) } });
  }
  return found;
};

const dependenciesIn = ({ file, text }: TextFile): readonly Named[] => {
  const manifest = objectIn(text);
  const lines = text.split('\n');
  const names = ['dependencies', 'devDependencies'].flatMap((key) => {
    const held = manifest[key];
    return typeof held === 'object' && held !== null ? Object.keys(held) : [];
  });
  return names
    .slice(0, 1000)
    .map((name) => ({ name, at: { file, line: Math.max(1, lines.findIndex((line) => line.includes(`"${name}"`)) + 1) } }));
};
