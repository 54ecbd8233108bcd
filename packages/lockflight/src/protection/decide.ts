/**
 * Protection, decided: facts in, findings and planned changes out. Pure. Where the forge's plan has no rules for this repository there is one finding that says so, and nothing is
 * ever called enforced.
 */
import type { Change } from './changes.ts';
import { changesFor } from './changes.ts';
import type { ProtectionFacts, RecorderApp } from './facts.ts';
import type { Finding } from './finding.ts';
import { defaultBranchGuarded } from './guard.ts';
import { type Judged, judgeSubject } from './judge.ts';
import { type Draft, lapsesOf } from './lapses.ts';
import { obstaclesOf } from './obstacles.ts';
import { sourcesOf } from './source.ts';
import { type DemandName, type Subject, subjectsOf } from './subjects.ts';
import { keyFindings } from './vault.ts';

export interface Decision {
  /** Every finding is absent. */
  readonly enforced: boolean;
  /** The plan has no such rules: the contract is advice here. */
  readonly advisory: boolean;
  readonly recorder?: RecorderApp;
  readonly subjects: readonly { readonly subject: Subject; readonly judged: readonly Judged[] }[];
  readonly findings: readonly Finding[];
  readonly changes: readonly Change[];
}

export const decideProtection = (facts: ProtectionFacts): Decision => {
  const advisory = isPlanLimited(facts);
  const recorder = facts.recorder.known ? facts.recorder.value : undefined;
  const subjects = subjectsOf(facts.contract, facts.archives);
  const looked = advisory ? [] : subjects.map((subject) => lookAt(facts, subject, recorder));
  const drafts = [
    ...(advisory ? [planFinding(subjects)] : []),
    ...looked.flatMap(({ drafts: own }) => own),
    ...recorderFindings(facts),
    ...keyFindings(facts, advisory ? false : defaultBranchGuarded(facts, recorder)),
  ];
  const changes = changesFor(facts, unmetOf(looked), recorder);
  const findings = drafts.map((draft) => ({ ...draft, mended: isMended(draft, changes, facts.repository.defaultBranch) }));
  return {
    enforced: findings.length === 0,
    advisory,
    ...(recorder === undefined ? {} : { recorder }),
    subjects: looked.map(({ subject, judged }) => ({ subject, judged })),
    findings,
    changes,
  };
};

interface Looked {
  readonly subject: Subject;
  readonly judged: readonly Judged[];
  readonly drafts: readonly Draft[];
}

const lookAt = (facts: ProtectionFacts, subject: Subject, recorder: RecorderApp | undefined): Looked => {
  const sources = sourcesOf(facts, subject);
  const judged = judgeSubject(subject, sources, recorder);
  return { subject, judged, drafts: [...lapsesOf(subject, judged, recorder), ...obstaclesOf(facts, subject, sources, recorder)] };
};

/** A demand that could not be read is not known to be unmet, and nothing is planned for it. */
const unmetOf = (looked: readonly Looked[]): ReadonlyMap<Subject, ReadonlySet<DemandName | 'merge-method'>> =>
  new Map(
    looked.map(({ subject, drafts }) => [
      subject,
      new Set(drafts.flatMap(({ severity, demands }) => (severity === 'lapse' ? demands : []))),
    ]),
  );

const isPlanLimited = ({ rulesets, branches }: ProtectionFacts): boolean =>
  [rulesets, ...[...branches.values()].map(({ rules }) => rules)].some((fact) => !fact.known && fact.code === 'forge-plan-limited');

const planFinding = (subjects: readonly Subject[]): Draft => {
  const names = subjects.map(({ name }) => name).join(', ');
  return {
    code: 'plan-cannot-protect',
    severity: 'lapse',
    kind: 'repository',
    demands: [],
    by: [],
    message: {
      en: `advisory: the forge's plan protects nothing in this repository (${names})`,
      fr: `à titre indicatif : l'offre de la forge ne protège rien dans ce dépôt (${names})`,
    },
    fix: {
      en: 'a plan with rules for private repositories (GitHub Pro, Team, Enterprise), or a public repository',
      fr: 'une offre avec des règles pour les dépôts privés (GitHub Pro, Team, Enterprise), ou un dépôt public',
    },
  };
};

const recorderFindings = ({ recorder, seen }: ProtectionFacts): readonly Draft[] => {
  if (recorder.known && recorder.value === undefined && seen.length > 0) {
    const names = seen.join(', ');
    return [
      {
        code: 'recorder-unnamed',
        severity: 'unknown',
        kind: 'repository',
        demands: [],
        by: [],
        message: {
          en: `nobody named the recorder's App; ${names} wrote the ledger, as any App that may write could`,
          fr: `personne n'a nommé l'App du greffier ; ${names} a écrit le registre, comme le pourrait toute App qui peut écrire`,
        },
        fix: { en: 'name it: lockflight protect --app SLUG --apply', fr: 'nommez-la : lockflight protect --app SLUG --apply' },
      },
    ];
  }
  return recorder.known
    ? []
    : [
        {
          code: 'recorder-unreadable',
          severity: 'unknown',
          kind: 'repository',
          demands: [],
          by: [],
          message: {
            en: `it cannot be told which App is the recorder (${recorder.code})`,
            fr: `impossible de savoir quelle App est le greffier (${recorder.code})`,
          },
          fix: { en: 'name it: lockflight protect --app SLUG', fr: 'nommez-la : lockflight protect --app SLUG' },
        },
      ];
};

const isMended = (draft: Draft, changes: readonly Change[], defaultBranch: string): boolean => {
  if (draft.severity === 'unknown') return false;
  if (draft.code === 'recorder-key-reachable') {
    if (draft.demands.length === 0) return changes.some(({ kind }) => kind === 'limit-environment');
    return draft.demands.every((what) => isCovered({ ...draft, about: defaultBranch }, what, changes));
  }
  if (draft.code === 'merge-method-refused' && draft.by.length === 0) return changes.some(({ kind }) => kind === 'allow-merge-method');
  return draft.demands.length > 0 && draft.demands.every((what) => isCovered(draft, what, changes)) && !isForeign(draft, changes);
};

const isCovered = ({ about }: Draft, what: string, changes: readonly Change[]): boolean =>
  changes.some((change) => 'draft' in change && change.about === about && change.demands.some((demand) => demand === what));

/** Rules that stand in the way are cured by changing them: only those of ours are. */
const IN_THE_WAY: ReadonlySet<string> = new Set([
  'merge-method-refused',
  'linear-history',
  'promotion-barred',
  'check-pinned-elsewhere',
  'recorder-shut-out',
]);
const isForeign = ({ code, by }: Draft, changes: readonly Change[]): boolean =>
  IN_THE_WAY.has(code) && !by.some(({ id }) => changes.some((change) => change.kind === 'update-ruleset' && change.ruleset === id));
