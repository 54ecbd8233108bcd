import { describe, expect, it } from 'vitest';
import { failureFrom, lastWords } from './failure.ts';
import { nearestNames } from './nearest-names.ts';
import { redact } from './redact.ts';

describe('failureFrom', () => {
  it.each([
    ['fatal: not a git repository (or any of the parent directories): .git', false, 'not-a-repository'],
    ["fatal: detected dubious ownership in repository at '/x'", false, 'repository-not-trusted'],
    ['fatal: bad object HEAD', false, 'missing-object'],
    ['error: inflate: data stream error (incorrect header check)', false, 'missing-object'],
    ['fatal: unable to read tree 0123456789012345678901234567890123456789', false, 'missing-object'],
    ['fatal: something new', false, 'git-failed'],
    ['fatal: Authentication failed for https://x/', true, 'remote-refused'],
    ['ERROR: Repository not found.\nfatal: Could not read from remote repository.', true, 'remote-refused'],
    ['git@x: Permission denied (publickey).\nfatal: Could not read from remote repository.', true, 'remote-refused'],
    ["fatal: unable to access 'https://x/': Could not resolve host: x", true, 'remote-unreachable'],
    ['fatal: the remote end hung up unexpectedly', true, 'remote-unreachable'],
    [`fatal: remote error: upload-pack: not our ref ${'1'.repeat(40)}`, true, 'unknown-revision'],
    [`error: Server does not allow request for unadvertised object ${'1'.repeat(40)}`, true, 'git-failed'],
    ["fatal: 'origin' does not appear to be a git repository\nfatal: Could not read from remote repository.", true, 'unknown-remote'],
  ])('%s', (stderr, remote, code) => {
    expect(failureFrom(stderr, { remote, secrets: [] }).code).toBe(code);
  });

  it('passes on git’s last words, without hints, secrets or control characters', () => {
    const stderr = 'hint: try this\nfatal: https://ada:pw@forge.example/x said \u001b[31mtoken123\u0007\n';
    const words = lastWords(stderr, ['token123']);
    expect(words).toBe('fatal: https://forge.example/x said [31m***');
  });
});

it('redacts headers and user information wherever they stand', () => {
  expect(redact('> Authorization: Basic YWJj\nhttps://tok@h/p ssh://u:p@h', [])).toBe('> Authorization: Basic ***\nhttps://h/p ssh://h');
});

it('suggests the nearest names, at most three', () => {
  expect(nearestNames('mian', ['main', 'staging', 'origin/main', 'production'])).toEqual(['main']);
  expect(nearestNames('main', ['main2', 'main3', 'main4', 'main5'])).toHaveLength(3);
  expect(nearestNames('x'.repeat(300), ['main'])).toEqual([]);
});
