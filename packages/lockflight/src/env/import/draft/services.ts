/**
 * Tables of services by environment, read only beside a matrix of variables. A row counts where its first cell names a kind of service that the
 * contract knows; the variables that it uses are looked for among those of the draft. Pure.
 */
import type { ServiceInput } from '../../../contract/grammar/service.ts';
import type { ServiceKind } from '../../../contract/model.ts';
import { readCell } from '../cells/read-cell.ts';
import { EMPTY } from '../cells/vocabulary.ts';
import { columnOf } from '../heads/column.ts';
import { plain, wordsOf } from '../heads/plain.ts';
import { withoutSecrets } from '../infer/secret.ts';
import type { MarkdownCell, MarkdownTable } from '../markdown/document.ts';
import type { DraftService, DraftVariable, Undecided } from './model.ts';
import type { VariableScene } from './variables.ts';

interface ServiceTraits {
  readonly kind: ServiceKind;
  readonly name: string;
  readonly words: RegExp;
  /** Parts of the grammar, each with the names that usually play it. */
  readonly parts: readonly (readonly [keyof ServiceInput, RegExp])[];
}

const TRAITS: readonly ServiceTraits[] = [
  {
    kind: 'postgres',
    name: 'database',
    words:
      /(?<!\p{L})(?:database|base de donnees|bdd|db|postgres(?:ql)?|sqlite|datenbank|base de datos|banco de dados)(?!\p{L})|データベース|数据库/u,
    parts: [
      ['url', /^DATABASE_URL$|^POSTGRES_URL$/],
      ['shadow', /^SHADOW_DATABASE_URL$/],
    ],
  },
  {
    kind: 'redis',
    name: 'redis',
    words: /(?<!\p{L})(?:redis|cache|valkey)(?!\p{L})/u,
    parts: [
      ['url', /^REDIS_URL$/],
      ['mock', /^MOCK_REDIS$/],
      ['host', /^REDIS_HOST$/],
    ],
  },
  {
    kind: 'clamav',
    name: 'antivirus',
    words: /(?<!\p{L})(?:clamav|anti-?virus)(?!\p{L})/u,
    parts: [
      ['host', /^CLAMAV_HOST$/],
      ['port', /^CLAMAV_PORT$/],
    ],
  },
  {
    kind: 'smtp',
    name: 'email',
    words: /(?<!\p{L})(?:smtp|e-?mails?|mail(?:er|ing)?|courriels?)(?!\p{L})/u,
    parts: [
      ['host', /^SMTP_HOST$/],
      ['port', /^SMTP_PORT$/],
      ['user', /^SMTP_USER(?:NAME)?$/],
      ['password', /^SMTP_PASS(?:WORD)?$/],
    ],
  },
  {
    kind: 'sms',
    name: 'sms',
    words: /(?<!\p{L})(?:sms|twilio)(?!\p{L})/u,
    parts: [
      ['provider', /^SMS_PROVIDER$/],
      ['key', /^SMS_API_KEY$/],
    ],
  },
  {
    kind: 'stripe',
    name: 'payments',
    words: /(?<!\p{L})(?:stripe|payments?|paiements?|zahlungen|pagos?)(?!\p{L})/u,
    parts: [
      ['key', /^STRIPE_(?:SECRET|API)_KEY$/],
      ['webhook', /^STRIPE_WEBHOOK_SECRET$/],
    ],
  },
  {
    kind: 'sentry',
    name: 'errors',
    words: /(?<!\p{L})(?:sentry|error tracking|suivi des erreurs)(?!\p{L})/u,
    parts: [['dsn', /^SENTRY_DSN$/]],
  },
  {
    kind: 'metrics',
    name: 'metrics',
    words: /(?<!\p{L})(?:metrics|metriques|prometheus|metriken)(?!\p{L})/u,
    parts: [['token', /^METRICS_TOKEN$/]],
  },
  {
    kind: 'kyc',
    name: 'identity',
    words: /(?<!\p{L})(?:kyc|identity verification|verification d'identite)(?!\p{L})/u,
    parts: [
      ['provider', /^KYC_PROVIDER$/],
      ['key', /^KYC_API_KEY$/],
    ],
  },
  {
    kind: 'storage',
    name: 'uploads',
    words: /(?<!\p{L})(?:storage|stockage|uploads?|s3|object store|speicher|almacenamiento)(?!\p{L})/u,
    parts: [
      ['path', /^UPLOAD_(?:STORAGE_)?(?:DIR|PATH)$/],
      ['bucket', /^S3_BUCKET$/],
    ],
  },
  { kind: 'cdn', name: 'cdn', words: /(?<!\p{L})cdn(?!\p{L})/u, parts: [] },
  { kind: 'firebase', name: 'firebase', words: /(?<!\p{L})firebase(?!\p{L})/u, parts: [['project', /^FIREBASE_PROJECT(?:_ID)?$/]] },
];

export interface DraftedServices {
  readonly services: readonly DraftService[];
  readonly undecided: readonly Undecided[];
  /** Lines of the tables that were read. */
  readonly read: readonly number[];
}

export const draftServices = (
  tables: readonly MarkdownTable[],
  scene: VariableScene,
  variables: readonly DraftVariable[],
): DraftedServices => {
  const services: DraftService[] = [];
  const undecided: Undecided[] = [];
  const read: number[] = [];
  for (const table of tables.filter(isServiceTable)) {
    const columns = table.head.map(columnOf);
    read.push(table.line);
    for (const row of table.rows) {
      const said = plain(row.cells[0]?.text ?? '');
      const traits = TRAITS.find(({ words }) => words.test(said));
      const at = { file: scene.file, line: row.line };
      if (traits === undefined || services.some(({ name }) => name === traits.name)) {
        undecided.push({
          code: 'import-undecided',
          at,
          message: {
            en: `this service is not in the draft: "${said.slice(0, 60)}"`,
            fr: `ce service n'est pas dans le brouillon : « ${said.slice(0, 60)} »`,
          },
        });
        continue;
      }
      const cells = columns.flatMap((column, index) =>
        column.kind !== 'environments'
          ? []
          : column.environments
              .filter(({ name }) => scene.environments.some((known) => known.name === name))
              .map(({ name }) => [name, serviceCell(row.cells[index], traits.kind)] as const),
      );
      const parts = traits.parts.flatMap(([part, pattern]) => {
        const found = variables.find(({ name }) => pattern.test(name));
        return found === undefined ? [] : [[part, found.name] as const];
      });
      services.push({
        name: traits.name,
        facts: {
          kind: traits.kind,
          ...Object.fromEntries(parts),
          ...(cells.length === 0 ? {} : { in: Object.fromEntries(cells.filter(([, cell]) => cell !== undefined)) }),
        } as ServiceInput,
        reasons: [
          {
            at,
            why: {
              en: `"${withoutSecrets(row.cells[0]?.text ?? '').slice(0, 60)}"`,
              fr: `« ${withoutSecrets(row.cells[0]?.text ?? '').slice(0, 60)} »`,
            },
          },
        ],
      });
    }
  }
  return { services, undecided, read };
};

const SERVICE_HEAD =
  /^(?:services?|services? clefs?|components?|composants?|dienste?|servicios?|servicos?|servizi[o]?|infrastructure|backing services?|サービス|服务)$/;

/** A table whose rows are services, also where another column names the variables of each. */
export const isServiceTable = (table: MarkdownTable): boolean => {
  const [first, ...others] = table.head;
  if (!SERVICE_HEAD.test(wordsOf(first?.text ?? '')) || !others.some((head) => columnOf(head).kind === 'environments')) return false;
  const known = table.rows.filter((row) => TRAITS.some(({ words }) => words.test(plain(row.cells[0]?.text ?? ''))));
  return known.length * 2 > table.rows.length;
};

type ServiceCell = NonNullable<ServiceInput['in']>[string];

const FACTS: readonly (readonly ['managed' | 'highly-available' | 'supervised' | 'alerts' | 'shared' | 'durable', RegExp])[] = [
  ['managed', /(?<!\p{L})(?:managed|managee?|gere|hosted|rds|cloud sql|neon|elasticache)(?!\p{L})/u],
  [
    'highly-available',
    /(?<!\p{L})(?:ha|highly available|high availability|haute dispo(?:nibilite)?|multi-az|cluster|replicat?ed?)(?!\p{L})/u,
  ],
  ['supervised', /(?<!\p{L})(?:supervised?|supervisee?|monitored)(?!\p{L})/u],
  ['alerts', /(?<!\p{L})(?:alerts?|alertes?|alerting)(?!\p{L})/u],
  ['shared', /(?<!\p{L})(?:shared|partagee?)(?!\p{L})/u],
  ['durable', /(?<!\p{L})(?:durable|persistent)(?!\p{L})/u],
];

const serviceCell = (cell: MarkdownCell | undefined, kind: ServiceKind): ServiceCell | undefined => {
  if (cell === undefined || cell.text === '') return undefined;
  const reading = readCell(cell, { legend: new Map(), footnotes: new Map() });
  const said = plain(cell.text);
  if (reading.state === 'off' || reading.tick === false || (reading.need === 'optional' && EMPTY.test(said)) || /^[-–—]$/.test(said))
    return 'off';
  const facts = FACTS.filter(([, words]) => words.test(said)).map(([fact]) => [fact, true] as const);
  const sqlite = kind === 'postgres' && /sqlite/.test(said) ? { kind: 'sqlite' as const } : {};
  const need = reading.need ?? (reading.state === 'on' || reading.tick === true ? 'required' : undefined);
  const about =
    said.split(' ').length > 1 || (need === undefined && reading.mode === undefined && Object.keys(sqlite).length === 0)
      ? { about: withoutSecrets(cell.text).replace(/\s+/g, ' ').slice(0, 200) }
      : {};
  const all = {
    ...(need === undefined ? {} : { need }),
    ...(reading.mode === undefined ? {} : { mode: reading.mode }),
    ...sqlite,
    ...Object.fromEntries(facts),
    ...about,
  };
  return Object.keys(all).length === 0 ? 'required' : (all as ServiceCell);
};
