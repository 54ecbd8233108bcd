/**
 * Who the contract in force names, held by the forge's numbers. A login can be released, and taken by somebody else: the ledger keeps whose it was when the contract was
 * taken over (its pins), and who holds the number is who is meant, whatever the login says today. A ledger from before there were pins has none: its logins are looked up
 * each time, until the next contract comes into force.
 */
import { type Contract, membersOf } from '../../contract/model.ts';
import { hasCode } from '../../errors.ts';
import type { Account, Forge } from '../../forge/port.ts';
import type { PinnedPerson } from '../../ledger/entry.ts';
import type { LedgerView } from '../../ledger/view.ts';

/** Numbers by login in lower case: the forge compares logins without case. */
export type Pins = ReadonlyMap<string, number>;

export interface InForce {
  readonly contract: Contract;
  readonly pins: Pins;
}

/** The contract, and the pins of its own entry: a contract that is not in force pins nobody. */
export const inForceOf = ({ contract, view }: { readonly contract: Contract; readonly view: Pick<LedgerView, 'contract'> }): InForce => ({
  contract,
  pins: new Map((view.contract?.people ?? []).map(({ login, id }) => [login.toLowerCase(), id])),
});

/** `@amina` and `amina` are one person; a team has a slash. */
export const loginOf = (member: string): string | undefined => (member.includes('/') ? undefined : member.replace(/^@/, ''));

/**
 * The pins of a contract that comes into force. Whoever the contract before it meant is still meant: a login that changed hands in between is not handed over by a contract that
 * says the same word. One that the forge does not know pins nobody. Errors: what the forge says.
 */
export const pinPeople = async (forge: Forge, contract: Contract, before: Pins): Promise<readonly PinnedPerson[]> => {
  const logins = contract.people.flatMap((role) => role.members).map(loginOf);
  const people: PinnedPerson[] = [];
  for (const login of new Set(logins.filter((found) => found !== undefined))) {
    const id = before.get(login.toLowerCase()) ?? (await idOf(forge, login));
    if (id !== undefined && !people.some((p) => p.login.toLowerCase() === login.toLowerCase())) people.push({ login, id });
  }
  return people;
};

const idOf = async (forge: Forge, login: string): Promise<number | undefined> => {
  try {
    return (await forge.account(login)).id;
  } catch (error) {
    if (hasCode(error, 'forge-not-found')) return undefined;
    throw error;
  }
};

/** Accounts whose acts never count. */
export interface Agents {
  readonly logins: readonly string[];
  readonly ids: readonly number[];
}

/** By number, so that a new name frees nobody; and by the name that the contract has, whoever holds it. */
export const agentsOf = ({ contract, pins }: InForce): Agents => {
  const logins = membersOf(contract, 'agents').map((member) => loginOf(member) ?? member);
  return { logins, ids: logins.flatMap((login) => pins.get(login.toLowerCase()) ?? []) };
};

export const isAgent = ({ id, login }: Pick<Account, 'id' | 'login'>, { logins, ids }: Agents): boolean =>
  ids.includes(id) || logins.some((agent) => agent.toLowerCase() === login.toLowerCase());
