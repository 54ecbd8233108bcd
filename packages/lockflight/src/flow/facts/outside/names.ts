/**
 * Which variables an environment has, by name. Every place that the contract in force names is read, and their names are put together: one that could not be
 * read makes the whole unknown, since what is missing there may be set. A value is never kept, and never repeated.
 */
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Environment, NamesPlace } from '../../../contract/model.ts';
import { LockflightError } from '../../../errors.ts';
import type { Forge } from '../../../forge/port.ts';
import type { Fact } from '../../../policy/facts.ts';
import { attempt } from '../attempt.ts';
import { askJson, failing } from './ask-json.ts';
import { readByTheRecorder } from './failures.ts';
import type { Host } from './host.ts';
import { fieldOf } from './json.ts';
import { namesIn, namesListed } from './names-in.ts';
import { runProgram } from './run-program.ts';

const FORGE: readonly NamesPlace[] = [{ kind: 'forge' }];
const LARGEST = 4 * 1024 * 1024;

/** `host`: the recorder's; undefined for everybody else. */
export const readNames = (forge: Forge, environment: Environment, host: Host | undefined): Promise<Fact<readonly string[]>> =>
  attempt(async () => {
    const names = new Set<string>();
    for (const place of environment.setIn ?? FORGE) {
      const found = place.kind === 'forge' ? await forge.variableNames(environment.name) : await read(environment, place, host);
      for (const name of found) names.add(name);
    }
    return [...names];
  });

type Outside = Exclude<NamesPlace, { kind: 'forge' }>;

const read = async (environment: Environment, place: Outside, host: Host | undefined): Promise<readonly string[]> => {
  const name = `variables of ${environment.name}`;
  if (host === undefined) throw readByTheRecorder(name);
  if (place.kind === 'service') return reported(host, environment, place, name);
  const text = place.kind === 'file' ? await fileText(host, place, name) : await runProgram(host, { name, run: place.run, env: place.env });
  const names = namesIn(text);
  if (names === undefined) throw failing(name)('source-nonsense', 'there is no list of names', "il n'y a pas de liste de noms");
  return names;
};

/** `{ "environment": "production", "variables": ["DATABASE_URL"] }`: the service says where it runs, and which names it was started with. */
const reported = async (host: Host, environment: Environment, place: Extract<Outside, { kind: 'service' }>, name: string) => {
  const token = place.token === undefined ? {} : { token: place.token };
  const { body } = await askJson(host, { name, url: place.url, path: '/.well-known/lockflight', ...token });
  const names = namesListed(fieldOf(body, 'variables'));
  if (names === undefined) throw failing(name)('source-nonsense', 'the service reports no names', 'le service ne donne pas de noms');
  const where = fieldOf(body, 'environment');
  if (typeof where !== 'string' || ![environment.name, ...environment.aliases].includes(where))
    throw failing(name)('source-nonsense', 'the service says that it runs elsewhere', "le service dit qu'il tourne ailleurs");
  return names;
};

const fileText = async (host: Host, place: Extract<Outside, { kind: 'file' }>, name: string): Promise<string> => {
  const fail = failing(name);
  const gone = fail('source-missing', `${place.path} cannot be read`, `${place.path} est illisible`);
  try {
    const file = resolve(host.directory, place.path);
    const { mtimeMs, size, isFile } = await stat(file).then((s) => ({ mtimeMs: s.mtimeMs, size: s.size, isFile: s.isFile() }));
    if (!isFile) throw gone;
    if (size > LARGEST) throw fail('source-too-large', `${place.path} is too long`, `${place.path} est trop long`);
    if (!(host.now().getTime() - mtimeMs <= place.maxAgeSeconds * 1000))
      throw fail('source-stale', `${place.path} is too old`, `${place.path} est trop ancien`);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof LockflightError) throw error;
    if (error instanceof Error && 'code' in error) throw gone;
    throw error;
  }
};
