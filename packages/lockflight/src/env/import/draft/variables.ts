/**
 * Rows to variables: everything that any row says of one name is put together, its type and secrecy are guessed from all of it, and only then are
 * the cells written. What contradicts, or cannot be told, goes on the list. Pure.
 */
import type { EnvironmentKind } from '../../../contract/model.ts';
import type { CellReading } from '../cells/reading.ts';
import { isSecretName } from '../infer/secret.ts';
import type { TypeGuess } from '../infer/type.ts';
import type { ReadRow } from './gather.ts';
import { withHeldModes } from './held-modes.ts';
import type { DraftVariable, Undecided } from './model.ts';
import { draftCells, switched } from './variable-cells.ts';
import { factValues, mergedFacts, saysYes, typed, valuesIn, variableFacts } from './variable-facts.ts';
import { isModeWord, withLiterals } from './words-as-values.ts';

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
  const named = { ...written, rows: written.rows.map((row) => withHeldModes(withLiterals(row, written.name), written)) };
  const { name, rows, own } = named;
  const said = own ? rows.flatMap((row) => row.said) : [];
  const facts = mergedFacts(rows);
  const values = [...said.flatMap(({ reading }) => valuesIn(reading)), ...(own ? factValues(facts) : [])];
  const knownMode = said.some(({ reading }) => reading.mode !== undefined && !isModeWord(name, reading));
  const secretSaid = own && (saysYes(facts.get('secret'), name) || rows.some(({ names }) => names.secret));
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

const modeGuessed = (name: string, at: Undecided['at']): Undecided => ({
  code: 'import-undecided',
  at,
  variable: name,
  message: {
    en: `nothing says how a test value of ${name} is told from a live one: the pattern under \`modes\` is a guess`,
    fr: `rien ne dit à quoi se reconnaît une valeur de test de ${name} : le motif sous \`modes\` est deviné`,
  },
});
