/** `lockflight env scan`: the code of a folder against the contract that governs each file, which is the nearest one upwards. */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Contract } from '../../contract/model.ts';
import { type Baseline, baselineOf, readBaseline, sinceBaseline } from '../../env/scan/baseline.ts';
import { folder } from '../../env/scan/code/resolve.ts';
import { compare, isGiven, type ScanFinding } from '../../env/scan/compare.ts';
import type { Place, Read, Skipped } from '../../env/scan/read.ts';
import { validatorSummary } from '../../env/scan/validator-summary.ts';
import { LockflightError } from '../../errors.ts';
import { CONTRACT_NAME } from '../read-contract-file.ts';
import { nearestOf } from './packages-here.ts';
import { scanRepository } from './scan-repository.ts';

export interface ScanCall {
  readonly root: string;
  /** A file of known findings, from where the user stands. */
  readonly baseline?: string;
  readonly writeBaseline: boolean;
  readonly cwd: string;
}

export interface EnvScan {
  readonly contracts: readonly { readonly file: string; readonly contract: Contract }[];
  readonly reads: readonly Read[];
  /** All findings; `fresh` are those that the baseline does not know. */
  readonly findings: readonly ScanFinding[];
  readonly fresh: readonly ScanFinding[];
  /** Entries of the baseline that nothing answers to any more. */
  readonly gone: readonly string[];
  /** Names that are read and nobody of the project sets. */
  readonly platform: readonly string[];
  readonly dynamic: readonly Place[];
  readonly skipped: readonly Skipped[];
  readonly files: number;
}

/** Errors: those of a contract that cannot be read or has an error, `baseline-unreadable`. */
export const envScan = async ({ root, baseline, writeBaseline, cwd }: ScanCall): Promise<EnvScan> => {
  const known = baseline === undefined || writeBaseline ? undefined : await baselineAt(resolve(cwd, baseline));
  const contracts = new Map<string, { readonly file: string; readonly contract: Contract }>();
  const scanned = await scanRepository(root, async (files) => {
    const found = files.filter((file) => file === CONTRACT_NAME || file.endsWith(`/${CONTRACT_NAME}`));
    if (found.length === 0) return [];
    const { contractIn } = await import('../environment/contract-here.ts');
    for (const file of found) {
      const at = folder(file);
      const read = at === '' ? contractIn : quiet(contractIn);
      const contract = await read(resolve(root, at));
      if (contract !== undefined) contracts.set(at, { file, contract });
    }
    return [...contracts].flatMap(([at, { contract }]) => {
      const { validator } = contract.generate;
      return validator === undefined
        ? []
        : [
            validatorSummary(
              at === '' ? validator : `${at}/${validator}`,
              contract.variables.map(({ name }) => name),
            ),
          ];
    });
  });
  const folderOf = nearestOf(new Set(contracts.keys()));
  const findings = [...contracts].flatMap(([at, governed]) =>
    compare(
      governed,
      scanned.reads.filter(({ file }) => folderOf(file) === at),
    ),
  );
  if (writeBaseline && baseline !== undefined)
    await writeFile(resolve(cwd, baseline), `${JSON.stringify(baselineOf(findings), null, 2)}\n`);
  const { fresh, gone } = writeBaseline
    ? { fresh: [], gone: [] }
    : known === undefined
      ? { fresh: findings, gone: [] }
      : sinceBaseline(findings, known);
  return {
    contracts: [...contracts.values()],
    reads: scanned.reads,
    findings,
    fresh,
    gone,
    platform: [...new Set(scanned.reads.filter(isGiven).map(({ name }) => name))].sort(),
    dynamic: scanned.dynamic,
    skipped: scanned.skipped,
    files: scanned.files.length,
  };
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

const baselineAt = async (path: string): Promise<Baseline> => {
  const held = await readFile(path, 'utf8').then(readBaseline, () => undefined);
  if (held !== undefined) return held;
  throw new LockflightError({
    code: 'baseline-unreadable',
    exit: 2,
    message: { en: `${path} is no baseline that can be read`, fr: `${path} n'est pas un état de référence lisible` },
    hint: {
      en: `write it: lockflight env scan --baseline ${path} --write-baseline`,
      fr: `écrivez-le : lockflight env scan --baseline ${path} --write-baseline`,
    },
  });
};
