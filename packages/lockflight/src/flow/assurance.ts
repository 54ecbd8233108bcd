/**
 * How much of the contract is really enforced for this repository, 0 to 4, and what is missing for the next level. Pure: facts in, a level out. A fact that could not
 * be had never raises it.
 */
import type { Contract } from '../contract/model.ts';
import type { Text } from '../contract/text.ts';
import type { Protection } from '../forge/port.ts';
import type { Fact } from '../policy/facts.ts';

export interface AssuranceFacts {
  readonly contract: Contract;
  readonly adopted: boolean;
  /** Does a workflow on the default branch run `lockflight check` or `lockflight env check`? */
  readonly checkedInCi: boolean;
  /** What guards production's branch, and the ledger's. */
  readonly production: Fact<Protection>;
  readonly ledger: Fact<Protection>;
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
  { level: 2, missing: ({ adopted, production, checkName }) => [...(adopted ? [] : [ADOPT]), ...guards(production, checkName)] },
  { level: 3, missing: ({ production, ledger, checkName }) => [...pinned(production, checkName), ...ledgerGuard(ledger)] },
  { level: 4, missing: ({ contract }) => twoPeople(contract) },
];

const guards = (production: Fact<Protection>, checkName: string): readonly Text[] => {
  if (!production.known) return [production.why];
  const { enforced, pullRequestRequired, forcePushAllowed, deletionAllowed, requiredChecks, upToDateRequired, adminsBypass, bypassKnown } =
    production.value;
  if (!enforced) return [{ en: "protect production's branch", fr: 'protéger la branche de production' }];
  return [
    ...when(!pullRequestRequired, { en: 'require a pull request on production', fr: 'exiger une pull request sur la production' }),
    ...when(forcePushAllowed, { en: 'forbid force pushes on production', fr: 'interdire les push forcés sur la production' }),
    ...when(deletionAllowed, { en: 'forbid the deletion of production', fr: 'interdire la suppression de la production' }),
    ...when(!requiredChecks.some((c) => c.name === checkName), {
      en: `require the check "${checkName}"`,
      fr: `exiger le contrôle « ${checkName} »`,
    }),
    ...when(bypassKnown === false || adminsBypass, {
      en: 'let nobody bypass the rules of production, administrators included',
      fr: 'que personne ne contourne les règles de la production, administrateurs compris',
    }),
    ...when(!upToDateRequired, {
      en: 'require branches to be up to date before merging',
      fr: 'exiger des branches à jour avant la fusion',
    }),
  ];
};

const pinned = (production: Fact<Protection>, checkName: string): readonly Text[] =>
  when(!(production.known && production.value.requiredChecks.some((c) => c.name === checkName && c.app !== undefined)), {
    en: `pin the check "${checkName}" to the recorder's App`,
    fr: `lier le contrôle « ${checkName} » à l'App du greffier`,
  });

const ledgerGuard = (ledger: Fact<Protection>): readonly Text[] => {
  const guarded =
    ledger.known && ledger.value.enforced && !ledger.value.forcePushAllowed && !ledger.value.deletionAllowed && onlyOneWriter(ledger.value);
  return when(!guarded, {
    en: 'let only the recorder update the ledger branch, and nobody rewind it',
    fr: 'laisser le greffier seul écrire la branche du registre, et personne la rembobiner',
  });
};

const onlyOneWriter = ({ updaters }: Protection): boolean => updaters?.length === 1 && updaters[0]?.kind === 'app';

/** Two people for every production change: each ordinary step asks for approvals that no single person can give. */
const twoPeople = (contract: Contract): readonly Text[] => {
  const production = new Set(contract.environments.filter((e) => e.kind === 'production').map((e) => e.name));
  const alone = contract.flow.filter((s) => production.has(s.to) && !s.gates.some((g) => g.gate === 'approval' && g.count >= 2 && !g.solo));
  return alone.map((s) => ({ en: `ask for two approvals on ${s.id}`, fr: `demander deux approbations sur ${s.id}` }));
};

const when = (condition: boolean, text: Text): readonly Text[] => (condition ? [text] : []);
