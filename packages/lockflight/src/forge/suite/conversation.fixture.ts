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
    });
  });

  test('what an account may do', async () => {
    const app = world().as('app');
    expect(await app.permissionOf(world().login('admin'))).toBe('admin');
    expect(await app.permissionOf(world().login('writer'))).toBe('write');
    expect(await app.permissionOf(world().login('reader'))).toBe('read');
    expect(await app.permissionOf(world().login('stranger'))).toBe('none');
    await expect(app.permissionOf('no-such-account-here')).rejects.toMatchObject({ code: 'forge-not-found' });
  });

  test('an App by its name', async () => {
    const found = await world().as('reader').app('lockflight');
    expect(found).toMatchObject({ slug: 'lockflight' });
    await expect(world().as('reader').app('no-such-app-here')).rejects.toMatchObject({ code: 'forge-not-found' });
  });
}
