/**
 * Whose act counts. A person is the forge's number, since a login can change hands; bots and accounts listed as agents never count, whatever role a
 * contract gives them.
 */
import { membersOf } from '../contract/model.ts';
import type { Facts, Person } from './facts.ts';
import type { GateContext } from './gate.ts';

type Members = Extract<Facts['members'], { known: true }>['value'];

/** Everybody in any of the roles, once, without agents. */
export const peopleOf = (members: Members, roles: readonly string[], context: GateContext): readonly Person[] => {
  const people = new Map<number, Person>();
  for (const { role, people: inRole } of members) {
    if (!roles.includes(role)) continue;
    for (const person of inRole) if (!isAgent(person, context)) people.set(person.id, person);
  }
  return [...people.values()];
};

/** Logins are compared as the forge does, without case; a new name frees nobody. */
export const isAgent = ({ id, login }: Person, { facts, contract }: GateContext): boolean =>
  facts.agentIds?.includes(id) === true ||
  [...facts.agents, ...membersOf(contract, 'agents')].some((a) => a.toLowerCase() === login.toLowerCase());
