/**
 * Judges a change of a ref that comes by push or by the REST interface. Some rules need objects that a push has not delivered yet
 * (is it a fast-forward? does it bring merges?): those are handed back as conditions, and the hook or the handler looks.
 */
import { NO_COMMIT } from '../git/refs.ts';
import type { Identity } from '../world/account.ts';
import type { BranchProtection, Ruleset } from '../world/protection.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { bypasses, classicFor, isAllowed, isSpared, ruleOf, rulesetsFor } from './applicable.ts';
import { approvalsOfRuleset, checksMessage, checksOfRuleset, missingChecks } from './requirements.ts';

export interface RefChange {
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly identity: Identity;
}

export interface Violation {
  readonly source: 'classic' | 'ruleset';
  readonly message: string;
}

export interface Judgement {
  readonly refused: readonly Violation[];
  readonly unlessFastForward: readonly Violation[];
  readonly unlessLinear: readonly Violation[];
}

const FORCE = 'Cannot force-push to this branch';
const PULL_REQUEST = 'Changes must be made through a pull request.';
const LINEAR = 'This branch must not contain merge commits.';
const LOCKED = 'Cannot change this locked branch';
const SIGNED = 'Commits must have verified signatures.';

interface Context {
  readonly world: World;
  readonly repository: Repository;
  readonly change: RefChange;
}

const present = (messages: readonly (string | undefined | false)[]): readonly string[] =>
  messages.filter((message): message is string => typeof message === 'string');

const judgeClassic = ({ world, repository, change }: Context, protection: BranchProtection): Judgement => {
  const say = (messages: readonly string[]): readonly Violation[] => messages.map((message) => ({ source: 'classic', message }));
  if (change.after === NO_COMMIT)
    return { refused: say(protection.allowDeletions ? [] : ['Cannot delete this branch']), unlessFastForward: [], unlessLinear: [] };
  // Force pushes are refused to everybody, administrators included, but for those who are named.
  const mayForce = protection.allowForcePushes || isAllowed(world, repository, change.identity, protection.forcePushers);
  const unlessFastForward = say(mayForce ? [] : [FORCE]);
  if (isSpared(world, repository, change.identity, protection)) return { refused: [], unlessFastForward, unlessLinear: [] };
  const { reviews, checks, restrictions } = protection;
  const wanted = checks?.checks ?? [];
  const refused = present([
    protection.locked && LOCKED,
    protection.signatures && SIGNED,
    restrictions !== null &&
      !isAllowed(world, repository, change.identity, restrictions) &&
      "You're not authorized to push to this branch.",
    reviews !== null && !isAllowed(world, repository, change.identity, reviews.bypass) && PULL_REQUEST,
    checksMessage(missingChecks(repository, change.after, wanted), wanted.length),
  ]);
  return { refused: say(refused), unlessFastForward, unlessLinear: say(protection.linearHistory ? [LINEAR] : []) };
};

const judgeRuleset = ({ repository, change }: Context, ruleset: Ruleset): Judgement => {
  const say = (messages: readonly string[]): readonly Violation[] => messages.map((message) => ({ source: 'ruleset', message }));
  const has = (type: string): boolean => ruleOf(ruleset, type) !== undefined;
  const creating = change.before === NO_COMMIT;
  if (change.after === NO_COMMIT)
    return { refused: say(has('deletion') ? ['Cannot delete this ref'] : []), unlessFastForward: [], unlessLinear: [] };
  const { checks } = checksOfRuleset(ruleset);
  const refused = present([
    creating && has('creation') && 'Cannot create ref due to creations being restricted.',
    !creating && has('update') && 'Cannot update this protected ref.',
    // A branch that is being made has no base that a pull request could go to.
    !creating && approvalsOfRuleset(ruleset) !== undefined && PULL_REQUEST,
    has('required_signatures') && SIGNED,
    !creating && has('merge_queue') && 'Changes must be made through the merge queue',
    checksMessage(missingChecks(repository, change.after, checks), checks.length),
  ]);
  return {
    refused: say(refused),
    unlessFastForward: say(!creating && has('non_fast_forward') ? ['Cannot force-push to this ref'] : []),
    unlessLinear: say(has('required_linear_history') ? [LINEAR] : []),
  };
};

/** All rules together. */
export const judgeRefChange = (world: World, repository: Repository, change: RefChange): Judgement => {
  const context: Context = { world, repository, change };
  const classic = classicFor(world, repository, change.ref);
  const judgements = [
    ...(classic === undefined ? [] : [judgeClassic(context, classic)]),
    ...rulesetsFor(world, repository, change.ref)
      .filter((ruleset) => !bypasses(world, repository, change.identity, { ruleset, merging: false }))
      .map((ruleset) => judgeRuleset(context, ruleset)),
  ];
  return {
    refused: judgements.flatMap((j) => j.refused),
    unlessFastForward: judgements.flatMap((j) => j.unlessFastForward),
    unlessLinear: judgements.flatMap((j) => j.unlessLinear),
  };
};
