/** Where a draft comes from: the document that the user named, else the repository itself. Each source answers with the same shape. */
import type { Language } from '../../contract/text.ts';
import type { Draft, Undecided } from '../../env/import/draft/model.ts';
import { draftFromMarkdown, type FoundSecret } from '../../env/import/draft-from-markdown.ts';
import { languageOf } from '../../env/import/language.ts';
import { draftFromRepository } from '../../env/import/repository/draft-from-repository.ts';
import type { KnownEnvironmentFacts } from '../../env/import/repository/facts.ts';
import type { Refusal } from '../../env/import/tables/refusal.ts';
import { draftFromEnvSchema, isEnvSchema } from '../../env/import/varlock/draft-from-env-schema.ts';
import { findDocuments } from './find-documents.ts';
import { knownNames } from './known-names.ts';
import { projectName } from './project-name.ts';
import { readDocument } from './read-document.ts';
import { readRepository } from './read-repository.ts';

export interface DraftRequest {
  readonly directory: string;
  /** Relative to the directory; undefined: the repository itself. */
  readonly from: string | undefined;
  /** Of the draft and its comments; undefined: the document's own. */
  readonly language: Language | undefined;
}

/** What a draft from code rests on. */
export interface LookedAt {
  readonly files: number;
  readonly reads: number;
  readonly samples: readonly string[];
  readonly workflows: readonly string[];
  readonly branches: readonly string[];
  /** Files of code that were not, or not wholly, understood. */
  readonly skipped: number;
}

export interface DraftHere {
  readonly from: string | undefined;
  /** Undefined: nothing could be drafted, `refused` says why. */
  readonly draft: Draft | undefined;
  readonly undecided: readonly Undecided[];
  readonly secrets: readonly FoundSecret[];
  readonly refused: readonly Refusal[];
  /** Documents that `--from` could read. */
  readonly documents: readonly string[];
  readonly lookedAt: LookedAt | undefined;
}

/** `known`: the environments of the contract that is there. Errors: those of `readDocument`. */
export const draftHere = async (request: DraftRequest, known: readonly KnownEnvironmentFacts[]): Promise<DraftHere> => {
  const { directory, from, language } = request;
  if (from === undefined) return fromRepository(directory, language, known);
  const { file, text } = await readDocument(directory, from);
  const project = await projectName(directory);
  const options = { file, language: language ?? languageOf(text), project };
  const rest = { from: file, documents: [], lookedAt: undefined };
  if (isEnvSchema(file)) return { ...rest, ...draftFromEnvSchema(text, options) };
  const { draft, undecided, secrets, refused } = draftFromMarkdown(text, { ...options, known: await knownNames(directory, text) });
  return { ...rest, draft, undecided, secrets, refused };
};

const fromRepository = async (
  directory: string,
  language: Language | undefined,
  known: readonly KnownEnvironmentFacts[],
): Promise<DraftHere> => {
  const facts = await readRepository(directory, language, known);
  const { draft, secrets } = draftFromRepository(facts);
  return {
    from: undefined,
    draft,
    undecided: draft.undecided,
    secrets,
    refused: [],
    documents: findDocuments(directory, facts.files),
    lookedAt: {
      files: facts.files.length,
      reads: facts.findings.reads.length,
      samples: facts.samples.map(({ file }) => file),
      workflows: facts.workflows.map(({ file }) => file),
      branches: facts.branches.map(({ name }) => name),
      skipped: facts.findings.skipped.filter(({ why }) => why === 'syntax' || why === 'unreadable' || why === 'encoding').length,
    },
  };
};
