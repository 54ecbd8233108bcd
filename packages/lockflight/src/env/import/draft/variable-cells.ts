/** The cells of one variable: what each environment's rows say, as rules with reasons; what contradicts or is left open goes on the list. Pure. */
import type { EnvironmentKind } from '../../../contract/model.ts';
import { verbatim } from '../../../contract/text.ts';
import type { CellReading } from '../cells/reading.ts';
import { isSecretName, withoutSecrets } from '../infer/secret.ts';
import type { TypeGuess } from '../infer/type.ts';
import { blocksAt, cellFacts, isElsewhere } from './cell-facts.ts';
import type { Said } from './gather.ts';
import type { DraftCell, Undecided } from './model.ts';
import type { NamedRows, VariableScene } from './variables.ts';
import { SOURCE } from './words-as-values.ts';

/** "Backups: enabled" is said of the whole family; the member that switches it carries the value. */
export const switched = ({ name, rows }: NamedRows, { file, environments }: VariableScene, { type }: TypeGuess): readonly DraftCell[] => {
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

export interface Judged {
  readonly guess: TypeGuess;
  readonly secret: boolean;
  readonly ticks: boolean;
  readonly knowsModes: boolean;
}

export const draftCells = (
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
    undecided.push(...lost(said, facts, { name, environment, secret: judged.secret }, at));
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
  if (reading.depends === true || isElsewhere(reading, kind))
    return [
      doubt(
        `what ${name} in ${environment} hangs on is only said in words: drafted as optional`,
        `ce dont ${name} dépend en ${environment} n'est dit qu'en mots : facultative dans le brouillon`,
      ),
    ];
  if (reading.untold === true)
    return [
      doubt(
        `no value of ${name} tells test from live: what ${environment} asks is kept as words`,
        `aucune valeur de ${name} ne distingue test et live : ce que demande ${environment} est gardé en mots`,
      ),
    ];
  if (reading.advised === true && blocksAt(kind) && said !== undefined)
    return [
      doubt(
        `is the value of ${name} in ${environment} a rule, or advice? drafted as advice: ${quoted(said.text, isSecretName(name))}`,
        `la valeur de ${name} en ${environment} est-elle une règle ou un conseil ? prise pour un conseil : ${quoted(said.text, isSecretName(name))}`,
      ),
    ];
  if (reading.range === true)
    return [
      doubt(
        `which values ${name} may have in ${environment} is kept as words: no rule says a range`,
        `les valeurs possibles de ${name} en ${environment} sont gardées en mots : aucune règle ne dit une plage`,
      ),
    ];
  if (reading.provided === true && blocksAt(kind))
    return [
      doubt(
        `${name} is said to come by itself in ${environment}: drafted as optional`,
        `${name} viendrait d'elle-même en ${environment} : facultative dans le brouillon`,
      ),
    ];
  if (isBareWord(reading) && said !== undefined && !isSecretName(name) && !SOURCE.test(said.text))
    return [
      doubt(
        `is "${withoutSecrets(said.text)}" the value of ${name} in ${environment}, or a word about it? drafted as a word`,
        `« ${withoutSecrets(said.text)} » est-ce la valeur de ${name} en ${environment}, ou un mot sur elle ? pris pour un mot`,
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

/** A written value that became no rule: its type refuses it. A secret's never does. */
const lost = (
  said: Said | undefined,
  facts: DraftCell['facts'],
  { name, environment, secret }: { readonly name: string; readonly environment: string; readonly secret: boolean },
  at: Undecided['at'],
): readonly Undecided[] => {
  const { literal, values } = said?.reading ?? {};
  const taken = facts.is ?? facts.default ?? facts.host ?? facts.scheme ?? facts.values;
  if (said === undefined || secret || taken !== undefined || facts.need === 'forbidden') return [];
  if (values === undefined && (literal === undefined || literal.role === 'example')) return [];
  const shown = quoted(said.text, secret);
  return [
    {
      code: 'import-undecided',
      at,
      variable: name,
      environment,
      message: {
        en: `the value of ${name} in ${environment} fits neither its type nor a rule, and was left out: ${shown}`,
        fr: `la valeur de ${name} en ${environment} ne convient ni à son type ni à une règle, et a été laissée de côté : ${shown}`,
      },
    },
  ];
};

/** Nothing but one word that no vocabulary knows. */
const isBareWord = (reading: CellReading): boolean =>
  Object.keys(reading).every((word) => word === 'words') && /^[A-Za-z0-9][\w.-]*$/.test(reading.words ?? '');

const quoted = (text: string, secret: boolean): string => {
  const clean = withoutSecrets(text).replace(/\s+/g, ' ').trim();
  if (secret && /[^\p{L}\s'’()/,.–—✅❌✔-]/u.test(clean.replaceAll('\u26a0\ufe0f', ''))) return '(...)';
  return `"${clean.length > 60 ? `${clean.slice(0, 57)}...` : clean}"`;
};
