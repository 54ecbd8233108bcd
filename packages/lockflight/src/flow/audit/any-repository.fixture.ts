/** Many histories made in memory, written into one real repository with one `git fast-import`: the branches `0/production`, `0/staging`, `1/production`, ... */
import { spawn } from 'node:child_process';
import { newRepository, type TestRepository, testEnvironment } from '../../git/repository.fixture.ts';
import type { Branch, History } from '../../line/history.fixture.ts';

const BRANCHES = ['production', 'staging'] as const satisfies readonly Branch[];

/** Loose objects, so that a test can take one away. */
export const repositoryOf = async (histories: readonly History[]): Promise<TestRepository> => {
  const repo = await newRepository({ bare: true });
  const stream = histories.map((history, i) => [...commands(history, i)].join('')).join('');
  await fastImport(repo.dir, stream);
  return repo;
};

/** A tree holds one file that says its name: equal ones stay equal, different ones different. */
function* commands(history: History, index: number): Generator<string> {
  const marks = new Map<string, string>();
  for (const { commit, tree, parents, time, subject } of history.commits.values()) {
    const mark = `:${1 + index * 100_000 + marks.size}`;
    marks.set(commit, mark);
    yield `commit refs/import/${index}\nmark ${mark}\ncommitter Ada <ada@example.org> ${time} +0000\n${data(subject)}`;
    const [first, ...others] = parents.map((id) => marks.get(id));
    yield first === undefined ? 'deleteall\n' : `from ${first}\n`;
    for (const other of others) yield `merge ${other}\n`;
    yield `M 100644 inline tree\n${data(tree)}\n`;
    // The next commit without a parent begins a history of its own.
    yield `reset refs/import/${index}\n\n`;
  }
  for (const branch of BRANCHES) yield `reset refs/heads/${index}/${branch}\nfrom ${marks.get(history.head(branch).commit)}\n\n`;
}

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;

const fastImport = (dir: string, stream: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const args = ['-C', dir, '-c', 'fastimport.unpackLimit=1000000', 'fast-import', '--quiet', '--force'];
    const child = spawn('git', args, { env: testEnvironment(), stdio: ['pipe', 'ignore', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`git fast-import ended with ${code}`))));
    child.stdin.end(stream);
  });
