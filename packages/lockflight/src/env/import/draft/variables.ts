/**
 * Rows to variables: everything that any row says of one name is put together, its type and secrecy are guessed from all of it, and only then are
 * the cells written. What contradicts, or cannot be told, goes on the list. Pure.
 */
import type { EnvironmentKind } from '../../../contract/model.ts';
import { verbatim } from '../../../contract/text.ts';
import { readNotes } from '../cells/notes.ts';
import { needOf } from '../cells/read-cell.ts';
import type { CellReading } from '../cells/reading.ts';
import type { Fact } from '../heads/column.ts';
import { plain } from '../heads/plain.ts';
import { isPlaceholder, isSecretName, secretIn, withoutSecrets } from '../infer/secret.ts';
import { fits, guessType, type TypeGuess } from '../infer/type.ts';
import type { MarkdownCell } from '../markdown/document.ts';
import { blocksAt, cellFacts, scalarOf } from './cell-facts.ts';
import type { ReadRow, Said } from './gather.ts';
import type { DraftCell, DraftVariable, Undecided } from './model.ts';

export interface VariableScene {
  readonly file: string;
  readonly environments: readonly { readonly name: string; readonly kind: EnvironmentKind }[];
}

/** Everything that rows say of one name. `own` is false for a member of a wildcard or a family: its group speaks for it. */
export interface NamedRows {
  readonly name: string;
  readonly rows: readonly ReadRow[];
  readonly own: boolean;
  /** It tells test from live for its group. */
  readonly bearsMode: boolean;
  readonly guessed: boolean;
}

export interface DraftedVariable {
  readonly variable: DraftVariable;
  readonly undecided: readonly Undecided[];
}

export const draftVariable = (written: NamedRows, scene: VariableScene): DraftedVariable => {
  const named = { ...written, rows: written.rows.map((row) => withLiterals(row, written.name)) };
  const { name, rows, own } = named;
  const said = own ? rows.flatMap((row) => row.said) : [];
  const facts = mergedFacts(rows);
  const values = [...said.flatMap(({ reading }) => valuesIn(reading)), ...(own ? factValues(facts) : [])];
  const knownMode = said.some(({ reading }) => reading.mode !== undefined && !isModeWord(name, reading));
  const secretSaid = own && (saysYes(facts.get('secret')) || rows.some(({ names }) => names.secret));
  const guess = own && isSelector(name, values) ? SELECTOR : typed(name, values, facts.get('type'), said);
  const nativeModes = guess.type === 'stripe-secret-key' || guess.type === 'stripe-publishable-key';
  const exposed = /^(?:NEXT_PUBLIC_|VITE_)/.test(name);
  const secret =
    !exposed &&
    guess.type !== 'boolean' &&
    (secretSaid || isSecretName(name) || guess.type === 'stripe-secret-key' || guess.type === 'stripe-webhook-secret');
  const byPrefix = said.some(({ text }) => /(?:sk|pk|rk)_(?:test|live)_/.test(text));
  const modesNeeded = !nativeModes && (knownMode || named.bearsMode);
  const ticks =
    guess.type === 'boolean' && new Set(said.flatMap(({ reading }) => (reading.tick === undefined ? [] : [reading.tick]))).size > 1;
  const undecided: Undecided[] = [];
  const cells = own
    ? draftCells(named, scene, { guess, secret, ticks, knowsModes: nativeModes || modesNeeded }, undecided)
    : switched(named, scene, guess);
  const first = rows[0]?.line ?? 1;
  const at = { file: scene.file, line: first };
  if (modesNeeded && !byPrefix) undecided.push(modeGuessed(name, at));
  if (ticks)
    undecided.push({
      code: 'import-undecided',
      at,
      variable: name,
      message: {
        en: `the ticks of ${name} are read as its values: it may be that they say where it is needed`,
        fr: `les coches de ${name} sont lues comme ses valeurs : peut-être disent-elles où elle est nécessaire`,
      },
    });
  const same = secret && said.length > 1 && said.some(({ text, reading }) => sameValue(text, reading));
  return {
    variable: {
      name,
      facts: {
        type: guess.type,
        ...(secret ? { secret: true } : {}),
        ...(same ? { distinct: false } : {}),
        ...(guess === SELECTOR ? { values: [...new Set(values)] } : {}),
        ...(modesNeeded ? { modes: byPrefix ? { ...BY_PREFIX } : { test: GUESSED_TEST } } : {}),
        ...(rows.some(({ names }) => names.deprecated) ? { deprecated: true } : {}),
        ...(own
          ? variableFacts(
              facts,
              name,
              guess,
              secret,
              cells.some(({ facts: its }) => its.values !== undefined || its.scheme !== undefined || its.host !== undefined),
            )
          : {}),
      },
      cells,
      reasons: [
        {
          at,
          why: named.guessed
            ? {
                en: `a member that such a family usually has; ${guess.why.en}`,
                fr: `un membre habituel d'une telle famille ; ${guess.why.fr}`,
              }
            : { en: guess.why.en, fr: guess.why.fr },
        },
        ...(secret
          ? [
              {
                at,
                why: secretSaid
                  ? { en: 'secret: the document says so', fr: 'secret : le document le dit' }
                  : { en: 'secret: its name says so', fr: 'secret : son nom le dit' },
              },
            ]
          : []),
      ],
    },
    undecided,
  };
};

