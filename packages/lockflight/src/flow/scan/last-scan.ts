/**
 * The last scan of a folder stands for the next one as long as the working tree is the same, to the byte, and so are we. What that means is `tree-state.ts` and
 * `own-stamp.ts`; where nothing can be told, nothing is remembered.
 *
 * The state is taken before anything is read for a scan and once more behind it: what changed in between belongs to neither.
 */
import { realpathSync } from 'node:fs';
import { runGit } from '../../git/run-git.ts';
import { readAnswer, type ScanAnswer } from './answer.ts';
import { digestOf } from './digest.ts';
import { type GitFolder, gitFolderOf } from './git-folder.ts';
import { recall, remember } from './memory.ts';
import { ownStamp } from './own-stamp.ts';
import { type TreeState, treeState } from './tree-state.ts';

export interface Answered {
  readonly answer: ScanAnswer;
  /** Nothing was scanned for it. */
  readonly remembered: boolean;
}

/** `root` is absolute; `ourselves` tells which Lockflight this is. Errors: those of a scan of a root whose own contract cannot be read. */
export const lastScan = async (root: string, ourselves: () => string | undefined = ownStamp): Promise<Answered> => {
  const place = placeOf(root);
  if (place === undefined) return { answer: (await (await scanning()).freshScan(root)).answer, remembered: false };
  const telling = treeState(place.root, place.git);
  // While git looks: what is remembered, or else what a scan will need.
  const memory = recall(place.git.folder, place.root);
  const loading = memory === undefined ? scanning() : undefined;
  const stamp = attempt(ourselves);
  const held = memory === undefined ? undefined : readAnswer(memory.answer);
  const before = await telling;
  const key = before === undefined || stamp === undefined ? undefined : keyOf(place.root, stamp, before.key);
  if (held !== undefined && memory?.key === key) return { answer: held, remembered: true };
  const { freshScan } = await (loading ?? scanning());
  const { answer, told } = await freshScan(root);
  if (key !== undefined && told && (await isStill(place, before)) && attempt(ourselves) === stamp)
    remember(place.git.folder, place.root, { key, answer: JSON.stringify(answer) });
  return { answer, remembered: false };
};

const scanning = () => import('./fresh-scan.ts');

interface ScannedPlace {
  /** Without links. */
  readonly root: string;
  readonly git: GitFolder;
}

const placeOf = (folder: string): ScannedPlace | undefined => {
  try {
    const root = realpathSync(folder);
    const git = gitFolderOf(root);
    return git === undefined ? undefined : { root, git };
  } catch {
    return undefined;
  }
};

const attempt = (tell: () => string | undefined): string | undefined => {
  try {
    return tell();
  } catch {
    return undefined;
  }
};

const keyOf = (root: string, stamp: string, tree: string): string => digestOf(`${root}\0${stamp}\0${tree}`);

/** Has nothing changed while we read, and does git take the same folder for its own as we do? What cannot be told is no. */
const isStill = async ({ root, git }: ScannedPlace, before: TreeState | undefined): Promise<boolean> => {
  try {
    const [after, itsOwn] = await Promise.all([
      treeState(root, git),
      runGit(['-C', root, 'rev-parse', '--absolute-git-dir', '--show-toplevel']),
    ]);
    if (after === undefined || after.key !== before?.key || after.moment !== before.moment || itsOwn.code !== 0) return false;
    const [folder = '', top = '', ...more] = itsOwn.stdout.split('\n');
    // More lines: there is a line break in a path.
    return more.length === 1 && realpathSync(folder) === realpathSync(git.folder) && realpathSync(top) === git.top;
  } catch {
    return false;
  }
};
