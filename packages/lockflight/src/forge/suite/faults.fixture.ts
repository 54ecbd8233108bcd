import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { openPull } from './pull-requests.fixture.ts';
import type { TheWorld } from './world.fixture.ts';

export function faultsSuite(world: TheWorld): void {
  describe('a forge that fails', () => {
    test.each([
      [401, 'forge-unauthorized', false],
      [404, 'forge-not-found', false],
      [409, 'forge-conflict', true],
      [422, 'forge-rejected', false],
      [500, 'forge-unavailable', true],
      [502, 'forge-unavailable', true],
      [503, 'forge-unavailable', true],
    ] as const)('%i', async (status, code, retryable) => {
      world().fault({ status });
      const asked = world().as('writer').repository();
      await expect(asked).rejects.toMatchObject({ code, failure: { exit: 3, retryable } });
    });

    test('403 is a right that is missing', async () => {
      world().fault({ status: 403, body: '{"message":"Resource not accessible by integration"}' });
      await expect(world().as('app').repository()).rejects.toMatchObject({ code: 'forge-forbidden', failure: { retryable: false } });
    });

    test('429 is waited out, within reason', async () => {
      const waits: number[] = [];
      world().fault({ status: 429, retryAfter: 7, times: 1 });
      expect((await world().as('writer', { waits }).repository()).fullName).toBe(world().fullName);
      expect(waits).toEqual([7000]);
      world().fault({ status: 429, retryAfter: 3600 });
      const asked = world().as('writer').repository();
      await expect(asked).rejects.toMatchObject({ code: 'forge-rate-limited', failure: { retryable: true } });
    });

    test('a short trouble is not noticed by a reader', async () => {
      world().fault({ status: 503, times: 2 });
      expect((await world().as('reader').repository()).fullName).toBe(world().fullName);
      world().fault({ drop: true, times: 1 });
      expect(await world().as('reader').branchHead('main')).toMatch(/^[0-9a-f]{40}$/);
    });

    test.each(['<html>Sign in</html>', '{"id": 7, "full', '[]', '{}', 'null', ''])('nonsense: %s', async (body) => {
      world().fault({ body });
      for (const ask of [
        () => world().as('writer').repository(),
        () => world().as('writer').pullRequest(1),
        () => world().as('writer').viewer(),
      ]) {
        await expect(ask()).rejects.toMatchObject({ code: 'forge-nonsense', failure: { exit: 3 } });
      }
    });

    test('silence', async () => {
      world().fault({ latencyMs: 400 });
      const asked = world().as('writer', { timeoutMs: 40 }).repository();
      await expect(asked).rejects.toMatchObject({ code: 'forge-unavailable', failure: { retryable: true } });
    });

    test('a page that fails fails the list', async () => {
      for (let at = 0; at < 102; at += 1) await world().openIssue({ title: `${at}`, labels: ['interrupted'] });
      const reader = world().as('reader');
      expect(await reader.openIssues(['interrupted'])).toHaveLength(102);
      world().fault({ status: 409, skip: 1 });
      await expect(reader.openIssues(['interrupted'])).rejects.toMatchObject({ code: 'forge-conflict' });
    });

    test('a merge whose answer was lost is not sent twice, and is seen when one looks again', async () => {
      const { number, head } = await openPull(world(), 'lost-answer');
      world().fault({ method: 'PUT', drop: true, afterEffect: true, times: 1 });
      const merging = world().as('writer').mergePullRequest(number, { method: 'merge', head: head.commit });
      await expect(merging).rejects.toMatchObject({ code: 'forge-unavailable', failure: { retryable: true } });
      expect((await world().as('writer').pullRequest(number)).merged?.commit).toBe(await world().as('writer').branchHead('main'));
    });

    test('a merge that never arrived left everything as it was', async () => {
      const { number, head } = await openPull(world(), 'lost-request');
      const before = await world().as('writer').branchHead('main');
      world().fault({ method: 'PUT', status: 502 });
      const merging = world().as('writer').mergePullRequest(number, { method: 'merge', head: head.commit });
      await expect(merging).rejects.toMatchObject({ code: 'forge-unavailable' });
      expect(await world().as('writer').branchHead('main')).toBe(before);
    });

    test('no error shows a token', async () => {
      for (const status of [401, 404, 422, 500] as const) {
        world().fault({ status });
        const error: unknown = await world()
          .as('writer')
          .repository()
          .catch((thrown: unknown) => thrown);
        expect(inspect(error, { depth: 9 })).not.toMatch(world().tokenPattern);
        world().clearFaults();
      }
    });
  });
}
