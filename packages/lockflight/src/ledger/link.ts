/**
 * One signed entry against everything before it: its place, the hash of the envelope before, its idempotency key, its contract, and
 * what it does to the keys. Pure; one function a rule.
 */
import type { Chain } from './chain.ts';
import type { ContractRef, Entry } from './entry.ts';
import { type KeyRing, turnRing } from './key-ring.ts';
import { nextContract } from './next-entry.ts';
import { type LedgerProblem, problem } from './problem.ts';

type Before = Pick<Chain, 'length' | 'next' | 'previous' | 'keys' | 'contract' | 'ring' | 'entries'>;

export interface Judged {
  readonly problems: readonly LedgerProblem[];
  readonly ring: KeyRing;
  readonly contract: ContractRef | undefined;
}

export const judgeLink = (before: Before, entry: Entry): Judged => {
  const ring = entry.body.type === 'key' ? turnRing(before.ring, entry.body) : before.ring;
  const problems = [
    placeProblem(before, entry),
    previousProblem(before, entry),
    adoptionProblem(before, entry),
    keyProblem(before, entry),
    contractProblem(before, entry),
    ring === undefined
      ? problem(
          entry.seq,
          'key-entry-wrong',
          'it brings in or revokes a key that it cannot',
          "elle introduit ou révoque une clé qu'elle ne peut pas",
        )
      : undefined,
  ].filter((found) => found !== undefined);
  // What is out of place or goes backwards changes nothing: the rest is judged by what was in force.
  const sound = problems.length === 0;
  return {
    problems,
    ring: sound && ring !== undefined ? ring : before.ring,
    contract: sound || before.contract === undefined ? entry.contract : laterOf(before.contract, entry.contract),
  };
};

const laterOf = (one: ContractRef, other: ContractRef): ContractRef => (other.counter > one.counter ? other : one);

const placeProblem = (before: Before, { seq }: Entry): LedgerProblem | undefined => {
  if (seq === before.next) return undefined;
  if (seq > before.next) {
    const last = seq - 1;
    const which = last === before.next ? `${last}` : `${before.next}-${last}`;
    return problem(
      before.next,
      'entry-missing',
      `missing here: ${which}; ${seq} comes instead`,
      `il manque ici : ${which} ; on trouve ${seq} à la place`,
    );
  }
  return problem(
    seq,
    'entry-out-of-place',
    `it stands where ${before.next} should: moved or repeated`,
    `elle se trouve à la place de ${before.next} : déplacée ou répétée`,
  );
};

const previousProblem = (before: Before, entry: Entry): LedgerProblem | undefined => {
  const first = before.length === 0;
  // The envelope before was named already: its hash proves nothing about this one.
  if (!first && before.previous === undefined) return undefined;
  if (entry.previous === before.previous) return undefined;
  return problem(
    entry.seq,
    'previous-broken',
    'it does not follow the entry that stands before it',
    "elle ne suit pas l'entrée qui la précède",
  );
};

const adoptionProblem = (before: Before, entry: Entry): LedgerProblem | undefined =>
  before.length > 0 && entry.body.type === 'adoption'
    ? problem(entry.seq, 'adoption-repeated', 'a second adoption', 'une seconde adoption')
    : undefined;

const keyProblem = (before: Before, entry: Entry): LedgerProblem | undefined => {
  const other = before.keys.get(entry.key);
  return other === undefined
    ? undefined
    : problem(entry.seq, 'key-repeated', `it says again what entry ${other} said`, `elle répète ce que disait l'entrée ${other}`);
};

const contractProblem = (before: Before, entry: Entry): LedgerProblem | undefined => {
  const { contract, seq, body } = entry;
  const expected = nextContract(before.length === 0 ? undefined : before.contract, body);
  if (contract.counter === expected.counter && contract.digest === expected.digest) return undefined;
  // The entry before could not be read: it may have brought this contract in, and was named already.
  if (contract.counter > expected.counter && before.length > 0 && before.previous === undefined) return undefined;
  if (contract.counter < expected.counter) {
    return problem(
      seq,
      'contract-backwards',
      `contract ${contract.counter} after ${expected.counter} came into force`,
      `contrat ${contract.counter} alors que le ${expected.counter} est entré en vigueur`,
    );
  }
  return problem(
    seq,
    'contract-mismatch',
    'its contract is not the one in force at this point',
    "son contrat n'est pas celui en vigueur à cet endroit",
  );
};
