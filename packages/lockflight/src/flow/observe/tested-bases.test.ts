import { expect, test } from 'vitest';
import type { Push } from '../../forge/port.ts';
import { baseBranchAt, headsAround } from './tested-bases.ts';

const T = (minutes: number): string => new Date(Date.parse('2026-11-20T12:00:00Z') + minutes * 60_000).toISOString();
const sha = (n: number): string => String(n).repeat(40);
const push = (at: number, before: number, after: number, kind: Push['kind'] = 'push'): Push => ({
  id: at,
  ref: 'refs/heads/main',
  before: sha(before),
  after: sha(after),
  kind,
  at: T(at),
});

test('the branch that a pull request was for', () => {
  const changes = [
    { at: T(10), from: 'staging', to: 'old' },
    { at: T(20), from: 'old', to: 'main' },
  ];
  expect([5, 15, 25].map((at) => baseBranchAt(changes, 'main', T(at)))).toEqual(['staging', 'old', 'main']);
  expect(baseBranchAt(changes, 'main', T(10))).toBeUndefined();
  expect(baseBranchAt([], 'main', T(1))).toBe('main');
});

test('the head that it had then', () => {
  const log = [push(0, 0, 1, 'branch-creation'), push(10, 1, 2), push(30, 2, 3)];
  expect(headsAround(log, T(5), sha(3))).toEqual([sha(1)]);
  expect(headsAround(log, T(20), sha(3))).toEqual([sha(2)]);
  // Within one second nobody can say which: both have to be in the head.
  expect(headsAround(log, T(10), sha(3))).toEqual([sha(1), sha(2)]);
  // The log begins after that: what its first push found there.
  expect(headsAround(log.slice(1), T(5), sha(3))).toEqual([sha(1)]);
  // It never moved since the log began.
  expect(headsAround([], T(5), sha(7))).toEqual([sha(7)]);
  expect(headsAround([], T(5), undefined)).toBeUndefined();
});

test('what was forced away may be what was tested; a branch that was not there is nothing', () => {
  const log = [push(0, 0, 1, 'branch-creation'), push(10, 1, 5, 'force-push'), push(40, 5, 0, 'branch-deletion')];
  expect(headsAround(log, T(15), undefined)).toEqual([sha(5), sha(1)]);
  expect(headsAround(log, T(30), undefined)).toEqual([sha(5)]);
  expect(headsAround(log, T(45), undefined)).toBeUndefined();
  expect(headsAround(log.slice(0, 1), T(-5), sha(1))).toBeUndefined();
});
