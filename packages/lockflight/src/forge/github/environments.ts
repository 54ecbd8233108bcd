/**
 * Names that are set in an environment, and putting a secret there. GitHub never tells a secret's value, and this file never asks for a variable's.
 * An environment that does not exist has no names of its own; a list that may not be read is an error, never an empty list.
 */
import sodium from 'libsodium-wrappers';
import { maybe } from './answer.ts';
import type { Connection } from './connection.ts';
import { forgeError, nonsense } from './failure.ts';
import { list } from './paging.ts';
import { confirmRepository, isOfPerson } from './repository.ts';

const ENVIRONMENT = '/repos/{owner}/{repo}/environments/{environment_name}';
const SHARED = '/repos/{owner}/{repo}/actions';

/** GitHub REST: "Get an environment"; a 404 is an answer only once the repository itself was seen. */
async function exists(connection: Connection, environment: string): Promise<boolean> {
  if ((await connection.find(`GET ${ENVIRONMENT}`, { environment_name: environment })) !== undefined) return true;
  await confirmRepository(connection);
  return false;
}

type Kind = 'secrets' | 'variables';
type Place = typeof ENVIRONMENT | typeof SHARED | `${typeof SHARED}/organization`;

const routeOf = (place: Place, key: Kind) =>
  place === `${SHARED}/organization` ? (`GET ${place}-${key}` as const) : (`GET ${place}/${key}` as const);

const namesAt = async (connection: Connection, place: Place, key: Kind, environment?: string): Promise<readonly string[]> => {
  // Variables come thirty a page at most.
  const parameters = { ...maybe('environment_name', environment), ...(key === 'variables' ? { per_page: 30 } : {}) };
  return (await list(connection, { route: routeOf(place, key), key, parameters })).map((answer) => answer.at('name').name());
};

/** Shared by an organisation. A repository of a person has no such list, and 404 says so; to a repository of an organisation 404 says that it may not be seen. */
async function sharedNames(connection: Connection, key: Kind): Promise<readonly string[]> {
  const place = `${SHARED}/organization` as const;
  if ((await connection.find(routeOf(place, key), { per_page: 1 })) !== undefined) return namesAt(connection, place, key);
  if (await isOfPerson(connection)) return [];
  throw forgeError(
    'forge-not-found',
    { en: `the organisation's ${key} are not shown to this token`, fr: `les ${key} de l'organisation ne sont pas montrés à ce jeton` },
    { hint: { en: 'It takes: secrets=read', fr: 'Il faut : secrets=read' } },
  );
}

/**
 * GitHub REST: "List environment secrets", "List environment variables", "List repository secrets", "List repository variables" and "List repository
 * organization secrets | variables". Sorted, each once.
 */
export async function variableNames(connection: Connection, environment: string): Promise<readonly string[]> {
  const own = await exists(connection, environment);
  const names: string[] = [];
  for (const key of ['secrets', 'variables'] as const) {
    if (own) names.push(...(await namesAt(connection, ENVIRONMENT, key, environment)));
    names.push(...(await namesAt(connection, SHARED, key)), ...(await sharedNames(connection, key)));
  }
  return [...new Set(names)].toSorted();
}

/** Sealed so that only the forge can open it (libsodium's sealed box; GitHub, "Encrypting secrets for the REST API"). Base64. */
export async function seal(value: string, publicKey: Uint8Array): Promise<string> {
  await sodium.ready;
  return sodium.to_base64(sodium.crypto_box_seal(sodium.from_string(value), publicKey), sodium.base64_variants.ORIGINAL);
}

/** GitHub REST: "Create or update an environment" (only when missing: an update would reset its rules), "... an environment secret". */
export async function setEnvironmentSecret(connection: Connection, environment: string, name: string, value: string): Promise<void> {
  const place = { environment_name: environment };
  if (!(await exists(connection, environment))) await connection.call(`PUT ${ENVIRONMENT}`, place);
  const { answer } = await connection.call(`GET ${ENVIRONMENT}/secrets/public-key`, place);
  const keyText = answer.at('key').text();
  const key = Buffer.from(keyText, 'base64');
  if (key.byteLength !== 32) throw nonsense(answer.endpoint, 'key', 'a public key of 32 bytes in base64');
  await connection.call(`PUT ${ENVIRONMENT}/secrets/{secret_name}`, {
    ...place,
    secret_name: name,
    key_id: answer.at('key_id').name(),
    encrypted_value: await seal(value, key),
  });
}

/** GitHub REST: "List environment secrets", "List repository secrets". An environment that is not there has none. */
export async function secretNames(connection: Connection, environment?: string): Promise<readonly string[]> {
  if (environment === undefined) return (await namesAt(connection, SHARED, 'secrets')).toSorted();
  return (await exists(connection, environment)) ? (await namesAt(connection, ENVIRONMENT, 'secrets', environment)).toSorted() : [];
}

/** GitHub REST: "List repository organization secrets": those that this repository is given. */
export const organizationSecretNames = async (connection: Connection): Promise<readonly string[]> =>
  (await sharedNames(connection, 'secrets')).toSorted();
