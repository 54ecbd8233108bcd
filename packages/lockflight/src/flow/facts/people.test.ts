import { expect, test } from 'vitest';
import { readContract } from '../../contract/read-contract.ts';
import { LockflightError } from '../../errors.ts';
import type { Account, Forge } from '../../forge/port.ts';
import { SMALL_CONTRACT } from '../e2e/small-contract.fixture.ts';
import { roleMembers, toldOfLogins } from './members.ts';
import { agentsOf, inForceOf, isAgent, pinPeople } from './people.ts';

/** A forge that knows accounts, and nothing else. */
const forgeOf = (accounts: Readonly<Record<string, number>>): Forge => {
  const find = async (fits: (account: Account) => boolean): Promise<Account> => {
    const all = Object.entries(accounts).map(([login, id]): Account => ({ login, id, kind: 'user' }));
    const found = all.find(fits);
    if (found !== undefined) return found;
    throw new LockflightError({ code: 'forge-not-found', exit: 3, message: { en: '', fr: '' }, hint: { en: '', fr: '' } });
  };
  return {
    account: (login: string) => find((a) => a.login.toLowerCase() === login.toLowerCase()),
    accountById: (id: number) => find((a) => a.id === id),
  } as Forge;
};

const read = (people: string) => {
  const { contract } = readContract({ file: 'lockflight.yaml', text: SMALL_CONTRACT.replace(/people: .*/, `people: ${people}`) });
  if (contract === undefined) throw new Error('the contract of this test has errors');
  return contract;
};
const contract = read('{ cto: [octocat, Sara], owners: [octocat], agents: [karim, ghosted] }');
const inForce = (people: readonly { login: string; id: number }[]) =>
  inForceOf({ contract, view: { contract: { digest: '', counter: 1, text: '', seq: 0, people } } });

test('everybody whom the contract names by login is pinned, once, and who is not there is not', async () => {
  const pins = await pinPeople(forgeOf({ octocat: 1, sara: 2, karim: 3 }), contract, new Map());
  expect(pins.toSorted((a, b) => a.id - b.id)).toEqual([
    { login: 'octocat', id: 1 },
    { login: 'Sara', id: 2 },
    { login: 'karim', id: 3 },
  ]);
});

test('the next contract means whom the one before it meant, whoever holds the login by then', async () => {
  const taken = forgeOf({ octocat: 99, sara: 2, karim: 3 });
  expect(await pinPeople(taken, contract, new Map([['octocat', 1]]))).toContainEqual({ login: 'octocat', id: 1 });
});

test('followed by number: renamed, gone, and in other hands', async () => {
  const pins = [
    { login: 'octocat', id: 1 },
    { login: 'Sara', id: 2 },
  ];
  const cto = async (forge: Forge) => (await roleMembers(forge, inForce(pins))).find((r) => r.role === 'cto');
  const same = forgeOf({ octocat: 1, sara: 2 });
  expect((await cto(same))?.people.map((p) => p.id)).toEqual([1, 2]);
  expect(await toldOfLogins(same)).toEqual([]);

  const renamed = forgeOf({ octocat: 1, 'sara-b': 2 });
  expect(await cto(renamed)).toEqual({
    role: 'cto',
    people: [
      { id: 1, login: 'octocat' },
      { id: 2, login: 'sara-b' },
    ],
  });
  expect((await toldOfLogins(renamed)).map((t) => t.code)).toEqual(['login-renamed']);

  const gone = forgeOf({ octocat: 1 });
  expect((await cto(gone))?.doubt).toBeUndefined();
  expect((await toldOfLogins(gone)).map((t) => t.code)).toEqual(['login-gone']);

  const taken = forgeOf({ octocat: 1, 'sara-b': 2, sara: 7 });
  expect(await cto(taken)).toMatchObject({ people: [{ id: 1 }, { id: 2 }], doubt: { code: 'login-changed-hands' } });
});

test('a ledger without pins looks logins up each time, as it did', async () => {
  const before = inForceOf({ contract, view: { contract: { digest: '', counter: 1, text: '', seq: 0 } } });
  const [cto] = await roleMembers(forgeOf({ octocat: 5, sara: 6 }), before);
  expect(cto?.people.map((p) => p.id)).toEqual([5, 6]);
  expect(isAgent({ id: 9, login: 'KARIM' }, agentsOf(before))).toBe(true);
});

test('a new name frees no agent, and the old name no newcomer', () => {
  const agents = agentsOf(inForce([{ login: 'karim', id: 3 }]));
  expect(isAgent({ id: 3, login: 'helpful' }, agents)).toBe(true);
  expect(isAgent({ id: 8, login: 'karim' }, agents)).toBe(true);
  expect(isAgent({ id: 8, login: 'helpful' }, agents)).toBe(false);
});
