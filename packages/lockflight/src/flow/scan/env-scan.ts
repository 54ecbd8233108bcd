/** `lockflight env scan`: what a scan answers, or the last one did of the same tree, less what a baseline knows. */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Baseline, baselineOf, readBaseline, sinceBaseline } from '../../env/scan/baseline.ts';
import type { ScanFinding } from '../../env/scan/compare.ts';
import { LockflightError } from '../../errors.ts';
import type { ScanAnswer } from './answer.ts';
import { type Answered, lastScan } from './last-scan.ts';

export interface ScanCall {
  readonly root: string;
  /** A file of known findings, from where the user stands. */
  readonly baseline?: string;
  readonly writeBaseline: boolean;
  readonly cwd: string;
  /** Scan although the last scan of the same tree is remembered, and remember nothing. */
  readonly afresh?: boolean;
}

export interface EnvScan extends ScanAnswer {
  /** Those of `findings` that the baseline does not know. */
  readonly fresh: readonly ScanFinding[];
  /** Entries of the baseline that nothing answers to any more. */
  readonly gone: readonly string[];
  /** Nothing was scanned: the last scan stands for it. */
  readonly remembered: boolean;
}

/** Errors: those of a contract that cannot be read or has an error, `baseline-unreadable`. */
export const envScan = async ({ root, baseline, writeBaseline, cwd, afresh = false }: ScanCall): Promise<EnvScan> => {
  const known = baseline === undefined || writeBaseline ? undefined : await baselineAt(resolve(cwd, baseline));
  const { answer, remembered } = afresh || writeBaseline ? await scanned(root) : await lastScan(root);
  const { findings } = answer;
  if (writeBaseline && baseline !== undefined)
    await writeFile(resolve(cwd, baseline), `${JSON.stringify(baselineOf(findings), null, 2)}\n`);
  const { fresh, gone } = writeBaseline
    ? { fresh: [], gone: [] }
    : known === undefined
      ? { fresh: findings, gone: [] }
      : sinceBaseline(findings, known);
  return { ...answer, fresh, gone, remembered };
};

const scanned = async (root: string): Promise<Answered> => {
  const { freshScan } = await import('./fresh-scan.ts');
  return { answer: (await freshScan(root)).answer, remembered: false };
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
