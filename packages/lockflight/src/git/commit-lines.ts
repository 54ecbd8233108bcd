/**
 * The form in which git is asked for commits, and its reading. Ids of one repository all have the same width (40 or 64), so most
 * fields are found by position; the subject comes last, after a NUL that nothing before it can hold.
 */
import type { Commit } from './port.ts';

export const COMMIT_FORMAT = '%H %T %ct %P%x00%s';

export const parseCommit = (line: string): Commit => {
  const width = line.indexOf(' ');
  const time = 2 * width + 2;
  const parents = line.indexOf(' ', time) + 1;
  const subject = line.indexOf('\0', parents) + 1;
  return {
    commit: line.slice(0, width),
    tree: line.slice(width + 1, time - 1),
    time: Number(line.slice(time, parents - 1)),
    parents: subject - 1 === parents ? NONE : line.slice(parents, subject - 1).split(' '),
    subject: line.slice(subject),
  };
};

const NONE: readonly string[] = [];

/** Cuts a stream of text at `separator` and hands over each complete piece. */
export const pieces = (separator: string, take: (piece: string) => void): ((chunk: string) => void) => {
  let rest = '';
  return (chunk) => {
    const parts = (rest + chunk).split(separator);
    rest = parts.pop() ?? '';
    for (const part of parts) take(part);
  };
};
