import { expect, test } from 'vitest';
import { forgeTold, repositoryJson } from './recorded-server.fixture.ts';

const ENV = '/repos/acme/koomy/environments/lockflight';
const POLICIES = `GET ${ENV}/deployment-branch-policies`;
const CUSTOM = { protected_branches: false, custom_branch_policies: true };
const named = (...names: string[]) => ({
  json: { total_count: names.length, branch_policies: names.map((name) => ({ id: 1, name, type: 'branch' })) },
});

test('rules that are there are kept', async () => {
  const { forge, heard } = await forgeTold({
    [`GET ${ENV}`]: {
      json: {
        deployment_branch_policy: null,
        protection_rules: [
          { type: 'wait_timer', wait_timer: 30 },
          { type: 'required_reviewers', prevent_self_review: true, reviewers: [{ type: 'Team', reviewer: { id: 3 } }] },
        ],
      },
    },
    [`PUT ${ENV}`]: { json: { deployment_branch_policy: CUSTOM } },
    [POLICIES]: [named(), named('main')],
    [`POST ${ENV}/deployment-branch-policies`]: { json: {} },
  });
  expect(await forge.limitEnvironment('lockflight', 'main')).toBe(true);
  expect(heard.find(({ method }) => method === 'PUT')?.body).toEqual({
    wait_timer: 30,
    prevent_self_review: true,
    reviewers: [{ type: 'Team', id: 3 }],
    deployment_branch_policy: CUSTOM,
  });
});

test.each([
  ['the plan refuses', { status: 422, json: { message: 'Please ensure the billing plan supports it' } }],
  ['the plan has none', { status: 404, json: { message: 'Not Found' } }],
  ['the plan keeps silent', { json: { deployment_branch_policy: null } }],
] as const)('%s: not limited, and said so', async (_name, told) => {
  const { forge } = await forgeTold({ [`PUT ${ENV}`]: told, 'GET /repos/acme/koomy': { json: repositoryJson } });
  expect(await forge.limitEnvironment('lockflight', 'main')).toBe(false);
});

test('protected branches, or further names, are somebody else’s choice', async () => {
  const guarded = await forgeTold({
    [`GET ${ENV}`]: { json: { deployment_branch_policy: { protected_branches: true, custom_branch_policies: false } } },
  });
  expect(await guarded.forge.limitEnvironment('lockflight', 'main')).toBe(false);
  expect(guarded.heard.every(({ method }) => method === 'GET')).toBe(true);
  const wider = await forgeTold({ [`GET ${ENV}`]: { json: { deployment_branch_policy: CUSTOM } }, [POLICIES]: named('main', 'release/*') });
  expect(await wider.forge.limitEnvironment('lockflight', 'main')).toBe(false);
});

test('who may not is told, not "unlimited"', async () => {
  const { forge } = await forgeTold({ [`PUT ${ENV}`]: { status: 403, json: { message: 'Must have admin rights to Repository.' } } });
  await expect(forge.limitEnvironment('lockflight', 'main')).rejects.toMatchObject({ code: 'forge-forbidden' });
});
