/**
 * The form in which git is asked for commits, and its reading. Ids of one repository all have the same width (40 or 64), so most
 * fields are found by position; the subject comes last, after a NUL that nothing before it can hold.
 */
import type { Commit } from './port.ts';

export const COMMIT_FORMAT = '%H %T %ct %P%x00%s';

export const parseCommit = (line: string): Commit => parseAt(line, 0, line.length, undefined);

/**
 * A history of 50,000 states is read piece by piece: the fields are cut straight out of the text as it came, without a string a line between.
 * `likely`: the id that most probably stands here (along a line, the first parent of the commit before): then it is that very string again.
 */
const parseAt = (text: string, start: number, end: number, likely: string | undefined): Commit => {
  const width = text.indexOf(' ', start) - start;
  const time = start + 2 * width + 2;
  const parents = text.indexOf(' ', time) + 1;
  const subject = text.indexOf('\0', parents) + 1;
  return {
    commit: likely?.length === width && text.startsWith(likely, start) ? likely : text.slice(start, start + width),
    tree: text.slice(start + width + 1, time - 1),
    time: Number(text.slice(time, parents - 1)),
    parents: parentsAt(text, parents, subject - 1, width),
    subject: text.slice(subject, end),
  };
};

const NONE: readonly string[] = [];

const parentsAt = (text: string, start: number, end: number, width: number): readonly string[] => {
  if (end === start) return NONE;
  return end - start === width ? [text.slice(start, end)] : text.slice(start, end).split(' ');
};

/** Takes a stream of text, one commit a line. */
export const commitLines = (take: (commit: Commit) => void): ((chunk: string) => void) => {
  let rest = '';
  let likely: string | undefined;
  return (chunk) => {
    const text = rest + chunk;
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      const commit = parseAt(text, start, end, likely);
      likely = commit.parents[0];
      take(commit);
      start = end + 1;
    }
    rest = text.slice(start);
  };
};