/** "same value", or "same" after a value: one secret for several environments. "Idem" after "required" only repeats the need. */
const sameValue = (text: string, reading: CellReading): boolean =>
  /^(?:same|identi|m[êe]me|gleiche?r? wert|mism[oa])[^.]*(?:value|valeur|wert|valor|key|cl[ée])/i.test(text) ||
  (/^(?:same|idem|ditto|identi|m[êe]me|["″〃]$|同)/i.test(text) && (reading.literal !== undefined || reading.scheme !== undefined));

const SELECTOR: TypeGuess = {
  type: 'enum',
  why: { en: 'enum: its values name the environments', fr: 'enum : ses valeurs nomment les environnements' },
};
/** What sandboxes call themselves; a guess, always told. */
const GUESSED_TEST = '[Tt]est|TEST|[Ss]andbox|SANDBOX|sbx|mailtrap|mailhog|mailpit|ethereal|localhost';

/** Other issuers write their keys as Stripe does; a document that shows the prefix says so itself. */
const BY_PREFIX = { test: '^(?:sk|pk|rk)_test_', live: '^(?:sk|pk|rk)_live_' };

const isSelector = (name: string, values: readonly string[]): boolean =>
  /^(?:NODE|APP|RAILS|DEPLOY|DEPLOYMENT|LOCKFLIGHT)_ENV$|^(?:ENVIRONMENT|STAGE|APP_ENVIRONMENT|ENV)$/.test(name) &&
  values.length > 1 &&
  values.every((value) => /^[A-Za-z][\w-]*$/.test(value));

/** `PAYPAL_MODE: sandbox`: the word is the value. */
const isModeWord = (name: string, reading: CellReading): boolean =>
  reading.mode !== undefined && /(?:^|_)(?:MODE|ENV|ENVIRONMENT)$/.test(name) && reading.need === undefined;

const valuesIn = (reading: CellReading): readonly string[] => [
  ...(reading.literal === undefined ? [] : [reading.literal.value]),
  ...(reading.values ?? []),
];

const factValues = (facts: ReadonlyMap<Fact, MarkdownCell>): readonly string[] =>
  (['default', 'example'] as const).flatMap((fact) => {
    const value = wholeValue(facts.get(fact));
    return value === undefined ? [] : [value];
  });

/** A code span that is the whole cell, or a single word; a placeholder is none. */
const wholeValue = (cell: MarkdownCell | undefined): string | undefined => {
  const value =
    cell?.codes.length === 1 && plain(cell.words) === ''
      ? cell.codes[0]
      : cell?.codes.length === 0 && !/\s/.test(cell.text)
        ? cell.text
        : undefined;
  if (cell?.codes.length === 0 && needOf(plain(value ?? '')) !== undefined) return undefined;
  return value === undefined ||
    value === '' ||
    isPlaceholder(value) ||
    /^[-–—]+$/.test(value) ||
    /^(?:none|n\/a|empty|vide|""|'')$/i.test(value)
    ? undefined
    : value;
};

const mergedFacts = (rows: readonly ReadRow[]): ReadonlyMap<Fact, MarkdownCell> =>
  new Map(rows.toReversed().flatMap(({ facts }) => [...facts]));

const saysYes = (cell: MarkdownCell | undefined): boolean =>
  cell !== undefined && /^(?:[✅✔☑🔒🔑✓]\ufe0f?.*|yes|y|oui|si|ja|sim|true|x|secret|да|是|はい)$/u.test(plain(cell.text));

const TYPE_WORDS: readonly (readonly [TypeGuess['type'], RegExp])[] = [
  ['boolean', /^bool(?:ean|een)?$/],
  ['integer', /^(?:int(?:eger)?|entier)$/],
  ['number', /^(?:number|float|nombre)$/],
  ['url', /^(?:url|uri)$/],
  ['port', /^port$/],
  ['email', /^e-?mail$/],
  ['path', /^(?:path|chemin)$/],
  ['json', /^json$/],
  ['string', /^(?:string|text|texte|str|chaine)$/],
];

/** The column `Type` is believed before names are, unless a value of the same row refutes it. */
const typed = (name: string, values: readonly string[], said: MarkdownCell | undefined, cells: readonly Said[]): TypeGuess => {
  const word = plain(said?.text ?? '');
  const stated = TYPE_WORDS.find(([type, pattern]) => pattern.test(word) && values.every((value) => fits(type, value)));
  const guessed = guessType(
    name,
    values.filter((value) => !bareHost(value)),
  );
  if (
    stated !== undefined &&
    !(stated[0] === 'string' && guessed.type !== 'string') &&
    !(stated[0] === 'number' && guessed.type === 'integer')
  ) {
    return { type: stated[0], why: { en: `${stated[0]}: the document says so`, fr: `${stated[0]} : le document le dit` } };
  }
  const onOff = cells.filter(({ reading }) => reading.state !== undefined);
  if (
    values.length === 0 &&
    guessed.type === 'string' &&
    onOff.length > 1 &&
    onOff.length === cells.filter(({ reading }) => reading.unsaid !== true).length
  ) {
    return { type: 'boolean', why: { en: 'its cells say on and off', fr: 'ses cellules disent activé et désactivé' } };
  }
  return guessed;
};

const bareHost = (value: string): boolean =>
  /^(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::[0-9]+)?$/i.test(value) && !/^[0-9.]+$/.test(value);

/** "Backups: enabled" is said of the whole family; the member that switches it carries the value. */
const switched = ({ name, rows }: NamedRows, { file, environments }: VariableScene, { type }: TypeGuess): readonly DraftCell[] => {
  if (type !== 'boolean' || !/_ENABLED?$/.test(name)) return [];
  return environments.flatMap(({ name: environment }) => {
    const said = rows[0]?.said.find((each) => each.environment === environment);
    if (said?.reading.state === undefined) return [];
    return [
      {
        environment,
        facts: { is: said.reading.state === 'on' },
        reasons: [{ at: { file, line: said.line }, why: verbatim(quoted(said.text, false)) }],
      },
    ];
  });
};

interface Judged {
  readonly guess: TypeGuess;
  readonly secret: boolean;
  readonly ticks: boolean;
  readonly knowsModes: boolean;
}

const draftCells = (
  { name, rows }: NamedRows,
  { file, environments }: VariableScene,
  judged: Judged,
  undecided: Undecided[],
): readonly DraftCell[] =>
  environments.flatMap(({ name: environment, kind }): readonly DraftCell[] => {
    const all = rows.flatMap((row) => row.said.filter((said) => said.environment === environment));
    const spoken = all.filter(({ reading }) => reading.unsaid !== true);
    const said = spoken[0] ?? all[0];
    const at = { file, line: said?.line ?? rows[0]?.line ?? 1 };
    const subject = {
      name,
      type: judged.guess.type,
      secret: judged.secret,
      kind,
      environment,
      ticksAreValues: judged.ticks,
      knowsModes: judged.knowsModes,
    };
    const facts = withNeed(cellFacts(said === undefined ? { unsaid: true } : said.reading, subject), kind);
    for (const other of spoken.slice(1)) {
      const rival = withNeed(cellFacts(other.reading, subject), kind);
      if (JSON.stringify(bare(rival)) === JSON.stringify(bare(facts))) continue;
      undecided.push({
        code: 'import-contradiction',
        at,
        other: { file, line: other.line },
        variable: name,
        environment,
        message: {
          en: `lines ${at.line} and ${other.line} say different things of ${name} in ${environment}: the first was taken`,
          fr: `les lignes ${at.line} et ${other.line} disent des choses différentes de ${name} en ${environment} : la première a été retenue`,
        },
      });
    }
    if (!judged.ticks) undecided.push(...doubts(name, environment, kind, said, at));
    const shown = said === undefined || said.text === '' ? undefined : quoted(said.text, judged.secret);
    return [
      {
        environment,
        facts,
        reasons: [{ at, why: shown === undefined ? { en: 'says nothing here', fr: 'ne dit rien ici' } : { en: shown, fr: shown } }],
      },
    ];
  });

/** The rule without its words: two rows that say the same in other words do not contradict each other. */
const bare = ({ about: _, ...rest }: DraftCell['facts']): object =>
  Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));

/** A value that is not written, a secret's, still says that there is one. */
const withNeed = (facts: DraftCell['facts'], kind: EnvironmentKind): DraftCell['facts'] =>
  Object.keys(facts).length === 0 ? { need: blocksAt(kind) ? 'required' : 'optional' } : facts;

const withLiterals = (row: ReadRow, name: string): ReadRow => ({
  ...row,
  said: row.names.names.length > 1 ? row.said : row.said.map((said) => ({ ...said, reading: asLiteral(said.reading, name, said.text) })),
});

/** A single word that no vocabulary knows is a value, where the variable is one that has such values. */
const asLiteral = (reading: CellReading, name: string, text: string): CellReading => {
  if (isModeWord(name, reading) && !/\s/.test(text.trim())) return { literal: { value: text.trim() } };
  const words = reading.words;
  const only =
    Object.keys(reading).every((word) => word === 'words' || word === 'need') &&
    reading.need !== 'forbidden' &&
    words !== undefined &&
    /^[\w.:/@-]{1,80}$/.test(words);
  if (!only || words === undefined || !ONE_WORD.test(name)) return reading;
  return { ...(reading.need === undefined ? {} : { need: reading.need }), literal: { value: words } };
};

const ONE_WORD =
  /(?:^|_)(?:LEVEL|ENV|ENVIRONMENT|MODE|DRIVER|PROVIDER|FORMAT|REGION|TYPE|STAGE|CLASS|BUCKET|PREFIX|NAME|ENGINE|STORE|BACKEND|ADAPTER|TRANSPORT|DATABASE|DB|USER|STRATEGY|CONNECTION|SCHEMA|LOCALE|CURRENCY)$/;

const doubts = (
  name: string,
  environment: string,
  kind: EnvironmentKind,
  said: Said | undefined,
  at: Undecided['at'],
): readonly Undecided[] => {
  const doubt = (en: string, fr: string): Undecided => ({ code: 'import-undecided', at, variable: name, environment, message: { en, fr } });
  const reading = said?.reading;
  if (reading === undefined)
    return [
      doubt(
        `no row says anything of ${name} in ${environment}: drafted as optional`,
        `aucune ligne ne parle de ${name} en ${environment} : facultative dans le brouillon`,
      ),
    ];
  if (reading.unsaid === true)
    return [
      doubt(
        `the cell of ${name} in ${environment} is empty: drafted as optional`,
        `la cellule de ${name} en ${environment} est vide : facultative dans le brouillon`,
      ),
    ];
  if (reading.unsure === true)
    return [
      doubt(
        `the document leaves ${name} in ${environment} open: drafted as optional`,
        `le document laisse ${name} en ${environment} en suspens : facultative dans le brouillon`,
      ),
    ];
  if (reading.tick === false && blocksAt(kind))
    return [
      doubt(
        `a cross for ${name} in ${environment}: not needed, or forbidden?`,
        `une croix pour ${name} en ${environment} : inutile, ou interdite ?`,
      ),
    ];
  return [];
};

const quoted = (text: string, secret: boolean): string => {
  const clean = withoutSecrets(text).replace(/\s+/g, ' ').trim();
  if (secret && /[^\p{L}\s'’()/,.–—✅❌✔-]/u.test(clean.replaceAll('\u26a0\ufe0f', ''))) return '(...)';
  return `"${clean.length > 60 ? `${clean.slice(0, 57)}...` : clean}"`;
};

/** A default for all environments stands only where no environment has a narrower rule for it to break. */
const variableFacts = (
  facts: ReadonlyMap<Fact, MarkdownCell>,
  name: string,
  { type }: TypeGuess,
  secret: boolean,
  narrowed: boolean,
): Partial<DraftVariable['facts']> => {
  const given = secret || narrowed ? undefined : wholeValue(facts.get('default'));
  const example = secret ? undefined : wholeValue(facts.get('example'));
  const about = withoutSecrets(facts.get('about')?.text ?? facts.get('notes')?.text ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  const notes = readNotes([facts.get('notes')?.text, facts.get('about')?.text].filter((text) => text !== undefined).join('\n'));
  return {
    ...(given !== undefined && fits(type, given) && secretIn(given) === undefined ? { default: scalarOf(type, given) } : {}),
    ...(example !== undefined && secretIn(example) === undefined ? { example: example.slice(0, 500) } : {}),
    ...(notes.differsFrom === undefined
      ? /^SHADOW_/.test(name)
        ? { 'differs-from': name.replace(/^SHADOW_/, '') }
        : {}
      : { 'differs-from': notes.differsFrom[0] }),
    ...(about.length < 3 ? {} : { about: about.length > 400 ? `${about.slice(0, 397)}...` : about }),
  };
};

const modeGuessed = (name: string, at: Undecided['at']): Undecided => ({
  code: 'import-undecided',
  at,
  variable: name,
  message: {
    en: `nothing says how a test value of ${name} is told from a live one: the pattern under \`modes\` is a guess`,
    fr: `rien ne dit à quoi se reconnaît une valeur de test de ${name} : le motif sous \`modes\` est deviné`,
  },
});
