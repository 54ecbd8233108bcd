/**
 * Names that are set in an environment, and putting a secret there. GitHub never tells a secret's value, and this file never asks for a variable's.
 * An environment that does not exist has no names of its own; a list that may not be read is an error, never an empty list.
 */
import sodium from 'libsodium-wrappers';
import type { Connection } from './connection.ts';
import { nonsense } from './failure.ts';
import { list } from './paging.ts';
import { confirmRepository } from './repository.ts';

const REPOSITORY = '/repos/{owner}/{repo}';
const environmentPath = (environment: string): string => `${REPOSITORY}/environments/${encodeURIComponent(environment)}`;

/** GitHub REST: "Get an environment"; a 404 is an answer only once the repository itself was seen. */
async function exists(connection: Connection, environment: string): Promise<boolean> {
  if ((await connection.find(`GET ${environmentPath(environment)}`)) !== undefined) return true;
  await confirmRepository(connection);
  return false;
}

const namesAt = async (connection: Connection, path: string, key: 'secrets' | 'variables'): Promise<readonly string[]> =>
  // Variables come thirty a page at most.
  (await list(connection, { route: `GET ${path}`, key, ...(key === 'variables' ? { parameters: { per_page: 30 } } : {}) })).map((answer) =>
    answer.at('name').name(),
  );

/** Shared by an organisation: a repository of a person has no such list, and 404 says so. */
async function sharedNames(connection: Connection, key: 'secrets' | 'variables'): Promise<readonly string[]> {
  const path = `${REPOSITORY}/actions/organization-${key}`;
  return (await connection.find(`GET ${path}`, { per_page: 1 })) === undefined ? [] : namesAt(connection, path, key);
}

/**
 * GitHub REST: "List environment secrets", "List environment variables", "List repository secrets", "List repository variables" and "List repository
 * organization secrets | variables". Sorted, each once.
 */
export async function variableNames(connection: Connection, environment: string): Promise<readonly string[]> {
  const own = (await exists(connection, environment)) ? [environmentPath(environment)] : [];
  const names = new Set<string>();
  for (const key of ['secrets', 'variables'] as const) {
    for (const path of [...own, `${REPOSITORY}/actions`]) {
      for (const name of await namesAt(connection, `${path}/${key}`, key)) names.add(name);
    }
    for (const name of await sharedNames(connection, key)) names.add(name);
  }
  return [...names].toSorted();
}

/** Sealed so that only the forge can open it (libsodium's sealed box; GitHub, "Encrypting secrets for the REST API"). Base64. */
export async function seal(value: string, publicKey: Uint8Array): Promise<string> {
  await sodium.ready;
  return sodium.to_base64(sodium.crypto_box_seal(sodium.from_string(value), publicKey), sodium.base64_variants.ORIGINAL);
}

/** GitHub REST: "Create or update an environment" (only when missing: an update would reset its rules), "... an environment secret". */
export async function setEnvironmentSecret(connection: Connection, environment: string, name: string, value: string): Promise<void> {
  const path = environmentPath(environment);
  if (!(await exists(connection, environment))) await connection.call(`PUT ${path}`);
  const { answer } = await connection.call(`GET ${path}/secrets/public-key`);
  const keyText = answer.at('key').text();
  const key = Buffer.from(keyText, 'base64');
  if (key.byteLength !== 32) throw nonsense(answer.endpoint, 'key', 'a public key of 32 bytes in base64');
  await connection.call(`PUT ${path}/secrets/${encodeURIComponent(name)}`, {
    key_id: answer.at('key_id').name(),
    encrypted_value: await seal(value, key),
  });
}

/** GitHub REST: "List environment secrets", "List repository secrets". An environment that is not there has none. */
export async function secretNames(connection: Connection, environment?: string): Promise<readonly string[]> {
  if (environment !== undefined && !(await exists(connection, environment))) return [];
  const path = environment === undefined ? `${REPOSITORY}/actions` : environmentPath(environment);
  return (await namesAt(connection, `${path}/secrets`, 'secrets')).toSorted();
}
