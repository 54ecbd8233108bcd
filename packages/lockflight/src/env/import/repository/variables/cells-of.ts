/**
 * What a variable must be in each environment. In this order: the rule that Lockflight wrote into a sample; what a schema asks; what the code does without
 * it; what the samples say, set, comment out or leave out. What is left over warns rather than blocks, and is on the list. Pure.
 */
import type { CellMapping } from '../../../../contract/grammar/cell.ts';
import type { EnvironmentKind, Need, Scalar, VariableType } from '../../../../contract/model.ts';
import type { Text } from '../../../../contract/text.ts';
import { blocksAt, scalarOf } from '../../draft/cell-facts.ts';
import type { DraftCell, DraftEnvironment, Reason, Undecided } from '../../draft/model.ts';
import { secretIn } from '../../infer/secret.ts';
import { fits } from '../../infer/type.ts';
import { undecided } from '../said.ts';
import { entryIn, type SampleEntry, type SampleOf, spotOf, type VariableEvidence } from './evidence.ts';
import { isHarmless, type OwnFacts, placeOf } from './facts-of.ts';
import { type General, generalNeed } from './general-need.ts';
import { hostClaims, ownFlags } from './shown-claims.ts';
import { wholeCell } from './whole-cell.ts';

export interface CellScene {
  readonly environments: readonly DraftEnvironment[];
  readonly samples: readonly SampleOf[];
  /** Does the code of this repository tell who reads what? Where it has none that can be read, a sample alone speaks. */
  readonly hasCode: boolean;
}

export interface Cells {
  /** For every environment. */
  readonly facts: { readonly need?: Need; readonly default?: Scalar };
  readonly cells: readonly DraftCell[];
  readonly undecided: readonly Undecided[];
}

export const cellsOf = (evidence: VariableEvidence, own: OwnFacts, scene: CellScene): Cells => {
  const { name } = evidence;
  const general = generalNeed(evidence, own, scene);
  const list: Undecided[] = [...general.undecided];
  const local = own.fallback !== undefined && own.schema === undefined && isThisMachine(String(own.fallback.value), own.facts.type);
  if (own.fallback !== undefined && local)
    list.push(
      undecided(
        own.fallback.at,
        {
          en: 'the code falls back on this machine: drafted as the default for developers, and required elsewhere',
          fr: 'le code se replie sur cette machine : défaut pour les développeurs, requise ailleurs',
        },
        { variable: name },
      ),
    );
  const everywhere: Cells['facts'] = {
    ...(own.fallback !== undefined && !local ? { default: own.fallback.value } : general.need === undefined ? {} : { need: general.need }),
  };
  const hosts = hostClaims(evidence, own);
  const flags = ownFlags(evidence, own, scene);
  const cells = scene.environments.flatMap((environment): readonly DraftCell[] => {
    const { kind } = environment.facts;
    const entry = entryIn(evidence, environment.name);
    const whole = entry?.whole === true ? wholeCell(entry, evidence, own, list, environment.name) : undefined;
    if (whole !== undefined)
      return [{ environment: environment.name, facts: whole, reasons: [{ at: spotOf(entry as SampleEntry), why: RULE }] }];
    const reasons: Reason[] = [];
    const facts: CellMapping = {
      ...(local && kind === 'development' && own.fallback !== undefined
        ? keep(reasons, own.fallback, { default: own.fallback.value })
        : {}),
      ...(own.schema?.schema.developmentDefault === undefined
        ? developmentNeed(own, kind, reasons)
        : developmentDefault(own, kind, reasons)),
      ...sampleNeed(evidence, entry, environment.name, kind, { own, scene, general, list }, reasons),
      ...modeOf(own, entry, kind, reasons, list, environment.name, name),
      ...(hosts.get(environment.name) === undefined ? {} : { host: hosts.get(environment.name)?.host ?? '' }),
      ...(flags.get(environment.name) === undefined ? {} : { is: flags.get(environment.name)?.value ?? '' }),
    };
    for (const found of [hosts.get(environment.name), flags.get(environment.name)])
      if (found !== undefined) reasons.push({ at: found.at, why: SHOWN });
    return Object.keys(facts).length === 0 ? [] : [{ environment: environment.name, facts, reasons }];
  });
  if (flags.size > 0)
    list.push(
      undecided(
        placeOf(evidence),
        {
          en: 'the samples give each environment its own value: drafted as a rule outside of development',
          fr: 'les exemples donnent à chaque environnement sa valeur : règle du brouillon hors développement',
        },
        { variable: name },
      ),
    );
  return { ...inOne(everywhere, cells, scene.environments.length), undecided: list };
};

/** What every environment says alike is said once; what is said of all is not said again. */
const inOne = (facts: Cells['facts'], cells: readonly DraftCell[], environments: number): Pick<Cells, 'facts' | 'cells'> => {
  const needs = new Set(cells.map(({ facts: { need, ...rest } }) => (Object.keys(rest).length === 0 ? need : undefined)));
  const [only] = needs;
  if (environments > 1 && cells.length === environments && needs.size === 1 && only !== undefined && facts.default === undefined)
    return { facts: { ...facts, need: only }, cells: [] };
  return {
    facts,
    cells: cells.filter(({ facts: { need, ...rest } }) => need === undefined || need !== facts.need || Object.keys(rest).length > 0),
  };
};

/** Right where developers work, and nowhere else. */
const isThisMachine = (value: string, type: VariableType): boolean =>
  type === 'url' ? isHarmless(value) : type === 'host' && /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|::1)$/.test(value) && value !== '0.0.0.0';

