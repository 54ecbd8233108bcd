import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasCode } from '../../errors.ts';
import { accountIn } from './account.ts';
import { Answer } from './answer.ts';
import { classicIn } from './classic-protection.ts';
import { pullRequestIn } from './pull-requests.ts';
import { octocat, pullJson, repositoryJson } from './recorded-server.fixture.ts';
import { repositoryIn } from './repository.ts';

const read = (value: unknown): Answer => new Answer('GET /x', value);

/** `value` with one of its parts, at any depth, replaced. */
function damaged(value: unknown, replacement: unknown, pick: number): unknown {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return replacement;
  const keys = Object.keys(value);
  const key = keys[pick % keys.length] ?? '';
  const inner = (value as Record<string, unknown>)[key];
  return { ...value, [key]: pick % 3 === 0 ? replacement : damaged(inner, replacement, Math.floor(pick / 3)) };
}

describe('whatever comes: a fact or nonsense, and never another error', () => {
  test.each([
    ['a pull request', pullJson, pullRequestIn],
    ['a repository', repositoryJson, repositoryIn],
    ['an account', octocat, accountIn],
    ['a protection', { enforce_admins: { enabled: true }, required_status_checks: { strict: true, checks: [] } }, classicIn],
  ] as const)('%s', (_name, valid, map: (answer: Answer) => unknown) => {
    expect(map(read(valid))).toBeTypeOf('object');
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.bigInt(), fc.constant(undefined)), fc.nat(), (replacement, pick) => {
        try {
          map(read(damaged(valid, replacement, pick)));
        } catch (error) {
          expect(hasCode(error, 'forge-nonsense')).toBe(true);
        }
      }),
    );
  });
});

describe('fields', () => {
  test('a name that everything inherits is not there', () => {
    expect(read({}).optional('constructor')).toBeUndefined();
    expect(() => read({ state: 'toString' }).at('state').oneOf({ open: 1 })).toThrow(expect.objectContaining({ code: 'forge-nonsense' }));
  });

  test.each([
    ['2026-11-20T14:02:00Z', '2026-11-20T14:02:00.000Z'],
    ['2026-11-20T14:02:00.5+01:00', '2026-11-20T13:02:00.500Z'],
    ['2026-11-20', undefined],
    ['2026-13-40T14:02:00Z', undefined],
    [1763647320, undefined],
  ])('the time %s', (given, expected) => {
    if (expected === undefined) expect(() => read(given).time()).toThrow(expect.objectContaining({ code: 'forge-nonsense' }));
    else expect(read(given).time()).toBe(expected);
  });

  test.each(['javascript:alert(1)', 'https://x/\u001b', '/relative', ''])('%s is no web address', (given) => {
    expect(() => read(given).url()).toThrow(expect.objectContaining({ code: 'forge-nonsense' }));
  });
});
