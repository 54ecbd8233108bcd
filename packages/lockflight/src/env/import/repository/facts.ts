/**
 * What was read of a repository, as text and plain facts: the input of `draftFromRepository`. The disk and git are `flow/init`'s. Invariant: no value of
 * a file that holds real ones is here, only its names and the kinds of secrets that were seen.
 */
import type { EnvironmentKind } from '../../../contract/model.ts';
import type { Language, Text } from '../../../contract/text.ts';
import type { Findings } from '../../scan/read.ts';
import type { EnvEntry } from './samples/parse-env-file.ts';

export interface TextFile {
  /** From the root, with `/`. */
  readonly file: string;
  readonly text: string;
}

/** A committed file of real values: names alone. */
export interface RealFile {
  readonly file: string;
  readonly entries: readonly (Pick<EnvEntry, 'name' | 'line' | 'off'> & { readonly secret: Text | undefined })[];
}

export interface Branch {
  readonly name: string;
  /** The forge's default branch, as far as the clone knows. */
  readonly isDefault: boolean;
}

/** How often the head of one line was merged into another, along its first parents. */
export interface MergeCount {
  readonly from: string;
  readonly into: string;
  readonly times: number;
}

/** An environment of the contract that is there: found facts are told of it, and not of a second one. */
export interface KnownEnvironmentFacts {
  readonly name: string;
  readonly kind: EnvironmentKind;
  readonly aliases: readonly string[];
  readonly branch?: string;
}

export interface RepositoryFacts {
  readonly project: string;
  readonly language: Language;
  /** Every path. */
  readonly files: readonly string[];
  readonly findings: Findings;
  readonly samples: readonly TextFile[];
  readonly real: readonly RealFile[];
  readonly workflows: readonly TextFile[];
  readonly manifests: readonly TextFile[];
  /** The root's pnpm-workspace.yaml. */
  readonly workspaces: TextFile | undefined;
  readonly compose: readonly TextFile[];
  /** The text of CODEOWNERS. */
  readonly owners: TextFile | undefined;
  readonly branches: readonly Branch[];
  readonly merges: readonly MergeCount[];
  /** Branches that keep one release each (`release/4.2`). */
  readonly releases: readonly string[];
  readonly known: readonly KnownEnvironmentFacts[];
}
