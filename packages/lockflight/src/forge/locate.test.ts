import { describe, expect, test } from 'vitest';
import { locateForge, tokenFrom } from './locate.ts';

const GITHUB = { apiUrl: 'https://api.github.com', fullName: 'acme/koomy', origin: 'https://github.com' };
const SERVER = { apiUrl: 'https://git.acme.test/api/v3', fullName: 'acme/koomy', origin: 'https://git.acme.test' };

describe('the remote says it', () => {
  test.each([
    ['https://github.com/acme/koomy.git', GITHUB],
    ['https://github.com/acme/koomy/', GITHUB],
    ['http://github.com/acme/koomy', GITHUB],
    ['https://x-access-token:s3cret@github.com/acme/koomy.git', GITHUB],
    ['git@github.com:acme/koomy.git', GITHUB],
    ['github.com:acme/koomy', GITHUB],
    ['ssh://git@ssh.github.com:443/acme/koomy.git', GITHUB],
    ['git@git.acme.test:acme/koomy.git', SERVER],
    ['git@git.acme.test:/acme/koomy.git', SERVER],
    ['ssh://git@git.acme.test:2222/acme/koomy.git', SERVER],
    ['https://git.acme.test/acme/koomy', SERVER],
    ['https://acme.ghe.com/acme/koomy', { apiUrl: 'https://api.acme.ghe.com', fullName: 'acme/koomy', origin: 'https://acme.ghe.com' }],
    [
      'http://127.0.0.1:4321/acme/koomy.git',
      { apiUrl: 'http://127.0.0.1:4321/api/v3', fullName: 'acme/koomy', origin: 'http://127.0.0.1:4321' },
    ],
  ])('%s', (remote, expected) => {
    expect(locateForge(remote, {})).toEqual(expected);
  });

  test.each([
    undefined,
    '',
    '/srv/git/koomy.git',
    '../koomy',
    'C:\\work\\koomy',
    'file:///srv/git/koomy.git',
    'http://git.acme.test/acme/koomy.git',
    'git://git.acme.test/acme/koomy.git',
    'https://github.com/koomy',
    'https://github.com/acme/team/koomy',
    'https://github.com/acme/..',
    'https://github.com/acme/%zz',
  ])('%s is no forge', (remote) => {
    expect(() => locateForge(remote, {})).toThrow(expect.objectContaining({ code: 'no-forge' }));
  });

  test('credentials of a remote are never shown', () => {
    for (const remote of [
      'http://user:hunter2@git.acme.test/acme/koomy',
      'ftp://user:hunter2@x/a/b',
      'https://user:hunter2@github.com/nothing',
    ]) {
      expect(() => locateForge(remote, {})).not.toThrow(/hunter2/);
      expect(() => locateForge(remote, {})).toThrow();
    }
  });
});

describe('the environment comes first', () => {
  test('both variables, and the remote is not read', () => {
    expect(locateForge('/srv/git/koomy.git', { GITHUB_REPOSITORY: 'acme/koomy', GITHUB_API_URL: 'https://git.acme.test/api/v3/' })).toEqual(
      SERVER,
    );
  });

  test('a name alone keeps the host of the remote', () => {
    expect(locateForge('git@git.acme.test:old/name', { GITHUB_REPOSITORY: 'acme/koomy' })).toEqual(SERVER);
    expect(locateForge(undefined, { GITHUB_REPOSITORY: 'acme/koomy' })).toEqual(GITHUB);
  });

  test.each(['http://git.acme.test/api/v3', 'https://me:hunter2@git.acme.test', 'nonsense'])(
    '%s is refused as an API',
    (GITHUB_API_URL) => {
      expect(() => locateForge('git@github.com:acme/koomy', { GITHUB_API_URL })).toThrow(expect.objectContaining({ code: 'no-forge' }));
    },
  );

  test.each(['koomy', 'acme/koomy/x', 'acme/../koomy', ' / '])('"%s" is no name', (GITHUB_REPOSITORY) => {
    expect(() => locateForge(undefined, { GITHUB_REPOSITORY })).toThrow(expect.objectContaining({ code: 'no-forge' }));
  });
});

test('the token: GITHUB_TOKEN, then GH_TOKEN, else none', () => {
  expect(tokenFrom({ GITHUB_TOKEN: ' one\n', GH_TOKEN: 'two' })).toBe('one');
  expect(tokenFrom({ GITHUB_TOKEN: '', GH_TOKEN: 'two' })).toBe('two');
  expect(() => tokenFrom({})).toThrow(expect.objectContaining({ code: 'no-token' }));
});
