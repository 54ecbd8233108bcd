/**
 * Secrets (names out, sealed values in) and variables, of a repository and of its environments. GitHub's pages "REST API endpoints for
 * GitHub Actions Secrets" and "... Variables". Variables come ten a page, at most thirty.
 */
import { stamp } from '../clock.ts';
import { publicKeyOf, unseal } from '../effects/sealed-box.ts';
import { ADMIN, repositoryFor } from '../web/access.ts';
import { type Answer, noContent, notFound, ok, Refusal } from '../web/answer.ts';
import { textField } from '../web/fields.ts';
import { pageOf } from '../web/paging.ts';
import { type Call, type Route, route } from '../web/router.ts';
import type { Stored, Vault } from '../world/deployment.ts';
import type { Need } from '../world/membership.ts';
import { nextId } from '../world/world.ts';
import { environmentOf } from './environments.ts';

interface Place {
  readonly base: string;
  readonly needs: { readonly readSecrets: Need; readonly writeSecrets: Need; readonly readVariables: Need; readonly writeVariables: Need };
  readonly vault: (call: Call, need: Need) => Vault;
}

const NAME = /^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/;

/** Names are kept in capitals, whatever the caller wrote. */
const nameOf = (given: string): string => {
  const name = given.toUpperCase();
  if (!NAME.test(name))
    throw new Refusal(422, 'Secret names can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or underscores (_).');
  return name;
};

const store = (call: Call, into: Map<string, Stored>, name: string, value: string): boolean => {
  const now = call.world.clock.now();
  const before = into.get(name);
  into.set(name, { name, value, createdAt: before?.createdAt ?? now, updatedAt: now });
  return before === undefined;
};

const times = (stored: Stored) => ({ created_at: stamp(stored.createdAt), updated_at: stamp(stored.updatedAt) });
const secretJson = (stored: Stored) => ({ name: stored.name, ...times(stored) });
const variableJson = (stored: Stored) => ({ name: stored.name, value: stored.value, ...times(stored) });

const sorted = (stored: ReadonlyMap<string, Stored>): readonly Stored[] =>
  [...stored.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));

const secretRoutes = ({ base, needs, vault }: Place): readonly Route[] => [
  route('GET', `${base}/secrets`, (call) => {
    const { secrets } = vault(call, needs.readSecrets);
    const page = pageOf(call, sorted(secrets));
    return ok({ total_count: secrets.size, secrets: page.items.map(secretJson) }, page.headers);
  }),
  route('GET', `${base}/secrets/public-key`, async (call) =>
    ok(await publicKeyOf(vault(call, needs.readSecrets), () => nextId(call.world))),
  ),
  route('GET', `${base}/secrets/{name}`, (call) => {
    const found = vault(call, needs.readSecrets).secrets.get((call.params.name ?? '').toUpperCase());
    if (found === undefined) throw notFound();
    return ok(secretJson(found));
  }),
  route('PUT', `${base}/secrets/{name}`, async (call): Promise<Answer> => {
    const place = vault(call, needs.writeSecrets);
    const name = nameOf(call.params.name ?? '');
    const sealed = textField(call.body, 'Secret', 'encrypted_value');
    const value = await unseal(place, textField(call.body, 'Secret', 'key_id'), sealed);
    if (value === undefined) throw new Refusal(422, 'Bad request - error decrypting the secret, encrypted with another key?');
    return store(call, place.secrets, name, value) ? { status: 201, body: {} } : noContent;
  }),
  route('DELETE', `${base}/secrets/{name}`, (call) => {
    if (!vault(call, needs.writeSecrets).secrets.delete((call.params.name ?? '').toUpperCase())) throw notFound();
    return noContent;
  }),
];

const variableRoutes = ({ base, needs, vault }: Place): readonly Route[] => [
  route('GET', `${base}/variables`, (call) => {
    const { variables } = vault(call, needs.readVariables);
    const page = pageOf(call, sorted(variables), { usual: 10, most: 30 });
    return ok({ total_count: variables.size, variables: page.items.map(variableJson) }, page.headers);
  }),
  route('POST', `${base}/variables`, (call): Answer => {
    const { variables } = vault(call, needs.writeVariables);
    const name = nameOf(textField(call.body, 'Variable', 'name'));
    if (variables.has(name)) throw new Refusal(409, 'Already exists - Variable already exists');
    store(call, variables, name, textField(call.body, 'Variable', 'value'));
    return { status: 201, body: {} };
  }),
  route('PATCH', `${base}/variables/{name}`, (call) => {
    const { variables } = vault(call, needs.writeVariables);
    const name = (call.params.name ?? '').toUpperCase();
    if (!variables.has(name)) throw notFound();
    store(call, variables, name, textField(call.body, 'Variable', 'value'));
    return noContent;
  }),
];

const ofRepository: Place = {
  base: '/repos/{owner}/{repo}/actions',
  needs: {
    readSecrets: { role: 'write', app: 'secrets:read' },
    writeSecrets: { role: 'write', app: 'secrets:write' },
    readVariables: { role: 'write', app: 'actions_variables:read' },
    writeVariables: { role: 'write', app: 'actions_variables:write' },
  },
  vault: (call, need) => repositoryFor(call, need).vault,
};

const ofEnvironment: Place = {
  base: '/repos/{owner}/{repo}/environments/{environment}',
  needs: {
    readSecrets: { role: 'write', app: 'environments:read' },
    writeSecrets: ADMIN('environments'),
    readVariables: { role: 'write', app: 'environments:read' },
    writeVariables: ADMIN('environments'),
  },
  vault: (call, need) => environmentOf(call, repositoryFor(call, need)),
};

/** An organization shares what it has with the repository; a person has nothing to share, and no such list. */
const shared = (kind: 'secrets' | 'variables', permission: string): Route =>
  route('GET', `/repos/{owner}/{repo}/actions/organization-${kind}`, (call) => {
    const repository = repositoryFor(call, { role: 'write', app: `${permission}:read` });
    const organization = call.world.organizations.get(repository.owner.login.toLowerCase());
    if (organization === undefined) throw notFound();
    const page = pageOf(call, sorted(organization.vault[kind]), kind === 'secrets' ? {} : { usual: 10, most: 30 });
    const render = kind === 'secrets' ? secretJson : variableJson;
    return ok({ total_count: organization.vault[kind].size, [kind]: page.items.map(render) }, page.headers);
  });

const organizationRoutes = [shared('secrets', 'secrets'), shared('variables', 'actions_variables')];

export const vaultRoutes = [ofRepository, ofEnvironment]
  .flatMap((place) => [...secretRoutes(place), ...variableRoutes(place)])
  .concat(organizationRoutes);
