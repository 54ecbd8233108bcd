/**
 * Who is in a role today: logins and teams of the contract as the forge's account numbers, without bots, Apps and agents. Asked once a run and kept.
 *
 * Somebody who was renamed is followed by his number. A login that somebody else holds now is in doubt: whom the contract meant still counts, the newcomer does not,
 * and a gate that does not pass without is errored rather than blocked.
 */
import { membersOf } from '../../contract/model.ts';
import { hasCode } from '../../errors.ts';
import type { Account, Forge } from '../../forge/port.ts';
import type { Doubt, RoleFact } from '../../policy/facts.ts';
import type { Refusal } from '../observe/observation.ts';
import { agentsOf, type InForce, isAgent, loginOf } from './people.ts';

interface Resolved {
  readonly accounts: readonly Account[];
  readonly doubt?: Doubt;
  /** What people should know, and mend in the contract. */
  readonly told?: Refusal;
}

/** Answers of one forge object are kept as long as it lives: one command. */
const resolved = new WeakMap<Forge, Map<string, Promise<Resolved>>>();

export const roleMembers = async (forge: Forge, inForce: InForce): Promise<readonly RoleFact[]> =>
  Promise.all(
    inForce.contract.people
      .filter((r) => r.name !== 'agents')
      .map(async ({ name }) => ({ role: name, ...(await roleIn(forge, inForce, name)) })),
  );

export const isInRoles = async (forge: Forge, inForce: InForce, roles: readonly string[], account: Account): Promise<boolean> => {
  for (const role of roles) {
    if ((await roleIn(forge, inForce, role)).people.some((p) => p.id === account.id)) return true;
  }
  return false;
};

/** What this run found out about logins that are not what they were. Asks nothing. */
export const toldOfLogins = async (forge: Forge): Promise<readonly Refusal[]> => {
  const settled = await Promise.allSettled(resolved.get(forge)?.values() ?? []);
  return settled.flatMap((one) => (one.status === 'fulfilled' && one.value.told !== undefined ? [one.value.told] : []));
};

const roleIn = async (forge: Forge, inForce: InForce, role: string): Promise<Omit<RoleFact, 'role'>> => {
  const found = await Promise.all(membersOf(inForce.contract, role).map((member) => resolve(forge, inForce, member)));
  const agents = agentsOf(inForce);
  const people = found.flatMap((f) => f.accounts).filter((a) => a.kind === 'user' && !isAgent(a, agents));
  const doubt = found.find((f) => f.doubt !== undefined)?.doubt;
  const once = [...new Map(people.map((p) => [p.id, { id: p.id, login: p.login }])).values()];
  return { people: once, ...(doubt === undefined ? {} : { doubt }) };
};

const resolve = (forge: Forge, { pins }: InForce, member: string): Promise<Resolved> => {
  const known = resolved.get(forge) ?? new Map<string, Promise<Resolved>>();
  resolved.set(forge, known);
  const login = loginOf(member);
  const pin = login === undefined ? undefined : pins.get(login.toLowerCase());
  const key = `${login?.toLowerCase() ?? member} ${pin ?? ''}`;
  const answer = known.get(key) ?? ask(forge, { member, login, pin });
  known.set(key, answer);
  return answer;
};

const ask = async (
  forge: Forge,
  { member, login, pin }: { readonly member: string; readonly login: string | undefined; readonly pin: number | undefined },
): Promise<Resolved> => {
  if (login === undefined) return { accounts: await forge.teamMembers(member) };
  if (pin === undefined) return { accounts: [await forge.account(login)] };
  const now = await orNobody(forge.account(login));
  if (now?.id === pin) return { accounts: [now] };
  const meant = await orNobody(forge.accountById(pin));
  const accounts = meant === undefined ? [] : [meant];
  if (now === undefined) return { accounts, told: meant === undefined ? gone(login) : renamed(login, meant.login) };
  const doubt = changedHands(login, meant?.login);
  return { accounts, doubt, told: { code: doubt.code, what: doubt.why } };
};

const orNobody = async (asked: Promise<Account>): Promise<Account | undefined> => {
  try {
    return await asked;
  } catch (error) {
    if (hasCode(error, 'forge-not-found')) return undefined;
    throw error;
  }
};

const renamed = (login: string, now: string): Refusal => ({
  code: 'login-renamed',
  what: {
    en: `${login} is called ${now} on the forge now, and still counts: write ${now} under \`people\` in the contract`,
    fr: `${login} s'appelle désormais ${now} sur la forge, et compte toujours : écrivez ${now} sous \`people\` dans le contrat`,
  },
});

const gone = (login: string): Refusal => ({
  code: 'login-gone',
  what: {
    en: `the account of ${login} is gone from the forge: take it out of \`people\` in the contract`,
    fr: `le compte de ${login} n'existe plus sur la forge : retirez-le de \`people\` dans le contrat`,
  },
});

const changedHands = (login: string, now: string | undefined): Doubt => ({
  code: 'login-changed-hands',
  why: {
    en: `${login} is somebody else's login now; the contract meant ${now ?? 'an account that is gone'}`,
    fr: `l'identifiant ${login} est maintenant celui d'un autre ; le contrat désignait ${now ?? "un compte qui n'existe plus"}`,
  },
  fix:
    now === undefined
      ? { en: `take ${login} out of \`people\` in the contract`, fr: `retirez ${login} de \`people\` dans le contrat` }
      : {
          en: `${now} approves, and the contract names ${now} instead of ${login} under \`people\``,
          fr: `${now} approuve, et le contrat nomme ${now} au lieu de ${login} sous \`people\``,
        },
});
