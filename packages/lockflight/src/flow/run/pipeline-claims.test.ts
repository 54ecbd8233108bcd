import { expect, test } from 'vitest';
import { claimsOfToken, claimsOfVariables, type JobClaims, pipelineProblem, type WantedJob } from './pipeline-claims.ts';

const DEPLOY = 'koomy/koomy/.github/workflows/deploy.yml@refs/heads/main';
const claims: JobClaims = {
  repositoryId: '42',
  repository: 'koomy/koomy',
  ref: 'refs/heads/main',
  event: 'push',
  workflow: DEPLOY,
  jobWorkflow: DEPLOY,
  environment: 'Production',
};
const wanted: WantedJob = {
  repository: { id: 42, fullName: 'old/name' },
  on: 'main',
  environment: 'production',
  workflows: ['.github/workflows/deploy.yml'],
  complete: true,
  inEnvironment: false,
};
const fits = (changed: Partial<Record<keyof JobClaims, string | undefined>> = {}, asked: Partial<WantedJob> = {}): boolean => {
  const all = Object.entries({ ...claims, ...changed }).filter(([, value]) => value !== undefined);
  return pipelineProblem(Object.fromEntries(all), { ...wanted, ...asked }) === undefined;
};

test('a job of this repository, branch, workflow and environment', () => {
  expect(fits()).toBe(true);
  expect(fits({ environment: undefined, jobWorkflow: undefined })).toBe(true);
  expect(fits({ ref: 'refs/heads/other', workflow: undefined }, { on: undefined, workflows: [] })).toBe(true);
  for (const event of ['workflow_dispatch', 'schedule', 'release', 'deployment']) expect(fits({ event }), event).toBe(true);
});

test('each claim wrong in turn', () => {
  const wrong: Partial<Record<keyof JobClaims, string | undefined>>[] = [
    { repositoryId: '43' },
    { repositoryId: '042' },
    { repositoryId: undefined },
    { ref: 'refs/heads/maintenance' },
    { ref: 'refs/tags/main' },
    { ref: 'refs/pull/1/merge' },
    { ref: undefined },
    ...['pull_request', 'pull_request_target', 'issue_comment', 'workflow_run', 'fork', ''].map((event) => ({ event })),
    { event: undefined },
    { workflow: 'koomy/koomy/.github/workflows/other.yml@refs/heads/main' },
    { workflow: 'koomy/koomy/x/.github/workflows/deploy.yml@refs/heads/main' },
    { workflow: undefined },
    { jobWorkflow: 'mallory/koomy/.github/workflows/deploy.yml@refs/heads/main' },
    { environment: 'staging' },
  ];
  for (const changed of wrong) expect(fits(changed), JSON.stringify(changed)).toBe(false);
});

test('where the identity is required, a job of no environment is refused', () => {
  expect([fits({}, { inEnvironment: true }), fits({ environment: undefined }, { inEnvironment: true })]).toEqual([true, false]);
});

test('by name only where no number is known', () => {
  const byName = { repository: { fullName: 'Koomy/koomy' } };
  expect([fits({}, byName), fits({ repository: 'mallory/koomy' }, byName), fits({ repository: undefined }, byName)]).toEqual([
    true,
    false,
    false,
  ]);
});

test('variables may be unset, and are held to what they say', () => {
  const loose = { complete: false };
  expect(fits({ repositoryId: undefined, event: undefined, workflow: undefined, jobWorkflow: undefined }, loose)).toBe(true);
  expect([fits({ event: 'pull_request' }, loose), fits({ repositoryId: '43' }, loose), fits({ ref: undefined }, loose)]).toEqual([
    false,
    false,
    false,
  ]);
  expect(claimsOfVariables({ GITHUB_ACTIONS: '1' })).toBeUndefined();
  expect(claimsOfVariables({ GITHUB_ACTIONS: 'true', GITHUB_REF: 'refs/heads/main', GITHUB_EVENT_NAME: '' })).toEqual({
    ref: 'refs/heads/main',
  });
});

test('of a token only words are read, and never its subject', () => {
  expect(
    claimsOfToken({ sub: 'repo:koomy/koomy:ref:refs/heads/main', repository_id: 42, ref: ['refs/heads/main'], event_name: 'push' }),
  ).toEqual({
    event: 'push',
  });
});

test('nothing of a branch or an environment steers a terminal', () => {
  const problem = pipelineProblem({ ...claims, ref: 'refs/heads/\u001b[31m日本' }, wanted);
  expect(problem?.en).toContain('refs/heads/?[31m??');
});
