/** Gathers what the forge says of its rules. What it refuses to tell is a fact that is not known; nothing is decided here. */
import { LockflightError } from '../../errors.ts';
import { APP_PRIVATE_KEY } from '../../forge/credentials.ts';
import { known } from '../../policy/facts.ts';
import type { BranchFacts, ProtectionFacts } from '../../protection/facts.ts';
import { pinnedApps } from '../../protection/pinned-app.ts';
import { subjectsOf } from '../../protection/subjects.ts';
import { RECORDER_ENVIRONMENT, SIGNING_KEY } from '../adopt.ts';
import { attempt } from '../facts/attempt.ts';
import type { Situation } from '../verdict/situation.ts';
import type { World } from '../world.ts';
import { namedRecorder, recorderInRules } from './recorder-app.ts';

/** Errors: `forge-unauthorized`, and of an App that was named `forge-not-found`, `recorder-app-shared`. */
export const readProtectionFacts = async (world: World, situation: Situation, app?: string): Promise<ProtectionFacts> => {
  const { contract, adopted, view } = situation;
  const { forge } = world;
  // The one setting that is asked anew: it may be what was just changed.
  const repository = await forge.repository();
  const archives = view.archives.map(({ ref }) => ref);
  const branches = new Set(subjectsOf(contract).flatMap(({ target, name }) => (target === 'branch' ? [name] : [])));
  const remote = await world.git.remoteRefs(world.remote, ['refs/heads/*']);
  const found = new Map<string, BranchFacts>();
  for (const branch of branches.add(repository.defaultBranch))
    found.set(branch, await branchFacts(world, branch, remote.has(`refs/heads/${branch}`)));
  const rulesets = await asked(() => forge.rulesets());
  const recorder =
    app === undefined
      ? await recorderInRules(world, contract.ledgerBranch, pinnedApps({ contract, rulesets, branches: found }))
      : await namedRecorder(world, app);
  return {
    contract,
    adopted,
    repository,
    rulesets,
    branches: found,
    refs: [...remote.keys()],
    archives,
    ...recorder,
    vault: {
      environment: RECORDER_ENVIRONMENT,
      key: SIGNING_KEY,
      appKey: APP_PRIVATE_KEY,
      place: await asked(() => forge.environment(RECORDER_ENVIRONMENT)),
      own: await asked(() => forge.secretNames(RECORDER_ENVIRONMENT)),
      shared: {
        repository: await asked(() => forge.secretNames()),
        organization: await asked(() => forge.organizationSecretNames()),
      },
    },
  };
};

/** A branch that is not there yet has no classic protection; rulesets bind it from the beginning. */
const branchFacts = async ({ forge }: World, branch: string, exists: boolean): Promise<BranchFacts> => ({
  rules: await asked(() => forge.branchRules(branch)),
  classic: exists ? await asked(() => forge.classicProtection(branch)) : known(undefined),
});

/** A token that stands for nobody is no fact about protection. */
const asked: typeof attempt = async (ask) => {
  const fact = await attempt(ask);
  if (!fact.known && fact.code === 'forge-unauthorized') throw unauthorized(fact);
  return fact;
};

const unauthorized = (fact: Extract<Awaited<ReturnType<typeof attempt>>, { known: false }>): LockflightError =>
  new LockflightError({ code: 'forge-unauthorized', exit: 3, message: fact.why, hint: fact.fix });
