/**
 * Who is in a role today: logins and teams of the contract, resolved to the forge's account numbers (a login can change hands), without bots, Apps and
 * agents. Asked once a run and kept.
 */
import { type Contract, membersOf } from '../../contract/model.ts';
import type { Account, Forge } from '../../forge/port.ts';
import type { Person } from '../../policy/facts.ts';

/** Answers of one forge object are kept as long as it lives: one command. */
const resolved = new WeakMap<Forge, Map<string, Promise<readonly Account[]>>>();

export const roleMembers = async (
  forge: Forge,
  contract: Contract,
): Promise<readonly { readonly role: string; readonly people: readonly Person[] }[]> =>
  Promise.all(
    contract.people
      .filter((r) => r.name !== 'agents')
      .map(async (r) => ({ role: r.name, people: await peopleIn(forge, contract, r.name) })),
  );

export const isInRoles = async (forge: Forge, contract: Contract, roles: readonly string[], account: Account): Promise<boolean> => {
  for (const role of roles) {
    if ((await peopleIn(forge, contract, role)).some((p) => p.id === account.id)) return true;
  }
  return false;
};

const peopleIn = async (forge: Forge, contract: Contract, role: string): Promise<readonly Person[]> => {
  const agents = membersOf(contract, 'agents').map((a) => a.toLowerCase());
  const accounts = (await Promise.all(membersOf(contract, role).map((member) => resolve(forge, member)))).flat();
  const people = accounts.filter((a) => a.kind === 'user' && !agents.includes(a.login.toLowerCase()));
  return [...new Map(people.map((p) => [p.id, { id: p.id, login: p.login }])).values()];
};

const resolve = (forge: Forge, member: string): Promise<readonly Account[]> => {
  const known = resolved.get(forge) ?? new Map<string, Promise<readonly Account[]>>();
  resolved.set(forge, known);
  const answer =
    known.get(member) ?? (member.includes('/') ? forge.teamMembers(member) : forge.account(member.replace(/^@/, '')).then((a) => [a]));
  known.set(member, answer);
  return answer;
};
