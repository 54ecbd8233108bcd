/** `lockflight check`: the contract of a checkout, and whether the branches that it names exist there. No network, no secret. */
import { realpath } from 'node:fs/promises';
import type { Diagnostic } from '../contract/diagnostic.ts';
import type { Contract, Environment } from '../contract/model.ts';
import { readContract } from '../contract/read-contract.ts';
import { hasCode } from '../errors.ts';
import type { Git } from '../git/port.ts';
import { readContractFile } from './read-contract-file.ts';

export interface CheckedContract {
  readonly file: string;
  readonly contract: Contract | undefined;
  readonly digest: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Errors: `contract-missing`, `contract-unreadable`. */
export async function checkContract(directory: string, path?: string): Promise<CheckedContract> {
  const source = await readContractFile(directory, path);
  const read = readContract(source);
  const missing = read.contract === undefined ? [] : await missingBranches(directory, read.contract);
  return { file: source.file, contract: read.contract, digest: read.digest, diagnostics: [...read.diagnostics, ...missing] };
}

/** A contract may be checked anywhere: only at the top of its repository is something said of branches. */
async function missingBranches(directory: string, contract: Contract): Promise<readonly Diagnostic[]> {
  const named = contract.environments.filter((e) => e.branch !== undefined);
  if (named.length === 0) return [];
  // Loaded only here: a contract without branches is checked without paying for git.
  const { openGit } = await import('../git/open.ts');
  try {
    const git = await openGit(directory);
    if (!(await isTop(git, directory))) return [];
    const known = await branches(git);
    return known.size === 0 ? [] : named.filter((e) => !known.has(e.branch ?? '')).map(branchMissing);
  } catch (error) {
    if (hasCode(error, 'not-a-repository', 'git-missing')) return [];
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
