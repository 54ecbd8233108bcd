/** `lockflight check --against FILE`: a document held against the contract of the checkout. Errors: those of `readDocument`, `no-variable-matrix`. */
import type { Contract } from '../../contract/model.ts';
import { compareDocument } from '../../env/import/against/compare-document.ts';
import type { AgainstFinding } from '../../env/import/against/finding.ts';
import { draftFromMarkdown } from '../../env/import/draft-from-markdown.ts';
import { LockflightError } from '../../errors.ts';
import { readDocument } from './read-document.ts';

export interface CheckedDocument {
  readonly file: string;
  /** Was it looked at what reads the variables? */
  readonly read: boolean;
  readonly findings: readonly AgainstFinding[];
}

export interface AgainstRequest {
  readonly directory: string;
  readonly contract: Contract;
  /** Relative to the directory. */
  readonly document: string;
  /** Names that code or configuration reads, where that was looked at. */
  readonly read?: ReadonlySet<string>;
}

export const checkAgainst = async ({ directory, contract, document, read }: AgainstRequest): Promise<CheckedDocument> => {
  const { file, text } = await readDocument(directory, document);
  const known = contract.variables.map(({ name }) => name);
  const { draft, refused } = draftFromMarkdown(text, { file, language: contract.language, project: contract.project, known });
  if (draft === undefined) {
    const [why] = refused;
    throw new LockflightError({
      code: why?.code ?? 'no-variable-matrix',
      exit: 2,
      message: why?.message ?? { en: `${file} has no matrix`, fr: `${file} n'a pas de matrice` },
      hint: why?.fix ?? { en: 'lockflight explain no-variable-matrix', fr: 'lockflight explain no-variable-matrix' },
      ...(why === undefined ? {} : { at: why.at }),
    });
  }
  return { file, read: read !== undefined, findings: compareDocument({ contract, draft, file, read }) };
};
