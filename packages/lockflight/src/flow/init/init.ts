/**
 * `lockflight init`: read, draft, write. Without a contract the draft becomes one; with one, what is new is added to it and every byte that is there
 * stays. Nothing is written on a dry run, nor when the result would not be a contract that holds.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../../contract/diagnostic.ts';
import { readContract } from '../../contract/read-contract.ts';
import { type Added, mergeDraft } from '../../env/import/draft/merge-draft.ts';
import type { Draft } from '../../env/import/draft/model.ts';
import { SECTIONS, writeDraft } from '../../env/import/draft/write-draft.ts';
import { hasCode, LockflightError } from '../../errors.ts';
import { CONTRACT_NAME, readContractFile } from '../read-contract-file.ts';
import { changedLines } from './changed-lines.ts';
import { type DraftHere, type DraftRequest, draftHere } from './draft-here.ts';

export interface InitRequest extends DraftRequest {
  readonly dryRun: boolean;
}

export interface Initiated extends Omit<DraftHere, 'draft'> {
  readonly file: string;
  readonly state: 'created' | 'extended' | 'unchanged' | 'refused';
  readonly added: readonly Added[];
  /** The lines that come and go, with `+` and `-`. */
  readonly difference: readonly string[];
}

/** Errors: those of `draftHere`, `contract-unreadable`, `contract-invalid` (what is there is not touched), `contract-unwritable`. */
export const initContract = async (request: InitRequest): Promise<Initiated> => {
  const { draft, ...told } = await draftHere(request);
  const before = await existing(request.directory);
  if (draft === undefined) return { ...told, file: CONTRACT_NAME, state: 'refused', added: [], difference: [] };
  const { text, added } = before === undefined ? whole(draft) : mergeDraft(before, draft);
  const broken = readContract({ file: CONTRACT_NAME, text }).diagnostics.filter(({ severity }) => severity === 'error');
  if (broken.length > 0)
    throw invalid(broken, before !== undefined && readContract({ file: CONTRACT_NAME, text: before }).contract === undefined);
  const state = before === undefined ? 'created' : text === before ? 'unchanged' : 'extended';
  if (!request.dryRun && state !== 'unchanged') await write(request.directory, text, before === undefined);
  return { ...told, file: CONTRACT_NAME, state, added, difference: changedLines(before ?? '', text) };
};

const existing = async (directory: string): Promise<string | undefined> => {
  try {
    return (await readContractFile(directory)).text;
  } catch (error) {
    if (hasCode(error, 'contract-missing')) return undefined;
    throw error;
  }
};

const whole = (draft: Draft): { readonly text: string; readonly added: readonly Added[] } => ({
  text: writeDraft(draft),
  added: SECTIONS.flatMap((section) => draft[section].map(({ name }) => ({ section, name }))),
});

/** A file that came to be since it was looked for is not overwritten. */
const write = async (directory: string, text: string, isNew: boolean): Promise<void> => {
  try {
    await writeFile(join(directory, CONTRACT_NAME), text, { flag: isNew ? 'wx' : 'w' });
  } catch (cause) {
    throw new LockflightError({
      code: 'contract-unwritable',
      exit: 3,
      message: { en: `${CONTRACT_NAME} cannot be written`, fr: `${CONTRACT_NAME} ne peut pas être écrit` },
      hint: { en: 'look at the rights of the folder: ls -ld .', fr: 'regardez les droits du dossier : ls -ld .' },
      cause,
    });
  }
};

const invalid = ([first, ...others]: readonly Diagnostic[], wasBroken: boolean): LockflightError =>
  new LockflightError({
    code: 'contract-invalid',
    exit: 2,
    message: wasBroken
      ? {
          en: `the contract that is there has errors; the first: ${first?.message.en ?? ''}`,
          fr: `le contrat présent a des erreurs ; la première : ${first?.message.fr ?? ''}`,
        }
      : {
          en: `with what would be added the contract would have ${others.length + 1} errors; the first: ${first?.message.en ?? ''}`,
          fr: `avec les ajouts, le contrat aurait ${others.length + 1} erreurs ; la première : ${first?.message.fr ?? ''}`,
        },
    hint: wasBroken
      ? { en: 'correct it first: lockflight check', fr: "corrigez-le d'abord : lockflight check" }
      : {
          en: 'nothing was written; look with --dry-run, and correct the document or the contract',
          fr: "rien n'a été écrit ; corrigez le document ou le contrat",
        },
    ...(wasBroken && first !== undefined ? { at: first.at } : {}),
  });
