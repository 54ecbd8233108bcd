/**
 * `lockflight generate`: the files that a contract gives, written or only compared. A file that somebody edited, or that was there before, is never
 * overwritten unless that is asked for; the other files are written all the same.
 */
import type { Contract } from '../../contract/model.ts';
import { readBanner } from '../../env/compile/banner.ts';
import { hasCode } from '../../errors.ts';
import { contractDigest } from './contract-digest.ts';
import { type Difference, firstDifference, type Repeats } from './difference.ts';
import { placeOf } from './place.ts';
import { type GeneratedKind, type PlanFacts, type PlannedFile, planFiles, type Withheld } from './plan.ts';
import { recorderFacts } from './recorder-facts.ts';
import { findSection, withSection } from './section.ts';
import { readGenerated, writeGenerated } from './write.ts';

export interface GenerateRequest {
  readonly contract: Contract;
  /** The contract's folder. */
  readonly directory: string;
  /** Compare only; nothing is written. */
  readonly check: boolean;
  /** Overwrite what was edited by hand. */
  readonly force?: boolean;
}

/**
 * `current`: it already says what the contract says. `written`: it does now. `stale`: it is missing or says something else.
 * `edited`: somebody changed it; `foreign`: it was there before and is not ours. `withheld`: it cannot be written as it would have to be.
 */
export type FileState = 'current' | 'written' | 'stale' | 'edited' | 'foreign' | 'withheld';

export interface GeneratedFile {
  readonly path: string;
  readonly kind: GeneratedKind;
  readonly state: FileState;
  /** The first line that differs from what the contract gives; absent where nothing does. */
  readonly difference?: Difference;
  readonly missing: boolean;
  /** Why nothing is written: of `withheld` alone. */
  readonly withheld?: Withheld;
  /** Git ignores it. */
  readonly ignored: boolean;
}

/**
 * Errors: `generated-file-outside`, `generated-file-unwritable`, `generated-markers-broken`. A place that is refused is refused before anything is
 * written.
 */
export const generate = async ({ contract, directory, check, force }: GenerateRequest): Promise<readonly GeneratedFile[]> => {
  const planned = planFiles(contract, await factsOf(directory, contract));
  const compared = [];
  for (const file of planned) compared.push(await compare(directory, file));
  const ignored = await ignoredBy(
    directory,
    planned.map(({ path }) => path),
  );
  const files: GeneratedFile[] = [];
  for (const { file, place, expected, missing, state, difference } of compared) {
    const { withheld } = file;
    const write = !check && (state === 'stale' || (force === true && (state === 'edited' || state === 'foreign')));
    if (write) await writeGenerated(place, file.path, expected);
    files.push({
      path: file.path,
      kind: file.kind,
      missing: missing && !write,
      state: write ? 'written' : state,
      ...(difference === undefined ? {} : { difference }),
      ...(withheld === undefined ? {} : { withheld }),
      ignored: ignored.has(file.path),
    });
  }
  return files;
};

/** What the contract itself does not say. */
const factsOf = async (directory: string, contract: Contract): Promise<PlanFacts> => {
  const recorder = await recorderFacts(directory, contract);
  const digest = contract.generate.report === undefined ? '' : await contractDigest(directory);
  return { digest, ...(recorder === undefined ? {} : { recorder }) };
};

/** The same comparison, without a word of what git ignores. Errors: as `generate`. */
export const compareGenerated = async (directory: string, contract: Contract): Promise<readonly GeneratedFile[]> => {
  const files: GeneratedFile[] = [];
  for (const planned of planFiles(contract, await factsOf(directory, contract))) {
    const { missing, state, difference } = await compare(directory, planned);
    const { path, kind, withheld } = planned;
    files.push({
      path,
      kind,
      missing,
      state,
      ...(difference === undefined ? {} : { difference }),
      ...(withheld === undefined ? {} : { withheld }),
      ignored: false,
    });
  }
  return files;
};

interface Compared {
  readonly file: PlannedFile;
  readonly place: string;
  readonly expected: string;
  readonly missing: boolean;
  readonly state: Exclude<FileState, 'written'>;
  readonly difference: Difference | undefined;
}

const compare = async (directory: string, file: PlannedFile): Promise<Compared> => {
  const place = await placeOf(directory, file.path);
  const found = await readGenerated(place, file.path);
  if (file.withheld !== undefined)
    return { file, place, expected: '', missing: found === undefined, state: 'withheld', difference: undefined };
  const { expected, held } = file.kind === 'agents' ? inSection(file, found ?? '') : { expected: file.text, held: found };
  const state = expected === found ? 'current' : stateOf(held);
  const difference = firstDifference(expected, found, repeatsOf(file.kind, state));
  return { file, place, expected, missing: found === undefined, state, difference };
};

/** Into a sample somebody may put a secret, and what we did not write, or no longer know, may hold anything. */
const repeatsOf = (kind: GeneratedKind, state: FileState): Repeats => (kind === 'sample' ? 'name' : state === 'stale' ? 'line' : 'nothing');

/** What the banner tells of the text in place of which ours would be written. */
const stateOf = (held: string | undefined): 'stale' | 'edited' | 'foreign' => {
  if (held === undefined || held.trim() === '') return 'stale';
  const banner = readBanner(held);
  if (banner === undefined) return 'foreign';
  return banner.intact ? 'stale' : 'edited';
};

/** The whole file with our section in it, and what the section holds now. */
const inSection = (file: PlannedFile, found: string): { readonly expected: string; readonly held: string | undefined } => {
  const section = findSection(found, file.path);
  return { expected: withSection(section, file.text), held: section.inside };
};

/** Nothing is ignored where there is no repository, or no git to ask. */
const ignoredBy = async (directory: string, paths: readonly string[]): Promise<ReadonlySet<string>> => {
  if (paths.length === 0) return new Set();
  const { openGit } = await import('../../git/open.ts');
  try {
    const git = await openGit(directory);
    return (await git.topLevel()) === undefined ? new Set() : await git.isIgnored(paths);
  } catch (error) {
    if (hasCode(error, 'not-a-repository', 'git-missing')) return new Set();
    throw error;
  }
};
