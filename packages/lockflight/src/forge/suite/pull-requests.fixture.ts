import { describe, expect, test } from 'vitest';
import type { PullRequest } from '../port.ts';
import type { ForgeWorld, TheWorld } from './world.fixture.ts';

/** A pull request from a new branch to the default branch, opened by `writer`. */
export async function openPull(world: ForgeWorld, branch: string, base = 'main'): Promise<PullRequest> {
  await world.commit(branch, { [`${branch}.txt`]: branch }, { from: base });
  return world.as('writer').createPullRequest({ title: `Add ${branch}`, body: '', head: branch, base });
}

export function pullRequestsSuite(world: TheWorld): void {
  describe('pull requests', () => {
    test('opened and read back', async () => {
      const { commit } = await world().commit('pull-read', { 'read.txt': 'x' });
      const draft = { title: 'Été : 日本 👩‍🚀', body: 'First line\n\nThird line', head: 'pull-read', base: 'main' };
      const opened = await world().as('writer').createPullRequest(draft);
      const read = await world().as('reader').pullRequest(opened.number);
      expect(read).toMatchObject({
        title: draft.title,
        body: draft.body,
        state: 'open',
        draft: false,
        author: { login: world().login('writer'), kind: 'user' },
        head: { ref: 'pull-read', commit, fork: false },
        base: { ref: 'main', commit: await world().as('reader').branchHead('main') },
      });
      expect(read.merged).toBeUndefined();
      expect(opened.url).toBe(read.url);
    });

    test('the head follows the branch', async () => {
      const { number } = await openPull(world(), 'pull-follow');
      const { commit } = await world().commit('pull-follow', { 'more.txt': 'x' });
      expect((await world().as('reader').pullRequest(number)).head.commit).toBe(commit);
    });

    test('found by head, by base, by state', async () => {
      const { number } = await openPull(world(), 'pull-find');
      const find = async (filter: Parameters<ReturnType<ForgeWorld['as']>['pullRequests']>[0]) =>
        (await world().as('reader').pullRequests(filter)).map((pull) => pull.number);
      expect(await find({ head: 'pull-find' })).toEqual([number]);
      expect(await find({ head: 'pull-fin' })).toEqual([]);
      expect(await find({ head: 'pull-find', base: 'other' })).toEqual([]);
      await world().as('writer').closePullRequest(number);
      expect(await find({ head: 'pull-find', state: 'open' })).toEqual([]);
      expect(await find({ head: 'pull-find', state: 'closed' })).toEqual([number]);
      expect((await world().as('reader').pullRequest(number)).closedAt).toBeDefined();
    });

    test('changed since', async () => {
      const { number, updatedAt } = await openPull(world(), 'pull-since');
      const since = async (updatedSince: string) =>
        (await world().as('reader').pullRequests({ head: 'pull-since', updatedSince })).map((pull) => pull.number);
      expect(await since(updatedAt)).toEqual([number]);
      expect(await since(new Date(Date.parse(updatedAt) + 86_400_000).toISOString())).toEqual([]);
    });

    test('more than a page of them', async () => {
      const heads = await world().branches('pull-many', 102);
      const writer = world().as('writer');
      for (const head of heads) await writer.createPullRequest({ title: head, body: '', head, base: 'main' });
      const found = await writer.pullRequests({ state: 'open', base: 'main' });
      expect(found.filter(({ head }) => heads.includes(head.ref))).toHaveLength(102);
    });

    test('nothing to propose, the same twice, a head that is not there', async () => {
      const writer = world().as('writer');
      const draft = { title: 'x', body: '', base: 'main' };
      await expect(writer.createPullRequest({ ...draft, head: 'main' })).rejects.toMatchObject({ code: 'forge-rejected' });
      await expect(writer.createPullRequest({ ...draft, head: 'not-there' })).rejects.toMatchObject({ code: 'forge-rejected' });
      await openPull(world(), 'pull-twice');
      await expect(writer.createPullRequest({ ...draft, head: 'pull-twice' })).rejects.toMatchObject({ code: 'forge-rejected' });
    });

    test('none of that number', async () => {
      await expect(world().as('writer').pullRequest(999_999)).rejects.toMatchObject({ code: 'forge-not-found' });
      await expect(world().as('writer').comment(999_999, 'x')).rejects.toMatchObject({ code: 'forge-not-found' });
    });

    test('a comment', async () => {
      const { number } = await openPull(world(), 'pull-comment');
      await world().as('reader').comment(number, 'Vu.');
    });
  });

  describe('reviews', () => {
    test('in their order, each about the head that was reviewed', async () => {
      const { number, head } = await openPull(world(), 'review-order');
      await world().as('reviewer').review(number, { event: 'APPROVE', body: 'release', commit: head.commit });
      const { commit } = await world().commit('review-order', { 'later.txt': 'x' });
      await world().as('admin').review(number, { event: 'REQUEST_CHANGES', body: 'Non :\nà revoir', commit });
      await world().as('reader').review(number, { event: 'COMMENT', body: 'Hm', commit });
      const reviews = await world().as('reader').reviews(number);
      expect(reviews.map(({ state, commit: about, author }) => [state, about, author.login])).toEqual([
        ['approved', head.commit, world().login('reviewer')],
        ['changes-requested', commit, world().login('admin')],
        ['commented', commit, world().login('reader')],
      ]);
      expect(reviews[1]?.body).toBe('Non :\nà revoir');
    });

    test('nobody approves his own', async () => {
      const { number, head } = await openPull(world(), 'review-own');
      const own = world().as('writer').review(number, { event: 'APPROVE', body: '', commit: head.commit });
      await expect(own).rejects.toMatchObject({ code: 'forge-rejected' });
      expect(await world().as('writer').reviews(number)).toEqual([]);
    });

    test('more than a page of them', async () => {
      const { number, head } = await openPull(world(), 'review-many');
      const reviewer = world().as('reviewer');
      for (let at = 0; at < 101; at += 1) await reviewer.review(number, { event: 'COMMENT', body: `${at}`, commit: head.commit });
      expect((await reviewer.reviews(number)).map(({ body }) => Number(body))).toEqual(Array.from({ length: 101 }, (_, index) => index));
    });
  });
}
