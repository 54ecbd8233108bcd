import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasCode } from '../../errors.ts';
import { EVENT_NAMES, readEvent } from './events.ts';
import { octocat, sha } from './recorded-server.fixture.ts';

const repository = { id: 7, full_name: 'acme/koomy' };
const pull = { number: 41, head: { sha: sha('a') } };
const about = { repository, sender: octocat };

describe('events are hints', () => {
  test.each([
    ['pull_request', { action: 'synchronize', pull_request: pull }, { pullRequests: [41], commit: sha('a') }],
    ['pull_request_review', { action: 'dismissed', pull_request: pull }, { pullRequests: [41], commit: sha('a') }],
    [
      'issue_comment',
      { action: 'created', issue: { number: 41, pull_request: {} }, comment: { id: 5 } },
      { pullRequests: [41], comment: 5 },
    ],
    ['issue_comment', { action: 'created', issue: { number: 3 }, comment: { id: 5 } }, { pullRequests: [], issue: 3 }],
    ['workflow_run', { action: 'completed', workflow_run: { id: 9, head_sha: sha('b') } }, { run: 9, commit: sha('b'), pullRequests: [] }],
    ['check_run', { action: 'completed', check_run: { head_sha: sha('b'), pull_requests: [pull] } }, { pullRequests: [41] }],
    ['check_suite', { action: 'completed', check_suite: { head_sha: sha('b'), pull_requests: [] } }, { commit: sha('b') }],
    ['push', { ref: 'refs/heads/été', after: sha('c') }, { ref: 'refs/heads/été', commit: sha('c') }],
    ['deployment_status', { deployment: { id: 2, environment: 'prod', sha: sha('d') } }, { deployment: 2, environment: 'prod' }],
  ])('%s', (name, payload, wanted) => {
    expect(readEvent(name, { ...about, ...payload })).toMatchObject({
      name,
      repository: { id: 7, fullName: 'acme/koomy' },
      actor: { id: 1, login: 'octocat', kind: 'user' },
      ...wanted,
    });
  });

  test('a branch that was deleted, and a ping of an organisation', () => {
    const deleted = readEvent('push', { ...about, ref: 'refs/heads/x', after: sha('0') });
    expect(deleted?.ref).toBe('refs/heads/x');
    expect(deleted?.commit).toBeUndefined();
    expect(readEvent('ping', { zen: 'x' })).toEqual({ name: 'ping', pullRequests: [] });
  });

  test('others are nothing to us', () => {
    expect(readEvent('star', {})).toBeUndefined();
    expect(readEvent('constructor', {})).toBeUndefined();
  });

  test('anything else is nonsense, with a code', () => {
    fc.assert(
      fc.property(fc.constantFrom(...EVENT_NAMES), fc.anything({ withNullPrototype: true }), (name, payload) => {
        try {
          return readEvent(name, payload)?.name === name;
        } catch (error) {
          return hasCode(error, 'forge-nonsense');
        }
      }),
    );
  });
});
