import { expect, test } from 'vitest';
import { openGit } from '../git/open.ts';
import type { Git } from '../git/port.ts';
import { newRepository } from '../git/repository.fixture.ts';
import { rememberingGit } from './remembering-git.ts';

/** The real thing, with every question written down. */
const listening = (git: Git): { readonly git: Git; readonly asked: string[] } => {
  const asked: string[] = [];
  const spy = new Proxy(git, {
    get: (target, name: keyof Git) => {
      const member = target[name];
      if (typeof member !== 'function') return member;
      return (...args: readonly unknown[]) => {
        asked.push(`${name} ${args.join(' ')}`);
        return (member as (...all: readonly unknown[]) => unknown)(...args);
      };
    },
    ownKeys: (target) => Reflect.ownKeys(target),
  });
  return { git: rememberingGit({ ...spy, commit: spy.commit, resolve: spy.resolve, isAncestor: spy.isAncestor, line: spy.line }), asked };
};

test('what stands under an id is asked once, what stands under a name every time', async () => {
  await using repo = await newRepository();
  const first = await repo.commit({ 'a.txt': 'one' });
  const second = await repo.commit({ 'a.txt': 'two' });
  const { git, asked } = listening(await openGit(repo.dir));
  for (let i = 0; i < 3; i++) {
    expect((await git.commit(second)).parents).toEqual([first]);
    expect(await git.isAncestor(first, second)).toBe(true);
    expect(await git.line(second)).toHaveLength(2);
    expect(await git.resolve('main')).toBe(second);
  }
  const counts = Object.entries(Object.groupBy(asked, (question) => question.split(' ')[0] ?? '')).map(([name, all]) => [
    name,
    all?.length,
  ]);
  expect(Object.fromEntries(counts)).toEqual({ commit: 1, isAncestor: 1, line: 1, resolve: 3 });
  await repo.git('checkout', '--quiet', first);
  expect((await git.commit('HEAD')).commit).toBe(first);
});

test('what is not there now may be there later', async () => {
  await using repo = await newRepository();
  await repo.commit({ 'a.txt': 'one' });
  const git = rememberingGit(await openGit(repo.dir));
  const tree = await repo.tree();
  const coming = await repo.git('commit-tree', tree, '-m', 'Later', '-p', 'HEAD');
  const missing = coming.replace(/^./, (c) => (c === '0' ? '1' : '0'));
  expect(await git.resolve(missing)).toBeUndefined();
  await expect(git.commit(missing)).rejects.toMatchObject({ code: 'unknown-revision' });
  await expect(git.commit(missing)).rejects.toMatchObject({ code: 'unknown-revision' });
  expect((await git.commit(coming)).tree).toBe(tree);
});
