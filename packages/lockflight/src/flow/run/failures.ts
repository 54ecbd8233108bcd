/** Refusals of `run`: nothing was started. They all end with 125, so that a caller can tell them from the command's own exit codes. */
import type { Text } from '../../contract/text.ts';
import { LockflightError } from '../../errors.ts';
import type { RUN_CODES } from './error-codes.ts';

export const REFUSED = 125;

export const failed = (code: keyof typeof RUN_CODES, message: Text, hint: Text, cause?: unknown): LockflightError =>
  new LockflightError({ code, exit: REFUSED, message, hint, ...(cause === undefined ? {} : { cause }) });

export const treeNotCommitted = (): LockflightError =>
  failed(
    'tree-not-committed',
    { en: 'the working tree holds changes that no commit has', fr: "l'arbre de travail contient des changements qu'aucun commit n'a" },
    { en: 'commit or remove what git status lists', fr: 'commitez ou retirez ce que liste git status' },
  );