const RULE: Text = { en: 'the rule that the sample states', fr: "la règle que l'exemple énonce" };
const SHOWN: Text = { en: 'what the sample shows', fr: "ce que l'exemple montre" };

const keep = <T>(reasons: Reason[], reason: Reason, facts: T): T => {
  reasons.push({ at: reason.at, why: reason.why });
  return facts;
};

/** A default says as much. */
const developmentNeed = ({ schema }: OwnFacts, kind: EnvironmentKind, reasons: Reason[]): CellMapping => {
  if (schema?.schema.developmentOptional !== true || kind !== 'development') return {};
  const why: Text = {
    en: `${schema.schema.library}: another schema in development`,
    fr: `${schema.schema.library} : un autre schéma en développement`,
  };
  return keep(reasons, { at: { file: schema.file, line: schema.line }, why }, { need: 'optional' });
};

const developmentDefault = (own: OwnFacts, kind: EnvironmentKind, reasons: Reason[]): CellMapping => {
  const { schema } = own;
  const value = schema?.schema.developmentDefault;
  if (schema === undefined || value === undefined || kind !== 'development') return {};
  if (value === '') return { need: 'optional' };
  if (!fits(own.facts.type, String(value)) || secretIn(String(value)) !== undefined || (own.secret && !isHarmless(String(value))))
    return { need: 'optional' };
  return keep(
    reasons,
    {
      at: { file: schema.file, line: schema.line },
      why: { en: `${schema.schema.library}: devDefault`, fr: `${schema.schema.library} : devDefault` },
    },
    {
      default: scalarOf(own.facts.type, String(value)),
    },
  );
};

interface Around {
  readonly own: OwnFacts;
  readonly scene: CellScene;
  readonly general: General;
  readonly list: Undecided[];
}

const sampleNeed = (
  evidence: VariableEvidence,
  entry: SampleEntry | undefined,
  environment: string,
  kind: EnvironmentKind,
  { own, scene, general, list }: Around,
  reasons: Reason[],
): CellMapping => {
  if (general.settled || own.fallback !== undefined) return {};
  const said = entry?.rule.cell.need;
  if (entry !== undefined && said !== undefined)
    return keep(
      reasons,
      { at: spotOf(entry), why: { en: `the comment says ${said}`, fr: `le commentaire dit : ${said}` } },
      { need: said },
    );
  if (!blocksAt(kind)) return {};
  const shown =
    entry ?? (hasSample(scene, environment, evidence) ? undefined : (evidence.entries.find(({ off }) => !off) ?? evidence.entries[0]));
  if (shown?.rule.cell.need !== undefined)
    return keep(
      reasons,
      { at: spotOf(shown), why: { en: 'the comment of the sample', fr: "le commentaire de l'exemple" } },
      { need: shown.rule.cell.need },
    );
  if (shown?.off === true)
    return keep(
      reasons,
      { at: spotOf(shown), why: { en: 'commented out in the sample', fr: "en commentaire dans l'exemple" } },
      { need: 'optional' },
    );
  if (shown === undefined && evidence.entries.every(({ off }) => off) && evidence.entries.length > 0)
    return keep(
      reasons,
      { at: placeOf(evidence), why: { en: 'commented out in the sample', fr: "en commentaire dans l'exemple" } },
      { need: 'optional' },
    );
  if (shown === undefined && evidence.entries.length > 0) {
    const at = placeOf(evidence);
    list.push(
      undecided(
        at,
        {
          en: `not in the sample of ${environment}, but in another's: optional there, or forbidden?`,
          fr: `absente de l'exemple de ${environment}, mais présente ailleurs : facultative là-bas, ou interdite ?`,
        },
        { variable: evidence.name, environment },
      ),
    );
    return keep(
      reasons,
      { at, why: { en: 'in no sample of this environment', fr: 'dans aucun exemple de cet environnement' } },
      { need: 'optional' },
    );
  }
  return {};
};

/** A sample of that environment beside those that show the variable: another package's says nothing of it. */
const hasSample = ({ samples }: CellScene, environment: string, { entries }: VariableEvidence): boolean => {
  const folders = new Set(entries.map(({ file }) => folderOf(file)));
  return samples.some((sample) => sample.environment === environment && sample.entries.length > 0 && folders.has(folderOf(sample.file)));
};

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/') + 1);

/** Stripe's keys say by themselves which side they belong to; a sample's key may say another one. */
const modeOf = (
  own: OwnFacts,
  entry: SampleEntry | undefined,
  kind: EnvironmentKind,
  reasons: Reason[],
  list: Undecided[],
  environment: string,
  name: string,
): CellMapping => {
  if (!/^stripe-(?:secret|publishable)-key$/.test(own.facts.type)) return {};
  const shown = /^[rsp]k_(test|live)/.exec(entry?.value ?? '')?.[1];
  if (shown !== undefined && entry !== undefined)
    return keep(reasons, { at: spotOf(entry), why: SHOWN }, { mode: shown as 'test' | 'live' });
  if (kind === 'production')
    list.push(
      undecided(
        entry === undefined ? (own.reasons[0]?.at ?? { file: '.', line: 1 }) : spotOf(entry),
        {
          en: 'a live key in production and test keys elsewhere are a guess from what Stripe’s keys are',
          fr: 'clé live en production, clés test ailleurs : une supposition, d’après ce que sont les clés Stripe',
        },
        { variable: name, environment },
      ),
    );
  return { mode: kind === 'production' ? 'live' : 'test' };
};
