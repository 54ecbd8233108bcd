/**
 * Which files an environment's variables come from, weakest first: `.env`, then `.env.local` (development only: it is one person's own), then
 * `.env.ENVIRONMENT`, then `.env.ENVIRONMENT.local`; the process comes after all of them. A listed `.env` stands for all four, a listed
 * `.env.ENVIRONMENT` for itself and its `.local`, any other file for itself. ENVIRONMENT is the name or an alias.
 */
import { posix } from 'node:path';
import type { Contract, Environment } from '../../contract/model.ts';

const namesOf = (environment: Environment): readonly string[] => [environment.name, ...environment.aliases];

const expand = (file: string, environment: Environment): readonly string[] => {
  const base = posix.basename(file);
  const beside = (name: string): string => posix.join(posix.dirname(file), name);
  const own = namesOf(environment).flatMap((name) => [beside(`.env.${name}`), beside(`.env.${name}.local`)]);
  if (base === '.env') return [file, ...(environment.kind === 'development' ? [beside('.env.local')] : []), ...own];
  return namesOf(environment).some((name) => base === `.env.${name}`) ? [file, `${file}.local`] : [file];
};

/** Paths relative to the contract, each once. */
export const layersOf = (environment: Environment): readonly string[] => {
  const listed = environment.files.length === 0 ? ['.env'] : environment.files;
  return [...new Set(listed.flatMap((file) => expand(posix.normalize(file), environment)))];
};

/** The base files, where a selector may stand: every listed `.env`, or the one beside the contract. */
export const baseFilesOf = (contract: Contract): readonly string[] => {
  const listed = contract.environments.flatMap((environment) => environment.files).map((file) => posix.normalize(file));
  const bases = listed.filter((file) => posix.basename(file) === '.env');
  return bases.length === 0 ? ['.env'] : [...new Set(bases)];
};
