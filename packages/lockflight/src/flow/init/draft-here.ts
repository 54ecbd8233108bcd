/** Where a draft comes from: the document that the user named. Each source answers with the same shape, so that more of them can stand beside it. */
import type { Language } from '../../contract/text.ts';
import type { Draft, Undecided } from '../../env/import/draft/model.ts';
import { draftFromMarkdown, type FoundSecret } from '../../env/import/draft-from-markdown.ts';
import { languageOf } from '../../env/import/language.ts';
import type { Refusal } from '../../env/import/tables/refusal.ts';
import { draftFromEnvSchema, isEnvSchema } from '../../env/import/varlock/draft-from-env-schema.ts';
import { knownNames } from './known-names.ts';
import { projectName } from './project-name.ts';
import { readDocument } from './read-document.ts';

export interface DraftRequest {
  readonly directory: string;
  /** Relative to the directory. */
  readonly from: string;
  /** Of the draft and its comments; undefined: the document's own. */
  readonly language: Language | undefined;
}

export interface DraftHere {
  readonly from: string;
  /** Undefined: nothing could be drafted, `refused` says why. */
  readonly draft: Draft | undefined;
  readonly undecided: readonly Undecided[];
  readonly secrets: readonly FoundSecret[];
  readonly refused: readonly Refusal[];
}

/** Errors: those of `readDocument`. */
export const draftHere = async ({ directory, from, language }: DraftRequest): Promise<DraftHere> => {
  const { file, text } = await readDocument(directory, from);
  const project = await projectName(directory);
  const options = { file, language: language ?? languageOf(text), project };
  if (isEnvSchema(file)) return { from: file, ...draftFromEnvSchema(text, options) };
  const { draft, undecided, secrets, refused } = draftFromMarkdown(text, { ...options, known: await knownNames(directory, text) });
  return { from: file, draft, undecided, secrets, refused };
};
