/** `lockflight check`: the contract of a checkout, its generated files, and whether the branches that it names exist there. No network, no secret. */
import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../contract/diagnostic.ts';
import type { Contract, Environment } from '../contract/model.ts';
import { hasCode } from '../errors.ts';
import type { Git } from '../git/port.ts';
import { driftedFiles } from './generate/drift.ts';
import { readContractFile } from './read-contract-file.ts';

export interface CheckedContract {
  readonly file: string;
  readonly contract: Contract | undefined;
  readonly digest: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Errors: `contract-missing`, `contract-unreadable`, and those of `driftedFiles`. */
export async function checkContract(directory: string, path?: string): Promise<CheckedContract> {
  // git is at work while the contract's reader is loaded and reads.
  const known = knownBranches(directory);
  known.catch(() => undefined);
  const [source, { readContractSoon }] = await Promise.all([readContractFile(directory, path), import('../contract/read-soon.ts')]);
  const read = await readContractSoon(source);
  const values = read.contract === undefined ? [] : await ownValues(read.contract);
  const broken = values.some(({ severity }) => severity === 'error');
  const contract = broken ? undefined : read.contract;
  const missing = contract === undefined ? [] : missingBranches(contract, await known);
  const drifted = contract === undefined ? [] : await driftedFiles(directory, contract, source.file);
  return { file: source.file, contract, digest: read.digest, diagnostics: [...read.diagnostics, ...values, ...missing, ...drifted] };
}

/** The readers of values are loaded only where the contract gives some. */
const ownValues = async (contract: Contract): Promise<readonly Diagnostic[]> => {
  const given = contract.variables.some(
    ({ example, cells }) => example !== undefined || cells.some((cell) => cell.is !== undefined || cell.default !== undefined),
  );
  return given ? (await import('../env/own-values.ts')).brokenOwnValues(contract) : [];
};

const missingBranches = (contract: Contract, known: ReadonlySet<string>): readonly Diagnostic[] =>
  known.size === 0 ? [] : contract.environments.filter((e) => e.branch !== undefined && !known.has(e.branch)).map(branchMissing);

/**
 * A contract may be checked anywhere: only at the top of its repository is something known of branches, else nothing. Where no `.git` stands, git is not
 * even loaded: starting it costs more than all the reading.
 */
async function knownBranches(directory: string): Promise<ReadonlySet<string>> {
  if (!existsSync(join(directory, '.git'))) return new Set();
  try {
    const { openGit } = await import('../git/open.ts');
    const git = await openGit(directory);
    const [top, known] = await Promise.all([isTop(git, directory), branches(git)]);
    return top ? known : new Set();
  } catch (error) {
    if (hasCode(error, 'not-a-repository', 'git-missing')) return new Set();
    throw error;
  }
}

/** A contract further down (an example, a template) is not about the repository around it. */
async function isTop(git: Git, directory: string): Promise<boolean> {
  const top = await git.topLevel();
  return top !== undefined && (await realpath(top)) === (await realpath(directory));
}

/** Here or at a remote, as last fetched. */
async function branches(git: Git): Promise<ReadonlySet<string>> {
  const refs = await git.refs('refs/');
  return new Set([...refs.keys()].flatMap((ref) => /^refs\/(?:heads|remotes\/[^/]+)\/(.+)$/.exec(ref)?.[1] ?? []));
}

const branchMissing = (environment: Environment): Diagnostic => ({
  code: 'branch-not-found',
  severity: 'warning',
  at: environment.at,
  message: {
    en: `the branch ${environment.branch} of ${environment.name} is not in this clone`,
    fr: `la branche ${environment.branch} de ${environment.name} n'est pas dans ce clone`,
  },
  fix: {
    en: `fetch it (git fetch origin ${environment.branch}), make it, or correct the name`,
    fr: `récupérez-la (git fetch origin ${environment.branch}), créez-la, ou corrigez le nom`,
  },
});
