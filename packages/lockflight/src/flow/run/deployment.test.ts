import { expect, test } from 'vitest';
import { LockflightError } from '../../errors.ts';
import type { Deployment, Forge } from '../../forge/port.ts';
import { beginDeployment, type DeploymentDraft, endDeployment, isOnItsWay, runUrl } from './deployment.ts';

type State = Deployment['statuses'][number]['state'];

const COMMIT = 'a'.repeat(40);
const AT = '2026-11-20T12:00:00Z';
const DRAFT: DeploymentDraft = {
  command: 'deploy',
  environment: { name: 'live', kind: 'production' } as DeploymentDraft['environment'],
  commit: COMMIT,
  url: 'https://forge.example/o/r/actions/runs/7',
};

const made = (id: number, ...states: readonly State[]): Deployment => ({
  id,
  environment: 'live',
  commit: COMMIT,
  ref: COMMIT,
  createdAt: AT,
  statuses: states.map((state) => ({ state, at: AT })),
});

const refusal = (code: string, retryable: boolean): LockflightError =>
  new LockflightError({ code, exit: 3, message: { en: code, fr: code }, hint: { en: code, fr: code }, retryable });

/** A forge with these deployments, which fails as told and keeps what it was asked to write. */
const forgeWith = (known: readonly Deployment[], ...failures: readonly LockflightError[]) => {
  const left = [...failures];
  const written: unknown[] = [];
  const forge: Pick<Forge, 'deployments' | 'createDeployment' | 'setDeploymentStatus'> = {
    deployments: async (environment, { commit } = {}) => known.filter((d) => d.environment === environment && d.commit === commit),
    createDeployment: async (draft) => {
      written.push(draft);
      return { id: 100 };
    },
    setDeploymentStatus: async (id, state, more) => {
      const failure = left.shift();
      if (failure !== undefined) throw failure;
      written.push([id, state, more?.url]);
    },
  };
  const slept: number[] = [];
  const sleep = async (milliseconds: number): Promise<void> => {
    slept.push(milliseconds);
  };
  return { forge, written, slept, sleep };
};

test('what has no end yet is on its way', () => {
  const ways: readonly (readonly State[])[] = [[], ['queued'], ['pending'], ['queued', 'in_progress']];
  expect(ways.map((states) => isOnItsWay(made(1, ...states)))).toEqual([true, true, true, true]);
  const ends: readonly (readonly State[])[] = [['success'], ['failure'], ['error'], ['in_progress', 'inactive']];
  expect(ends.map((states) => isOnItsWay(made(1, ...states)))).toEqual([false, false, false, false]);
});

test('a deployment of this commit is made, as production where the contract says so', async () => {
  const other = { ...made(9, 'in_progress'), commit: 'b'.repeat(40) };
  const { forge, written } = forgeWith([other, made(1, 'success'), made(2, 'failure')]);
  expect(await beginDeployment(forge, DRAFT)).toBe(100);
  expect(written).toEqual([
    { environment: 'live', commit: COMMIT, description: 'lockflight run deploy', production: true },
    [100, 'in_progress', DRAFT.url],
  ]);
});

test('one that is on its way is taken over, the newest, and not told twice that it is in progress', async () => {
  const queued = forgeWith([made(1, 'in_progress'), made(2, 'queued'), made(3, 'success')]);
  expect([await beginDeployment(queued.forge, DRAFT), queued.written]).toEqual([2, [[2, 'in_progress', DRAFT.url]]]);
  const running = forgeWith([made(4, 'queued', 'in_progress')]);
  expect([await beginDeployment(running.forge, DRAFT), running.written]).toEqual([4, []]);
});

test('its end is success or failure, by the exit code, and a signal is a failure', async () => {
  const world = forgeWith([]);
  const ends = [0, 1, 128 + 15].map((exit) => endDeployment(world, 5, exit, DRAFT));
  expect((await Promise.all(ends)).map(({ state }) => state)).toEqual(['success', 'failure', 'failure']);
  expect(world.written).toEqual([
    [5, 'success', DRAFT.url],
    [5, 'failure', DRAFT.url],
    [5, 'failure', DRAFT.url],
  ]);
});

test('a forge that is away is asked again; one that refuses is not; neither throws', async () => {
  const [away, refused] = [refusal('forge-unavailable', true), refusal('forge-forbidden', false)];
  const back = forgeWith([], away, away);
  expect(await endDeployment(back, 5, 0, DRAFT)).toEqual({ id: 5, state: 'success' });
  expect([back.slept.length, back.written.length]).toEqual([2, 1]);
  const gone = forgeWith([], away, away, away);
  expect(await endDeployment(gone, 5, 0, DRAFT)).toEqual({ id: 5, state: 'success', unsaid: 'forge-unavailable' });
  const no = forgeWith([], refused);
  expect(await endDeployment(no, 5, 3, DRAFT)).toEqual({ id: 5, state: 'failure', unsaid: 'forge-forbidden' });
  expect(no.slept).toEqual([]);
});

test("a link to the job's output, where the variables make one", () => {
  const url = (server: string | undefined, run: string | undefined) =>
    runUrl({ GITHUB_SERVER_URL: server, GITHUB_RUN_ID: run }, 'koomy/koomy');
  expect(url('https://github.com', '42')).toBe('https://github.com/koomy/koomy/actions/runs/42');
  expect([url(undefined, '42'), url('https://github.com', undefined), url('https://github.com', '4/2'), url('javascript:x', '42')]).toEqual(
    [undefined, undefined, undefined, undefined],
  );
});
