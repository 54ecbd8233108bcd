import { expect, test } from 'vitest';
import { forgeTold } from './recorded-server.fixture.ts';

const REST = 'GET /repos/acme/koomy/branches/main/protection';
const refused = { json: { enforce_admins: { enabled: true }, allow_force_pushes: { enabled: false } } };
const rule = (...actors: unknown[]) => ({
  json: {
    data: { repository: { ref: { branchProtectionRule: { bypassForcePushAllowances: { nodes: actors.map((actor) => ({ actor })) } } } } },
  },
});
const read = async (graphql: object, rest: object = refused) => {
  const { forge, heard } = await forgeTold({ [REST]: rest, 'POST /graphql': graphql });
  return { read: await forge.classicProtection('main'), asked: heard.map(({ method }) => method) };
};

test('those whom the REST interface does not name', async () => {
  const actors = [{ __typename: 'User', login: 'olga' }, { __typename: 'Team', slug: 'ops' }, { __typename: 'App', slug: 'mirror' }, null];
  const { read: found } = await read(rule(...actors));
  expect(found?.forcePushers).toEqual([
    { kind: 'user', name: 'olga' },
    { kind: 'team', name: 'ops' },
    { kind: 'app', name: 'mirror' },
    { kind: 'user', name: 'ghost' },
  ]);
  expect((await read(rule())).read?.forcePushers).toEqual([]);
});

test('nobody is never made of what is not told', async () => {
  for (const graphql of [
    { json: { data: { repository: { ref: { branchProtectionRule: null } } } } },
    { json: { data: { repository: null }, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible' }] } },
    { json: { errors: [{ message: "Field 'bypassForcePushAllowances' doesn't exist on type 'BranchProtectionRule'" }] } },
    { status: 403, json: { message: 'no' } },
  ])
    expect((await read(graphql)).read, JSON.stringify(graphql)).not.toHaveProperty('forcePushers');
  await expect(read({ json: { errors: [{ type: 'RATE_LIMITED', message: 'later' }] } })).rejects.toMatchObject({
    code: 'forge-rate-limited',
  });
});

test('where everybody may force nobody is asked for', async () => {
  const open = { json: { enforce_admins: { enabled: true }, allow_force_pushes: { enabled: true } } };
  expect(await read({ status: 500, json: {} }, open)).toMatchObject({ read: { forcePushAllowed: true }, asked: ['GET'] });
});

test('a ruleset about the repository itself is read, and says nothing of its branches', async () => {
  const summary = { id: 5, name: 'names', target: 'repository', enforcement: 'active', source_type: 'Organization' };
  const { forge } = await forgeTold({
    'GET /repos/acme/koomy/rulesets': { json: [summary] },
    'GET /repos/acme/koomy/rulesets/5': { json: { ...summary, rules: [{ type: 'repository_name' }], conditions: {} } },
  });
  expect(await forge.rulesets()).toMatchObject([{ target: 'repository', source: 'organization' }]);
});
