/** From how each demand of a subject stands to findings: the same cause in the same source is said once, for all the demands that it undoes. Pure. */
import type { Text } from '../contract/text.ts';
import type { Bypass } from '../forge/rules-port.ts';
import type { ProtectionCode } from './codes.ts';
import type { RecorderApp } from './facts.ts';
import type { By, Finding } from './finding.ts';
import { passers } from './fulfils.ts';
import type { Judged } from './judge.ts';
import { ADMINS, type Source } from './source.ts';
import type { Demand, DemandName, Subject } from './subjects.ts';
import { byInWords, demandInWords, listed, passerInWords, whoMay } from './words.ts';

export type Draft = Omit<Finding, 'mended'>;

const MISSING: Readonly<Record<DemandName, ProtectionCode>> = {
  'pull-request': 'pull-request-not-required',
  approvals: 'too-few-approvals',
  check: 'check-not-required',
  pinned: 'check-not-pinned',
  strict: 'not-strict',
  'force-push': 'force-push-allowed',
  deletion: 'deletion-allowed',
  'recorder-only': 'ledger-open',
  fixed: 'archives-movable',
};

const IDLE: Readonly<Record<Exclude<Source['state'], 'active' | 'elsewhere'>, ProtectionCode>> = {
  disabled: 'ruleset-disabled',
  evaluate: 'ruleset-only-evaluates',
  nothing: 'ruleset-matches-nothing',
  excluded: 'ruleset-excludes',
};

export const lapsesOf = (subject: Subject, judged: readonly Judged[], recorder: RecorderApp | undefined): readonly Draft[] => {
  const causes = judged.flatMap((one) => causesOf(one, recorder));
  const groups = Map.groupBy(causes, ({ code, by }) => `${code} ${by?.kind} ${by?.id}`);
  return [...groups.values()].flatMap(([first, ...more]) => (first === undefined ? [] : [drafted(subject, [first, ...more], recorder)]));
};

interface Cause {
  readonly code: ProtectionCode;
  readonly severity: Finding['severity'];
  readonly demand: Demand;
  readonly by?: By;
  readonly passers?: readonly Bypass[];
  /** The forge's own error. */
  readonly error?: string;
}

const causesOf = ({ demand, standing }: Judged, recorder: RecorderApp | undefined): readonly Cause[] => {
  switch (standing.state) {
    case 'enforced':
    case 'moot':
      return [];
    case 'missing':
      return [{ code: MISSING[demand.what], severity: 'lapse', demand }];
    case 'unread':
      return [{ code: 'protection-unreadable', severity: 'unknown', demand, error: standing.code }];
    case 'bypass-unknown':
      return standing.by.map((source) => ({ code: 'bypass-unreadable', severity: 'unknown', demand, by: byOf(source) }));
    case 'idle':
      return standing.by.map((source) => ({
        code: source.state === 'active' || source.state === 'elsewhere' ? MISSING[demand.what] : IDLE[source.state],
        severity: 'lapse',
        demand,
        by: byOf(source),
      }));
    case 'bypassed':
      return standing.by.map((source) => {
        const spared = passers(source, demand, recorder) ?? [];
        const adminsOnly = source.kind === 'classic' && spared.every(({ who }) => who.kind === ADMINS.kind && who.id === ADMINS.id);
        return { code: adminsOnly ? 'admins-spared' : 'rules-bypassed', severity: 'lapse', demand, by: byOf(source), passers: spared };
      });
  }
};

export const byOf = ({ kind, id, name, level }: Source): By => ({ kind, ...(id === undefined ? {} : { id }), name, level });

/** What cannot be given to anybody, as long as nobody knows whom. */
const NAME_IT: Text = {
  en: 'give the recorder an App of your own, and name it: lockflight protect --app SLUG --apply',
  fr: 'donnez au greffier une App à vous, et nommez-la : lockflight protect --app SLUG --apply',
};

