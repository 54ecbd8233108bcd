/**
 * The way back, tried before anybody needs it. A rollback is a commit with the target's archived tree on top of what the promotion made, so going back means
 * taking the change "candidate -> target" and applying it to the candidate: the merge of the two trees over the candidate's, done by git itself
 * in a temporary object directory. It must be clean and give the target's tree again, byte for byte. That also shows that every tree of both
 * states is really here, in this clone, and not only promised by a remote.
 *
 * Whether later work of the source could undo the change too is not asked: a rollback never touches the source.
 *
 * The archived contract is the one that the target carries. Where it has none, nothing is required; where it cannot be read, the contract in force stands
 * in for it, since a broken file in production must neither pass for an empty one nor keep its own repair out.
 */

import type { Contract } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import { hasCode } from '../../errors.ts';
import type { Git } from '../../git/port.ts';
import { demandedNames } from '../../policy/demanded-names.ts';
import { type Candidate, type Fact, known, type WayBack } from '../../policy/facts.ts';
import { CONTRACT_NAME } from '../read-contract-file.ts';
import { attempt } from './attempt.ts';
import { irreversibleMigrations } from './migrations/migrations.ts';
import type { Host } from './outside/host.ts';

export interface WayBackQuestion {
  readonly git: Git;
  /** The contract in force. */
  readonly contract: Contract;
  /** The environment that is promoted to: whose variables count. */
  readonly environment: string;
  /** What the target has now. */
  readonly target: Candidate;
  readonly candidate: Candidate;
  /** The archive that keeps the target's head already. */
  readonly archive?: string;
  readonly targetNames: Fact<readonly string[]>;
  /** The recorder's; undefined for everybody else. */
  readonly host?: Host | undefined;
}

export const wayBack = async (question: WayBackQuestion): Promise<Fact<WayBack>> => {
  const rehearsal = await attempt(() => rehearse(question));
  if (!rehearsal.known) return rehearsal;
  const archived = await attempt(() => archivedContract(question));
  if (!archived.known) return archived;
  const { targetNames, environment } = question;
  const missing = missingNames(archived.value, environment, targetNames.known ? targetNames.value : []);
  // Names that could not be had matter only where the archived contract asks for some.
  if (!targetNames.known && missing.length > 0) return targetNames;
  return known({ ...rehearsal.value, missingVariables: missing });
};

const rehearse = async ({
  git,
  contract,
  target,
  candidate,
  archive,
  host,
}: WayBackQuestion): Promise<Omit<WayBack, 'missingVariables'>> => {
  const merged = await git.mergeTrees(candidate.tree, candidate.tree, target.tree);
  const { migrations } = contract;
  return {
    ...(archive === undefined ? {} : { archive }),
    archivable: archive !== undefined || (await git.resolve(target.commit)) === target.commit,
    applies: merged.clean && merged.tree === target.tree,
    conflicts: merged.conflicts,
    irreversible:
      migrations === undefined ? [] : await irreversibleMigrations({ git, host, migrations, before: target.tree, after: candidate.tree }),
  };
};

const archivedContract = async ({ git, contract, target }: WayBackQuestion): Promise<Contract | undefined> => {
  try {
    const text = await git.readFile(target.commit, CONTRACT_NAME);
    return text === undefined ? undefined : (readContract({ file: CONTRACT_NAME, text }).contract ?? contract);
  } catch (error) {
    if (hasCode(error, 'file-too-large')) return contract;
    throw error;
  }
};

const missingNames = (archived: Contract | undefined, environment: string, set: readonly string[]): readonly string[] => {
  if (archived === undefined) return [];
  const names = demandedNames(archived, environment, set);
  return [...names.missing, ...names.missingOneOf.map((g) => g.join(' | '))];
};
