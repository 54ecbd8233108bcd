/** Planned changes, one by one. One that is refused does not keep the others from being made: each can be made again, and none undoes another. */
import type { Text } from '../../contract/text.ts';
import { LockflightError } from '../../errors.ts';
import type { Change } from '../../protection/changes.ts';
import type { World } from '../world.ts';

export interface Outcome {
  readonly change: Change;
  readonly state: 'applied' | 'refused';
  /** Of a refusal: the forge's own code, words and way out. */
  readonly code?: string;
  readonly message?: Text;
  readonly fix?: Text;
}

export const carryOut = async (world: World, changes: readonly Change[]): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const change of changes) outcomes.push(await attemptChange(world, change));
  return outcomes;
};

const attemptChange = async (world: World, change: Change): Promise<Outcome> => {
  try {
    return (await make(world, change)) ? { change, state: 'applied' } : { change, state: 'refused', code: 'change-refused', ...LIMITED };
  } catch (error) {
    // A forge that is gone would refuse all the others too, after as long a wait.
    if (!(error instanceof LockflightError) || error.failure.retryable === true || error.code === 'forge-unauthorized') throw error;
    return { change, state: 'refused', code: error.code, message: error.failure.message, fix: error.failure.hint };
  }
};

/** False: the plan cannot. */
const make = async ({ forge }: World, change: Change): Promise<boolean> => {
  switch (change.kind) {
    case 'create-ruleset':
      await forge.createRuleset(change.draft);
      return true;
    case 'update-ruleset':
      await forge.updateRuleset(change.ruleset, change.draft);
      return true;
    case 'allow-merge-method':
      await forge.allowMergeMethods({ [change.method]: true });
      return true;
    case 'limit-environment':
      return forge.limitEnvironment(change.environment, change.branch);
  }
};

const LIMITED = {
  message: {
    en: "the forge's plan cannot limit an environment to a branch",
    fr: "l'offre de la forge ne peut pas réserver un environnement à une branche",
  },
  fix: {
    en: 'a plan with rules for environments (GitHub Pro, Team, Enterprise), or a public repository',
    fr: 'une offre avec des règles pour les environnements (GitHub Pro, Team, Enterprise), ou un dépôt public',
  },
} as const;
