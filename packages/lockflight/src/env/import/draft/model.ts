/**
 * A draft of a contract, before it is text: what was found, in the words of the grammar, each with the reasons for it. Documents, code, samples and
 * workflows all lead here; `writeDraft` makes the YAML, `mergeDraft` adds what is new to a contract that exists. Plain data, immutable.
 * Invariants: names are unique in their list; no value that looks like a secret is in it; a cell's environment is one of `environments`.
 */
import type { CellMapping } from '../../../contract/grammar/cell.ts';
import type { CommandInput } from '../../../contract/grammar/command.ts';
import type { EnvironmentInput } from '../../../contract/grammar/environment.ts';
import type { GroupInput } from '../../../contract/grammar/group.ts';
import type { ServiceInput } from '../../../contract/grammar/service.ts';
import type { VariableMapping } from '../../../contract/grammar/variable.ts';
import type { Language, Text } from '../../../contract/text.ts';
import type { ImportCode } from '../import-codes.ts';

/** A line of a file of the repository; `file` is relative to its root, lines count from 1. */
export interface Spot {
  readonly file: string;
  readonly line: number;
}

/** Why something stands in the draft. */
export interface Reason {
  readonly at: Spot;
  readonly why: Text;
}

interface Drafted<Facts> {
  readonly name: string;
  readonly facts: Facts;
  readonly reasons: readonly Reason[];
}

export type DraftEnvironment = Drafted<EnvironmentInput>;
export type DraftGroup = Drafted<GroupInput>;
export type DraftService = Drafted<ServiceInput>;
export type DraftCommand = Drafted<CommandInput>;

export interface DraftCell {
  readonly environment: string;
  readonly facts: CellMapping;
  readonly reasons: readonly Reason[];
}

/** `facts` never holds `in`: that is what `cells` are. */
export interface DraftVariable extends Drafted<Omit<VariableMapping, 'in'>> {
  readonly cells: readonly DraftCell[];
}

/** What a person has to decide, and where to look. */
export interface Undecided {
  readonly code: ImportCode;
  readonly at: Spot;
  /** The other side of a contradiction. */
  readonly other?: Spot;
  readonly variable?: string;
  readonly environment?: string;
  readonly message: Text;
}

/** A section of the contract that is one thing and not a list of named ones. */
export interface DraftPart {
  readonly key: 'flow' | 'people' | 'protect' | 'archive' | 'migrations' | 'version';
  /** As the grammar has it. */
  readonly value: unknown;
  readonly reasons: readonly Reason[];
  /** May it come into a contract that exists? A flow that a team took out stays out. */
  readonly again: boolean;
}

export interface Draft {
  readonly project: string;
  readonly language: Language;
  readonly select: readonly string[];
  readonly environments: readonly DraftEnvironment[];
  readonly variables: readonly DraftVariable[];
  readonly groups: readonly DraftGroup[];
  readonly services: readonly DraftService[];
  readonly commands: readonly DraftCommand[];
  readonly parts?: readonly DraftPart[];
  readonly undecided: readonly Undecided[];
}
