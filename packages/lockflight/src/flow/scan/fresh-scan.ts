/** A scan without a memory: the code of a folder against the contract that governs each file, which is the nearest one upwards. */
import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Contract } from '../../contract/model.ts';
import { folder } from '../../env/scan/code/resolve.ts';
import { compare, isGiven } from '../../env/scan/compare.ts';
import { validatorSummary } from '../../env/scan/validator-summary.ts';
import { LockflightError } from '../../errors.ts';
import { CONTRACT_NAME } from '../read-contract-file.ts';
import type { ScanAnswer } from './answer.ts';
import { withoutHeldSecrets } from './kept-back.ts';
import { nearestOf } from './packages-here.ts';
import { scanRepository } from './scan-repository.ts';

export interface FreshScan {
  readonly answer: ScanAnswer;
  /** Is all of it told by what git lists and keeps? Not where a link stands for a contract, or a file could not be read. */
  readonly told: boolean;
}

/** Errors: those of the root's own contract, which cannot be read or has an error. */
export const freshScan = async (root: string): Promise<FreshScan> => {
  const contracts = new Map<string, { readonly file: string; readonly contract: Contract }>();
  let linked = false;
  const scanned = await scanRepository(root, async (files) => {
    const found = files.filter((file) => file === CONTRACT_NAME || file.endsWith(`/${CONTRACT_NAME}`));
    if (found.length === 0) return [];
    linked = found.some((file) => isLinked(root, file));
    const { contractIn } = await import('../environment/contract-here.ts');
    for (const file of found) {
      const at = folder(file);
      const read = at === '' ? contractIn : quiet(contractIn);
      const contract = await read(resolve(root, at));
      if (contract !== undefined) contracts.set(at, { file, contract });
    }
    return [...contracts].flatMap(([at, { contract }]) => {
      const { validator } = contract.generate;
      const names = contract.variables.map(({ name }) => name);
      return validator === undefined ? [] : [validatorSummary(at === '' ? validator : `${at}/${validator}`, names)];
    });
  });
  const folderOf = nearestOf(new Set(contracts.keys()));
  const readsBelow = Map.groupBy(scanned.reads, ({ file }) => folderOf(file));
  const answer: ScanAnswer = {
    contracts: [...contracts.values()].map(({ file, contract: { language, variables } }) => ({
      file,
      language,
      declared: variables.map(({ name }) => name),
    })),
    reads: scanned.reads.map(withoutHeldSecrets),
    findings: [...contracts].flatMap(([at, governed]) => compare(governed, readsBelow.get(at) ?? [])),
    platform: [...new Set(scanned.reads.filter(isGiven).map(({ name }) => name))].sort(),
    dynamic: scanned.dynamic,
    skipped: scanned.skipped,
    files: scanned.files.length,
  };
  return { answer, told: scanned.byGit && !linked && !scanned.skipped.some(({ why }) => why === 'unreadable') };
};

/** Does the way to a file lead over a link, or nowhere? */
const isLinked = (root: string, file: string): boolean => {
  try {
    return realpathSync(join(root, file)) !== join(realpathSync(root), file);
  } catch {
    return true;
  }
};

type ReadContract = (directory: string) => Promise<Contract | undefined>;

/** The contract of a folder further down (an example, a template of a test) may be anything: only the scan's own must be whole. */
const quiet =
  (read: (directory: string) => Promise<Contract>): ReadContract =>
  async (directory) => {
    try {
      return await read(directory);
    } catch (error) {
      if (error instanceof LockflightError) return undefined;
      throw error;
    }
  };
