/**
 * A shell's text while it is read: where it is, and what was found. The smallest steps, from which the expansions (`shell-expansions.ts`) and the commands
 * (`shell-text.ts`) are made.
 */

export interface ShellRead {
  readonly name: string;
  readonly at: number;
  /** `:-`, `?`, `%` ... as it stands behind the name in braces; empty without one. */
  readonly operator: string;
  readonly default?: string;
  /** Written to take what is there from outside: `X="${X:-1}"`, `: ${X:=1}`, `${X:?say}`. */
  outer?: true;
}

export interface ShellSet {
  readonly name: string;
  readonly at: number;
  /** `X=1 command`: to the end of its line. */
  until?: number;
  /** `local`: of its function alone. */
  readonly local: boolean;
  /** It stands in no condition, loop or function: whoever comes by here sets it. */
  sure?: true;
}

/** From the first character to the one behind the last. */
export interface Range {
  readonly from: number;
  to: number;
}

export interface ShellFunction extends Range {
  readonly name: string;
}

/** `for X in A B`: what it goes through, as far as it is written out. */
export interface ShellLoop extends Range {
  readonly words: string[];
}

/** A word in capitals that a command is given. */
export interface ShellArgument {
  readonly command: string;
  /** From 1. */
  readonly position: number;
  readonly name: string;
  readonly at: number;
}

export interface ShellText {
  readonly reads: readonly ShellRead[];
  readonly sets: readonly ShellSet[];
  readonly functions: readonly ShellFunction[];
  readonly loops: readonly ShellLoop[];
  /** `${!X}`: the variable by the name that X holds. */
  readonly indirect: readonly { readonly name: string; readonly at: number }[];
  readonly arguments: readonly ShellArgument[];
  /** Names of lists, and the words that stand in them. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  /** Files that are read in (`source`, `.`), as they are written. */
  readonly sources: readonly string[];
}

/** What is known so far; `at` moves. */
export interface ShellReading {
  readonly text: string;
  at: number;
  readonly reads: ShellRead[];
  readonly sets: ShellSet[];
  readonly functions: ShellFunction[];
  readonly loops: ShellLoop[];
  readonly indirect: { name: string; at: number }[];
  readonly given: ShellArgument[];
  readonly lists: Map<string, readonly string[]>;
  readonly sources: string[];
  /** Here-documents that begin behind this line. */
  readonly documents: { mark: string; quoted: boolean; tabs: boolean }[];
  /** What closes the commands that are being read, the innermost last. */
  readonly closing: string[];
  /** Commands up to what closes them, which expansions hold. */
  readonly commands: (r: ShellReading, stop: string, depth: number) => void;
}

/** Deeper than anybody writes; what is below is not looked at. */
export const DEEPEST = 60;
export const NAME = /[A-Za-z_]\w*/y;
export const ASSIGNMENT = /[A-Za-z_]\w*(?:\[[^\]\n]*\])?\+?=/y;

export const newReading = (text: string, commands: ShellReading['commands']): ShellReading => ({
  text,
  at: 0,
  reads: [],
  sets: [],
  functions: [],
  loops: [],
  indirect: [],
  given: [],
  lists: new Map(),
  sources: [],
  documents: [],
  closing: [],
  commands,
});

export const match = (r: ShellReading, pattern: RegExp): RegExpExecArray | null => {
  pattern.lastIndex = r.at;
  return pattern.exec(r.text);
};

export const read = (r: ShellReading, name: string, where: number, operator = '', fallback?: string): void => {
  r.reads.push({ name, at: where, operator, ...(fallback === undefined ? {} : { default: fallback }) });
};

export const set = (r: ShellReading, name: string, local = false): ShellSet => {
  const made: ShellSet = { name, at: r.at, local };
  r.sets.push(made);
  return made;
};

export const single = (r: ShellReading): void => {
  const end = r.text.indexOf("'", r.at + 1);
  r.at = end === -1 ? r.text.length : end + 1;
};

export const comment = (r: ShellReading): void => {
  const end = r.text.indexOf('\n', r.at);
  r.at = end === -1 ? r.text.length : end;
};
