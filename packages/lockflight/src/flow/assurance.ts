/**
 * How much of the contract is really enforced for this repository, 0 to 4, and what is missing for the next level. Pure: facts in, a level out. A fact that could not
 * be had never raises it.
 */
import type { Contract } from '../contract/model.ts';
import type { Text } from '../contract/text.ts';
import type { Decision } from '../protection/decide.ts';
import type { Standing } from '../protection/judge.ts';
import type { DemandName } from '../protection/subjects.ts';

export interface AssuranceFacts {
  readonly contract: Contract;
  readonly adopted: boolean;
  /** Does a workflow on the default branch run `lockflight check` or `lockflight env check`? */
  readonly checkedInCi: boolean;
  /** What `lockflight protect` says: what could not be read is not enforced there. */
  readonly protection: Decision;
  /** The production whose branch there is; absent: none. */
  readonly production?: string;
  readonly checkName: string;
}

export interface Assurance {
  readonly level: 0 | 1 | 2 | 3 | 4;
  /** For the next level. */
  readonly missing: readonly Text[];
}

type Level = { readonly level: 1 | 2 | 3 | 4; readonly missing: (facts: AssuranceFacts) => readonly Text[] };

export const assurance = (facts: AssuranceFacts): Assurance => {
  let reached: Assurance['level'] = 0;
  for (const { level, missing } of LEVELS) {
    const lacks = missing(facts);
    if (lacks.length > 0) return { level: reached, missing: lacks };
    reached = level;
  }
  return { level: reached, missing: [] };
};

const CI: Text = { en: 'run lockflight check in CI', fr: 'lancer lockflight check dans la CI' };
const ADOPT: Text = { en: 'adopt the repository: lockflight adopt', fr: 'adopter le dépôt : lockflight adopt' };

const LEVELS: readonly Level[] = [
  { level: 1, missing: ({ checkedInCi }) => (checkedInCi ? [] : [CI]) },
  { level: 2, missing: (facts) => [...(facts.adopted ? [] : [ADOPT]), ...guards(facts)] },
  { level: 3, missing: (facts) => [...pinned(facts), ...ledgerGuard(facts), ...keyGuard(facts)] },
  { level: 4, missing: ({ contract }) => twoPeople(contract) },
];

/** What production cannot do without, whatever else its contract asks for. */
const NEEDED: readonly DemandName[] = ['pull-request', 'force-push', 'deletion', 'check', 'strict'];

const guards = (facts: AssuranceFacts): readonly Text[] => {
  const { protection, production, checkName } = facts;
  if (production === undefined) return [{ en: 'production has no branch', fr: "la production n'a pas de branche" }];
  if (protection.advisory) return protection.findings.filter(({ code }) => code === 'plan-cannot-protect').map(({ fix }) => fix);
  const standing = standingOf(facts);
  if (NEEDED.every((what) => LACKING.has(standing(what)))) return [PROTECT];
  const lacking = NEEDED.flatMap((what) => (LACKING.has(standing(what)) ? [requiring(what, checkName)] : []));
  const passable = NEEDED.some((what) => standing(what) === 'bypassed' || standing(what) === 'bypass-unknown');
  const unread = NEEDED.some((what) => standing(what) === 'unread');
  return [...lacking, ...when(passable, NOBODY_PAST), ...when(unread, UNREAD)];
};

const LACKING: ReadonlySet<Standing['state'] | undefined> = new Set([undefined, 'missing', 'idle', 'moot']);

const standingOf =
  ({ protection, production }: AssuranceFacts) =>
  (what: DemandName): Standing['state'] | undefined =>
    protection.subjects.find(({ subject }) => subject.environment === production)?.judged.find(({ demand }) => demand.what === what)
      ?.standing.state;

const PROTECT: Text = { en: "protect production's branch", fr: 'protéger la branche de production' };
const NOBODY_PAST: Text = {
  en: 'let nobody bypass the rules of production, administrators included',
  fr: 'que personne ne contourne les règles de la production, administrateurs compris',
};
const UNREAD: Text = {
  en: 'read what protects production: this token may not (lockflight protect)',
  fr: 'lire ce qui protège la production : ce jeton ne le peut pas (lockflight protect)',
};

const requiring = (what: DemandName, checkName: string): Text => {
  if (what === 'pull-request') return { en: 'require a pull request on production', fr: 'exiger une pull request sur la production' };
  if (what === 'force-push') return { en: 'forbid force pushes on production', fr: 'interdire les push forcés sur la production' };
  if (what === 'deletion') return { en: 'forbid the deletion of production', fr: 'interdire la suppression de la production' };
  return what === 'check'
    ? { en: `require the check "${checkName}"`, fr: `exiger le contrôle « ${checkName} »` }
    : { en: 'require branches to be up to date before merging', fr: 'exiger des branches à jour avant la fusion' };
};

const pinned = (facts: AssuranceFacts): readonly Text[] =>
  when(standingOf(facts)('pinned') !== 'enforced', {
    en: `pin the check "${facts.checkName}" to the recorder's App`,
    fr: `lier le contrôle « ${facts.checkName} » à l'App du greffier`,
  });

const ledgerGuard = ({ protection, adopted }: AssuranceFacts): readonly Text[] => {
  const ledger = protection.subjects.find(({ subject }) => subject.kind === 'ledger');
  const guarded = adopted && ledger?.judged.every(({ standing }) => standing.state === 'enforced') === true;
  return when(!guarded, {
    en: 'let only the recorder update the ledger branch, and nobody rewind it',
    fr: 'laisser le greffier seul écrire la branche du registre, et personne la rembobiner',
  });
};

/** A key that others can take makes them recorders. */
const keyGuard = ({ protection }: AssuranceFacts): readonly Text[] =>
  when(
    protection.findings.some(({ kind }) => kind === 'key'),
    { en: "keep the recorder's key to the default branch", fr: 'réserver la clé du greffier à la branche par défaut' },
  );

/** Two people for every production change: each ordinary step asks for approvals that no single person can give. */
const twoPeople = (contract: Contract): readonly Text[] => {
  const production = new Set(contract.environments.filter((e) => e.kind === 'production').map((e) => e.name));
  const alone = contract.flow.filter((s) => production.has(s.to) && !s.gates.some((g) => g.gate === 'approval' && g.count >= 2 && !g.solo));
  return alone.map((s) => ({ en: `ask for two approvals on ${s.id}`, fr: `demander deux approbations sur ${s.id}` }));
};

const when = (condition: boolean, text: Text): readonly Text[] => (condition ? [text] : []);
