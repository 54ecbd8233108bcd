import { describe, expect, test } from 'vitest';
import { openPull } from './pull-requests.fixture.ts';
import type { TheWorld } from './world.fixture.ts';

export function issuesSuite(world: TheWorld): void {
  describe('open issues', () => {
    const numbers = async (...labels: string[]) => (await world().as('reader').openIssues(labels)).map(({ number }) => number);

    test('with any of the labels, each once', async () => {
      const one = await world().openIssue({ title: 'Été', labels: ['blocker'] });
      const two = await world().openIssue({ title: 'b', labels: ['severe', 'blocker'] });
      const done = await world().openIssue({ title: 'c', labels: ['blocker'] });
      await world().closeIssue(done);
      expect(await numbers('blocker', 'severe')).toEqual([one, two]);
      expect(await numbers('severe')).toEqual([two]);
      expect(await numbers('unheard-of')).toEqual([]);
      const [issue] = await world().as('reader').openIssues(['blocker']);
      expect(issue).toMatchObject({ number: one, title: 'Été', labels: ['blocker'] });
    });

    test('a pull request is none', async () => {
      const { number } = await openPull(world(), 'not-an-issue');
      expect(await numbers()).not.toContain(number);
    });

    test('more than a page of them', async () => {
      for (let at = 0; at < 102; at += 1) await world().openIssue({ title: `${at}`, labels: ['many'] });
      expect(await numbers('many')).toHaveLength(102);
    });
  });
}
