import { describe, expect, test } from 'vitest';
import { openPull } from './pull-requests.fixture.ts';
import type { TheWorld } from './world.fixture.ts';

export function conversationSuite(world: TheWorld): void {
  describe('comments', () => {
    test('said, found again, changed and removed', async () => {
      const { number } = await openPull(world(), 'talked-about');
      const [writer, app, reader] = [world().as('writer'), world().as('app'), world().as('reader')];
      const said = await writer.createComment(number, '/lockflight approve release\n\nÇa va 日本 <script>');
      const answered = await app.createComment(number, '<!-- marker --> bloqué');
      expect(said).toMatchObject({ number, body: '/lockflight approve release\n\nÇa va 日本 <script>', author: { kind: 'user' } });
      expect(answered.author.kind).toBe('bot');
      await app.updateComment(answered.id, '<!-- marker --> passé');
      const found = await reader.comments(number);
      expect(found.map(({ id, body }) => [id, body])).toEqual([
        [said.id, said.body],
        [answered.id, '<!-- marker --> passé'],
      ]);
      for (let at = 0; at < 2; at += 1) await app.react(said.id, 'eyes');
      await app.removeComment(answered.id);
      expect(await reader.comments(number)).toHaveLength(1);
      await expect(app.updateComment(answered.id, 'x')).rejects.toMatchObject({ code: 'forge-not-found' });
      await expect(reader.updateComment(said.id, 'not mine')).rejects.toMatchObject({ code: 'forge-forbidden' });
    });

    test('what was changed after it was said, and by whom', async () => {
      const { number, head } = await openPull(world(), 'talked-over');
      const [reviewer, reader] = [world().as('reviewer'), world().as('reader')];
      for (const body of ['/lockflight approve a', 'É']) await reviewer.review(number, { event: 'COMMENT', body, commit: head.commit });
      const [first, second] = await reader.reviews(number);
      await world().editReview(number, first?.id ?? 0, '/lockflight approve b');
      const said = await reader.edits(number, 'reviews');
      expect(said.get(first?.id ?? 0)).toMatchObject({ body: '/lockflight approve b', edit: { by: world().login('admin') } });
      expect(said.get(second?.id ?? 0)).toEqual({ body: 'É' });
      const comment = await reviewer.createComment(number, 'one');
      await world().as('writer').updateComment(comment.id, 'two');
      expect((await reader.edits(number, 'comments')).get(comment.id)).toMatchObject({
        body: 'two',
        edit: { by: world().login('writer') },
      });
      await expect(world().as('stranger').edits(number, 'reviews')).rejects.toMatchObject({ code: 'forge-not-found' });
    });

    test('when a pull request was pointed elsewhere', async () => {
      const { number } = await openPull(world(), 'pointed-elsewhere');
      await world().commit('another-base', { 'base.txt': 'x' });
      expect(await world().as('reader').retargets(number)).toEqual([]);
      await world().retarget(number, 'another-base');
      await world().retarget(number, 'main');
      expect(await world().as('reader').retargets(number)).toMatchObject([
        { from: 'main', to: 'another-base' },
        { from: 'another-base', to: 'main' },
      ]);
    });

    test('since a moment, under whatever they stand', async () => {
      const { number } = await openPull(world(), 'talked-about-since');
      const { id, at } = await world().as('reviewer').createComment(number, 'later');
      const since = await world().as('app').commentsSince(at);
      expect(since.find((comment) => comment.id === id)).toMatchObject({ number, body: 'later' });
      expect(await world().as('app').commentsSince('2999-01-01T00:00:00Z')).toEqual([]);
    });

    test('more than a page of them', async () => {
      const { number } = await openPull(world(), 'talked-about-often');
      for (let at = 0; at < 101; at += 1) await world().as('writer').createComment(number, `${at}`);
      expect(await world().as('reader').comments(number)).toHaveLength(101);
      expect((await world().as('reader').edits(number, 'comments')).size).toBe(101);
    });
  });

  test('what an account may do', async () => {
    const app = world().as('app');
    const of = async (actor: 'admin' | 'writer' | 'reader' | 'stranger') => app.permissionOf(await app.account(world().login(actor)));
    expect([await of('admin'), await of('writer'), await of('reader'), await of('stranger')]).toEqual(['admin', 'write', 'read', 'none']);
    await expect(app.permissionOf({ id: 1, login: 'no-such-account-here' })).rejects.toMatchObject({ code: 'forge-not-found' });
    // A login that changed hands is not who was meant.
    const admin = await app.account(world().login('admin'));
    await expect(app.permissionOf({ ...admin, id: admin.id + 1 })).rejects.toMatchObject({ code: 'forge-conflict' });
    expect(await app.accountById(admin.id)).toEqual(admin);
    await expect(app.accountById(999_999_999)).rejects.toMatchObject({ code: 'forge-not-found' });
  });

  test('an App by its name', async () => {
    const found = await world().as('reader').app('lockflight');
    expect(found).toMatchObject({ slug: 'lockflight' });
    await expect(world().as('reader').app('no-such-app-here')).rejects.toMatchObject({ code: 'forge-not-found' });
  });
}
