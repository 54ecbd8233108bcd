/** Random histories as real repositories, and as what a clone may hold of them: the oracle's classes, or a coded error, and never another class. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LockflightError } from '../../errors.ts';
import { openGit } from '../../git/open.ts';
import type { Commit, Git } from '../../git/port.ts';
import { newClone, type TestRepository } from '../../git/repository.fixture.ts';
import { anyHistory } from '../../line/any-history.fixture.ts';
import { type Graph, oracle } from '../../line/oracle.fixture.ts';
import { repositoryOf } from './any-repository.fixture.ts';
import { auditEnvironment } from './audit.ts';

const HISTORIES = 20;
const SEED = 20261122;

let repo: TestRepository;
let graph: Graph;
const expected: (readonly string[])[] = [];
const ran = { histories: 0, states: 0, refused: 0 };

beforeAll(async () => {
  repo = await repositoryOf(fc.sample(anyHistory(60), { numRuns: HISTORIES, seed: SEED }).map(({ history }) => history));
  graph = await wholeGraph(repo);
  for (let i = 0; i < HISTORIES; i++) {
    expected.push(oracle(graph, await repo.head(`${i}/production`), [await repo.head(`${i}/staging`)]));
  }
});

afterAll(async () => {
  await repo[Symbol.asyncDispose]();
  process.stdout.write(`${ran.histories} histories as repositories: ${ran.states} states classed, ${ran.refused} histories refused\n`);
});

/** Everything that there is, read in one go and by other means than the ones under test. */
const wholeGraph = async ({ git }: TestRepository): Promise<Graph> => {
  const commits = (await git('rev-list', '--all', '--format=%T|%ct|%P')).split('\n').filter((line) => line !== '');
  const graph = new Map<string, Commit>();
  for (let i = 0; i + 1 < commits.length; i += 2) {
    const commit = (commits[i] ?? '').replace('commit ', '');
    const [tree = '', time = '', parents = ''] = (commits[i + 1] ?? '').split('|');
    graph.set(commit, { commit, tree, time: Number(time), parents: parents === '' ? [] : parents.split(' '), subject: '' });
  }
  return graph;
};

/** The classes of one history, or the code of what is missing. */
const audited = async (git: Git, i: number): Promise<readonly string[] | string> => {
  const named = (branch: string) => ({ name: branch, branch: `${i}/${branch}` });
  try {
    const { states } = await auditEnvironment({ git, production: named('production'), staging: [named('staging')], prefer: 'local' });
    ran.states += states.length;
    return states.map((s) => s.class);
  } catch (error) {
    if (!(error instanceof LockflightError)) throw error;
    ran.refused += 1;
    return error.code;
  } finally {
    ran.histories += 1;
  }
};

/** Every history right, or refused with this code; gives how many were refused. */
const rightOrRefused = async (dir: string, code: string): Promise<number> => {
  const git = await openGit(dir);
  let refused = 0;
  for (let i = 0; i < HISTORIES; i++) {
    const found = await audited(git, i);
    if (typeof found === 'string') {
      expect(found).toBe(code);
      refused += 1;
    } else expect(found, `history ${i}`).toEqual(expected[i]);
  }
  return refused;
};

it('agrees with the oracle on real repositories', async () => {
  expect(await rightOrRefused(repo.dir, 'none')).toBe(0);
  expect(new Set(expected.flat())).toEqual(new Set(['shared', 'promoted', 'rollback', 'mixed', 'foreign', 'direct']));
});

it('needs no tree and no file: a partial clone gives the same', async () => {
  await repo.git('config', 'uploadpack.allowFilter', 'true');
  await using clone = await newClone(repo, '--bare', '--filter=tree:0');
  expect(await rightOrRefused(clone.dir, 'none')).toBe(0);
});

it('refuses the lines that a shallow clone has cut, and those alone', async () => {
  await using clone = await newClone(repo, '--bare', '--depth=12', '--no-single-branch');
  const refused = await rightOrRefused(clone.dir, 'shallow-clone');
  expect(refused).toBeGreaterThan(0);
  expect(refused).toBeLessThan(HISTORIES);
});

it('refuses the lines of which a commit is missing, and those alone', async () => {
  const ids = [...graph.keys()];
  for (let i = 0; i < ids.length; i += 97) {
    const id = ids[i] ?? '';
    await rm(join(repo.dir, 'objects', id.slice(0, 2), id.slice(2)), { force: true });
  }
  const refused = await rightOrRefused(repo.dir, 'missing-object');
  expect(refused).toBeGreaterThan(0);
  expect(refused).toBeLessThan(HISTORIES);
});