const drafted = (subject: Subject, causes: readonly [Cause, ...Cause[]], recorder: RecorderApp | undefined): Draft => {
  const [first] = causes;
  const demands = causes.map(({ demand }) => demand);
  const passing = [...new Map(causes.flatMap((c) => c.passers ?? []).map((p) => [JSON.stringify(p), p])).values()];
  const asked = listed(demands.map(demandInWords));
  return {
    code: first.code,
    severity: first.severity,
    about: subject.name,
    kind: subject.kind,
    ...(subject.environment === undefined ? {} : { environment: subject.environment }),
    demands: demands.map(({ what }) => what),
    by: first.by === undefined ? [] : [first.by],
    ...(subject.at === undefined ? {} : { at: subject.at }),
    ...wordsOf(first, subject, { asked, passing: listed(passing.map(passerInWords)) }),
    ...(recorder === undefined && demands.some(({ what }) => what === 'pinned' || what === 'recorder-only') ? { fix: NAME_IT } : {}),
  };
};

interface Words {
  readonly asked: Text;
  readonly passing: Text;
}

const wordsOf = ({ code, by, error }: Cause, { name }: Subject, { asked, passing }: Words): Pick<Finding, 'message' | 'fix'> => {
  const rules = by === undefined ? { en: '', fr: '' } : byInWords(by);
  const enforce: Text = { en: `enforce on ${name}: ${asked.en}`, fr: `imposer sur ${name} : ${asked.fr}` };
  switch (code) {
    case 'ruleset-disabled':
      return {
        message: { en: `${rules.en} asks for ${asked.en}, and is disabled`, fr: `${rules.fr} demande ${asked.fr}, et il est désactivé` },
        fix: enforce,
      };
    case 'ruleset-only-evaluates':
      return {
        message: {
          en: `${rules.en} asks for ${asked.en}, and only evaluates: it refuses nothing`,
          fr: `${rules.fr} demande ${asked.fr}, mais ne fait qu'évaluer : il ne refuse rien`,
        },
        fix: enforce,
      };
    case 'ruleset-matches-nothing':
      return {
        message: {
          en: `${rules.en} asks for ${asked.en}, and its patterns match nothing that there is`,
          fr: `${rules.fr} demande ${asked.fr}, et ses motifs ne correspondent à rien d'existant`,
        },
        fix: enforce,
      };
    case 'ruleset-excludes':
      return {
        message: {
          en: `${rules.en} asks for ${asked.en}, and leaves ${name} out`,
          fr: `${rules.fr} demande ${asked.fr}, et exclut ${name}`,
        },
        fix: enforce,
      };
    case 'admins-spared':
      return {
        message: {
          en: `${rules.en} does not bind administrators: ${asked.en}`,
          fr: `${rules.fr} n'oblige pas les administrateurs : ${asked.fr}`,
        },
        fix: enforce,
      };
    case 'rules-bypassed':
      return {
        message: { en: `${rules.en} lets past: ${passing.en} (${asked.en})`, fr: `${rules.fr} laisse passer ${passing.fr} (${asked.fr})` },
        fix: enforce,
      };
    case 'bypass-unreadable':
      return {
        message: {
          en: `${rules.en} asks for ${asked.en}; this token may not see who gets past it`,
          fr: `${rules.fr} demande ${asked.fr} ; ce jeton ne peut pas voir qui y échappe`,
        },
        fix:
          by === undefined || by.level === 'repository'
            ? {
                en: 'run lockflight protect as an administrator, or with administration: write',
                fr: 'lancez lockflight protect en administrateur, ou avec administration: write',
              }
            : { en: `${whoMay(by).en}run lockflight protect`, fr: `${whoMay(by).fr}lancez lockflight protect` },
      };
    case 'protection-unreadable':
      return {
        message: {
          en: `it cannot be told whether ${name} has ${asked.en} (${error})`,
          fr: `impossible de savoir si ${name} a ${asked.fr} (${error})`,
        },
        fix: {
          en: 'run lockflight protect as an administrator, or with administration: read',
          fr: 'lancez lockflight protect en administrateur, ou avec administration: read',
        },
      };
    default:
      return { message: { en: `nothing asks for ${asked.en}`, fr: `rien ne demande ${asked.fr}` }, fix: enforce };
  }
};
