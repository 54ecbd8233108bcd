/**
 * The environment that somebody stands in, and everything that is set there: the environment's own files in their order (`.env` < `.env.local` < `.env.ENVIRONMENT` <
 * `.env.ENVIRONMENT.local`), and the process before all of them. Which environment it is, the selector says; what cannot be told is an issue, never a guess.
 * Errors: `unknown-environment`, env-file-*.
 */
import type { Contract, Environment } from '../../contract/model.ts';
import type { Issue } from '../../env/issue.ts';
import { whichEnvironment } from '../../env/which-environment.ts';
import { readEnvFile } from './files.ts';
import { baseFilesOf, layersOf } from './layers.ts';

export interface Standpoint {
  readonly contract: Contract;
  /** Where the contract stands, absolute: its `files` are relative to it. */
  readonly contractDirectory: string;
  /** What `--env` said. */
  readonly named?: string;
  readonly process: Readonly<Record<string, string | undefined>>;
}

export type EnvironmentHere =
  | { readonly kind: 'ambiguous'; readonly issue: Issue }
  | { readonly kind: 'known'; readonly environment: Environment; readonly loaded: Loaded };

/** What is set, and which file set it; what the process sets has no source. */
export interface Loaded {
  readonly values: Map<string, string>;
  readonly sources: Map<string, string>;
  readonly read: string[];
}

export const environmentHere = async (standpoint: Standpoint): Promise<EnvironmentHere> => {
  const { contract, named } = standpoint;
  const process = setIn(standpoint.process);
  const base = await loadFiles(standpoint.contractDirectory, baseFilesOf(contract));
  const which = whichEnvironment(contract, { ...(named === undefined ? {} : { named }), process, base: base.values });
  if (which.kind === 'unknown') throw which.error;
  if (which.kind === 'ambiguous') return which;
  const loaded = await loadFiles(standpoint.contractDirectory, layersOf(which.environment));
  for (const [name, value] of process) {
    loaded.values.set(name, value);
    loaded.sources.delete(name);
  }
  return { kind: 'known', environment: which.environment, loaded };
};

export const setIn = (process: Readonly<Record<string, string | undefined>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(process).filter((entry): entry is [string, string] => entry[1] !== undefined));

export const nothingLoaded = (): Loaded => ({ values: new Map(), sources: new Map(), read: [] });

/** Later files go before earlier ones. */
export const take = (into: Loaded, values: ReadonlyMap<string, string>, source: string): void => {
  into.read.push(source);
  for (const [name, value] of values) {
    into.values.set(name, value);
    into.sources.set(name, source);
  }
};

/** Those that are there, in this order. */
const loadFiles = async (directory: string, files: readonly string[]): Promise<Loaded> => {
  const loaded = nothingLoaded();
  for (const file of files) {
    const values = await readEnvFile(directory, file);
    if (values !== undefined) take(loaded, values, file);
  }
  return loaded;
};
