/** Writes commits with plumbing: no index, no working tree. Times and names are given, never taken from the machine. */
import type { Signature } from './commits.ts';
import { writeLoose } from './loose-objects.ts';
import type { Git } from './processes.ts';

export interface CommitDraft {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

/** Git leaves out what would end a name or an address. */
const bare = (words: string): string => words.replaceAll(/[<>\n]/g, '').trim();

const when = (signature: Signature): string =>
  `${bare(signature.name)} <${bare(signature.email)}> ${Math.floor(Date.parse(signature.date) / 1000)} +0000`;

export const writeCommit = (git: Git, draft: CommitDraft): Promise<string> => {
  const lines = [
    `tree ${draft.tree}`,
    ...draft.parents.map((parent) => `parent ${parent}`),
    `author ${when(draft.author)}`,
    `committer ${when(draft.committer)}`,
    '',
    draft.message.endsWith('\n') ? draft.message : `${draft.message}\n`,
  ];
  return writeLoose(git.dir, 'commit', Buffer.from(lines.join('\n')));
};

export interface FileChange {
  readonly path: string;
  /** Undefined: the file is removed. */
  readonly content?: string;
}

export interface CommitOnBranch {
  readonly branch: string;
  /** The commit to build on; undefined: a root. */
  readonly parent?: string;
  readonly changes: readonly FileChange[];
  readonly message: string;
  readonly author: Signature;
}

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;

/** Adds one commit to a branch, with one process: git's own import stream. Returns nothing: the branch tells the new head. */
export const commitFiles = async (git: Git, commit: CommitOnBranch): Promise<void> => {
  const lines = [
    `commit refs/heads/${commit.branch}\n`,
    `author ${when(commit.author)}\n`,
    `committer ${when(commit.author)}\n`,
    data(commit.message),
    commit.parent === undefined ? '' : `from ${commit.parent}\n`,
    ...commit.changes.map(({ path, content }) =>
      content === undefined ? `D ${JSON.stringify(path)}\n` : `M 100644 inline ${JSON.stringify(path)}\n${data(content)}`,
    ),
    '\ndone\n',
  ];
  await git(['fast-import', '--quiet', '--force', '--done', '--date-format=raw'], { input: lines.join('') });
};
