import { expect, test } from 'vitest';
import { forgeTold, repositoryJson } from './recorded-server.fixture.ts';

const SECRETS = 'GET /repos/acme/koomy/actions/organization-secrets';
const page = (...names: string[]) => ({ json: { total_count: names.length, secrets: names.map((name) => ({ name })) } });
const NONE = { status: 404, json: { message: 'Not Found' } };
const owned = (type: string) => ({ json: { ...repositoryJson, owner: { login: 'acme', id: 1, type } } });

test('those that the repository is given, sorted', async () => {
  const { forge } = await forgeTold({ [SECRETS]: page('B', 'A') });
  expect(await forge.organizationSecretNames()).toEqual(['A', 'B']);
});

test('a person has none; of an organisation, what is not shown is not none', async () => {
  const person = await forgeTold({ [SECRETS]: NONE, 'GET /repos/acme/koomy': owned('User') });
  expect(await person.forge.organizationSecretNames()).toEqual([]);
  const hidden = await forgeTold({ [SECRETS]: NONE, 'GET /repos/acme/koomy': owned('Organization') });
  await expect(hidden.forge.organizationSecretNames()).rejects.toMatchObject({ code: 'forge-not-found' });
  await expect(hidden.forge.variableNames('production')).rejects.toMatchObject({ code: 'forge-not-found' });
  const refused = await forgeTold({ [SECRETS]: { status: 403, json: { message: 'Resource not accessible by integration' } } });
  await expect(refused.forge.organizationSecretNames()).rejects.toMatchObject({ code: 'forge-forbidden' });
});
