import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { git } from '../visitor.fixture.ts';
import { mergeTrees, replay } from './merges.ts';
import { Processes } from './processes.ts';

let folder = '';
const processes = new Processes();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'merges-'));
});
afterAll(async () => {
  await processes.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A step of a history: a file rewritten on one of the two branches, or main merged into topic. */
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      on: fc.constantFrom('main', 'topic'),
      file: fc.constantFrom('a', 'b', 'c', 'd'),
      text: fc.constantFrom('1', '2', '3'),
    }),
  },
  { weight: 1, arbitrary: fc.constant('merge' as const) },
);
type Step = { on: string; file: string; text: string } | 'merge';

const build = async (steps: readonly Step[]): Promise<string> => {
  const dir = await mkdtemp(join(folder, 'history-'));
  await git(dir, 'init', '--quiet', '--initial-branch=main');
  await git(dir, 'commit', '--quiet', '--allow-empty', '--message=root');
  await git(dir, 'branch', 'topic');
  for (const [index, made] of steps.entries()) {
    if (made === 'merge') {
      await git(dir, 'checkout', '--quiet', 'topic');
      const merged = await git(dir, 'merge', '--quiet', '--no-edit', 'main');
      if (merged.code !== 0) await git(dir, 'merge', '--abort');
      continue;
    }
    await git(dir, 'checkout', '--quiet', made.on);
    await writeFile(join(dir, made.file), `${made.text}\n`);
    await git(dir, 'add', '--all');
    await git(dir, 'commit', '--quiet', '--message', `step ${index}`);
  }
  return dir;
};

/** The tree that HEAD has after `git ARGS`; undefined when git could not do it. */
const treeAfter = async (dir: string, start: string, ...args: readonly string[]): Promise<string | undefined> => {
  await git(dir, 'checkout', '--quiet', '--detach', start);
  const done = await git(dir, ...args);
  const tree = done.code === 0 ? (await git(dir, 'rev-parse', 'HEAD^{tree}')).stdout : undefined;
  await git(dir, 'merge', '--abort');
  await git(dir, 'rebase', '--abort');
  await git(dir, 'reset', '--quiet', '--hard');
  return tree;
};

describe('against git itself, on histories of all kinds', () => {
  it('a merge gives the tree of git merge, a replay the tree of git rebase', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), async (steps) => {
        const dir = await build(steps);
        const run = processes.in(join(dir, '.git'));
        expect(await mergeTrees(run, 'main', 'topic')).toBe(await treeAfter(dir, 'main', 'merge', '--quiet', '--no-edit', 'topic'));
        const replayed = await replay(run, 'main', 'topic');
        const main = (await git(dir, 'rev-parse', 'main^{tree}')).stdout;
        const tree = replayed === undefined ? undefined : (replayed.at(-1)?.tree ?? main);
        expect(tree).toBe(await treeAfter(dir, 'topic', 'rebase', '--quiet', '--no-fork-point', 'main'));
      }),
      { numRuns: 15 },
    );
  });

  it('without common history there is nothing to merge', async () => {
    const dir = await build([{ on: 'main', file: 'a', text: '1' }]);
    await git(dir, 'checkout', '--quiet', '--orphan', 'island');
    await git(dir, 'commit', '--quiet', '--allow-empty', '--message=island');
    expect(await mergeTrees(processes.in(join(dir, '.git')), 'main', 'island')).toBeUndefined();
  });
});
