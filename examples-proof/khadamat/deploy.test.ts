/**
 * `npm run deploy` in a repository of its own: adopted, with a recorder and a pipeline that proves what it is. Deployed is the tree that both checks passed for, by the
 * pipeline, and nothing else; a release that does not become healthy leaves the one before it.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { call, callAs } from '../../packages/lockflight/src/cli/bad-input.fixture.ts';
import { readEnvText } from '../../packages/lockflight/src/env/import/repository/values.fixture.ts';
import { KHADAMAT_FILES } from '../../packages/lockflight/src/env/khadamat.fixture.ts';
import { type AdoptedWorld, adoptedWorld } from '../../packages/lockflight/src/flow/e2e/adopted-world.fixture.ts';
import { NOW, newTokenIssuer, type TokenIssuer } from '../../packages/lockflight/src/flow/run/token-issuer.fixture.ts';
import { gitIn, newFolder } from '../../packages/lockflight/src/git/repository.fixture.ts';
import { forgeOf } from './front.fixture.ts';
import { BACKEND, type Staging, startStaging } from './staging.fixture.ts';

const PROJECT = join(BACKEND, '..');
const CI = '.github/workflows/ci.yml';

/** The example as a team would have it: a repository of its own, with the file of staging and a build on the disk of whoever deploys. */
const ownRepository = async (): Promise<Readonly<Record<string, string>>> => {
  const names = execFileSync('git', ['ls-files', '-z'], { cwd: PROJECT, encoding: 'utf8' }).split('\0').filter(Boolean);
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(PROJECT, name), 'utf8')] as const)));
};

const fileOf = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .filter(([name]) => !/^(?:PATH|NODE_(?!ENV$).*|(?:https?|no)_proxy)$/i.test(name))
    .map(([name, value]) => `${name}='${value}'\n`)
    .join('');

interface Pipeline extends AsyncDisposable {
  readonly to: string;
  /** In the clone of whoever deploys, with the build of what is checked out there. */
  readonly deploy: (claims?: Readonly<Record<string, unknown>>) => ReturnType<typeof callAs>;
  /** `stamped`: what was built before stays, in the name of what is checked out now. */
  readonly build: (how: 'whole' | 'stamped') => Promise<void>;
}

const pipelineOf = async (world: AdoptedWorld, staging: Staging, issuer: TokenIssuer): Promise<Pipeline> => {
  const folder = await newFolder();
  const clone = await world.clone('sara');
  const forge = await forgeOf(world.sim.url, issuer.origin);
  const origin = `http://127.0.0.1:${forge.port}`;
  const credentials = await gitIn(clone, ['config', '--get', `http.${world.sim.url}/.extraHeader`]);
  await gitIn(clone, ['config', `http.${origin}/.extraHeader`, credentials]);
  await gitIn(clone, ['remote', 'set-url', 'origin', `${origin}/${world.repository}.git`]);
  await writeFile(join(clone, 'backend/.env'), fileOf(staging.env));
  await symlink(join(PROJECT, 'node_modules'), join(clone, 'node_modules'));
  // Installed once for each lockfile; this one is installed already.
  const lockfile = createHash('sha256')
    .update(await readFile(join(PROJECT, 'package-lock.json')))
    .digest('hex')
    .slice(0, 16);
  const packages = join(folder.dir, 'staging/packages', lockfile);
  await mkdir(packages, { recursive: true });
  await symlink(join(PROJECT, 'node_modules'), join(packages, 'node_modules'));
  const environment = { ...machineOf(staging), ...issuer.variables, GITHUB_API_URL: world.sim.apiUrl, GITHUB_REPOSITORY: world.repository };
  return {
    to: join(folder.dir, 'staging'),
    build: async (how) => {
      const [program, ...words] = how === 'whole' ? ['npm', 'run', 'build'] : [process.execPath, 'scripts/stamp-build.ts'];
      execFileSync(program, words, { cwd: clone, env: machineOf(staging), stdio: ['ignore', 'ignore', 'inherit'] });
    },
    deploy: async (claims = {}) => {
      issuer.hands(
        await issuer.token({
          repository_id: String(await numberOf(world)),
          environment: 'staging',
          iss: `${origin}/_services/token`,
          ...claims,
        }),
      );
      return callAs(world, 'sara', ['run', 'deploy', '--env', 'staging', '--json', '--', '--to', folder.dir], {
        environment,
        now: () => NOW,
      });
    },
    [Symbol.asyncDispose]: async () => {
      await forge[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
};

/** Of its health; undefined: nobody listens. */
const answerOf = async (origin: string): Promise<number | undefined> => (await fetch(`${origin}/health`).catch(() => undefined))?.status;

const numberOf = async (world: AdoptedWorld): Promise<number> => (await world.api('sara', 'GET', '')).body.id;

/** This Node comes before any other: `node` is what the contract's commands say. */
const machineOf = ({ env }: Staging): Readonly<Record<string, string>> => {
  const machine = Object.entries(env).filter(([name]) => /^(?:NODE_(?!ENV$).*|(?:https?|no)_proxy)$/i.test(name));
  return { ...Object.fromEntries(machine), PATH: `${dirname(process.execPath)}:${process.env.PATH}` };
};

test('only the pipeline, only main, only the tree that both checks passed for', async () => {
  const files = await ownRepository();
  expect(JSON.parse(files['package.json'] ?? '').scripts.deploy).toBe('lockflight run deploy');
  await using staging = await startStaging();
  await using world = await adoptedWorld({ files, branches: [] });
  await using issuer = await newTokenIssuer();
  await using pipeline = await pipelineOf(world, staging, issuer);
  const { deploy, to } = pipeline;
  const running = async () => {
    const release = await readlink(join(to, 'current')).catch(() => undefined);
    if (release === undefined) return undefined;
    const { port, pid }: { readonly port: number; readonly pid: number } = JSON.parse(
      await readFile(join(release, 'process.json'), 'utf8'),
    );
    return { release, pid, origin: `http://127.0.0.1:${port}`, status: await answerOf(`http://127.0.0.1:${port}`) };
  };
  const refusal = async (called: ReturnType<typeof deploy>) => {
    const { exit, json, err } = await called;
    expect([exit, await running(), err]).toEqual([125, undefined, expect.not.stringContaining('password-of-staging')]);
    return json.error?.code;
  };
  try {
    // Nothing was ever deployed here: its database has no tables.
    await staging.query('drop schema public cascade; create schema public authorization khadamat');
    const first = await world.head('main');
    await pipeline.build('whole');
    // Nobody's laptop, whatever it says; no other branch, no pull request, no other environment's job.
    const laptop = callAs(world, 'sara', ['run', 'deploy', '--env', 'staging', '--json'], {
      environment: machineOf(staging),
      now: () => NOW,
    });
    expect(await refusal(laptop)).toBe('pipeline-only');
    for (const claims of [
      { ref: 'refs/heads/mine' },
      { event_name: 'pull_request_target' },
      { environment: 'production' },
      { repository_id: '1' },
    ])
      expect(await refusal(deploy(claims))).toBe('pipeline-identity-refused');
    // One check of the two is none.
    expect(await refusal(deploy())).toBe('proofs-missing');
    world.pass(first, { workflow: CI, jobs: ['check'], headBranch: 'main' });
    await world.record();
    expect(await refusal(deploy())).toBe('proofs-missing');
    world.pass(first, { workflow: CI, jobs: ['check', 'smoke'], headBranch: 'main' });
    await world.record();
    const deployed = await deploy();
    expect([deployed.exit, deployed.json?.deployment?.state, deployed.err]).toEqual([0, 'success', expect.anything()]);
    const one = await running();
    expect(one).toMatchObject({ status: 200, release: expect.stringContaining((await world.tree(first)).slice(0, 12)) });

    // Another tree has proofs of its own to bring.
    const second = await world.push('sara', 'main', { 'README.md': 'Changed\n' });
    await pipeline.build('stamped');
    expect([(await deploy()).json.error.code, await running()]).toEqual(['proofs-missing', one]);
    world.pass(second, { workflow: CI, jobs: ['check', 'smoke'], headBranch: 'main' });
    await world.record();
    // It does not start: where it would keep files is a file.
    const clone = await world.clone('sara');
    await writeFile(join(clone, 'backend/.env'), fileOf({ ...staging.env, UPLOAD_STORAGE_DIR: join(clone, 'package.json/uploads') }));
    const failed = await deploy();
    expect([failed.exit, failed.json.deployment.state, await running()]).toEqual([1, 'failure', one]);
    // Nor where its migrations cannot be replayed.
    await writeFile(
      join(clone, 'backend/.env'),
      fileOf({ ...staging.env, SHADOW_DATABASE_URL: `${staging.env.SHADOW_DATABASE_URL}_none` }),
    );
    expect([(await deploy()).exit, await running()]).toEqual([1, one]);
    // It does: the one before it goes.
    await writeFile(join(clone, 'backend/.env'), fileOf(staging.env));
    expect((await deploy()).exit).toBe(0);
    const two = await running();
    expect(two).toMatchObject({ status: 200, release: expect.stringContaining((await world.tree(second)).slice(0, 12)) });
    expect(await answerOf(one?.origin ?? '')).toBeUndefined();

    // A build of another tree, in the name of this one.
    await writeFile(join(clone, 'frontend/dist/tree.txt'), `${await world.tree(first)}\n`);
    expect([(await deploy()).exit, await running()]).toEqual([1, two]);
    await world.record();
    expect((await world.bodies('deployment')).map(({ environment, commit, result }) => [environment, commit, result])).toContainEqual([
      'staging',
      second,
      'deployed',
    ]);
  } finally {
    const last = await running();
    if (last !== undefined) process.kill(last.pid, 'SIGTERM');
  }
});

test("production's database is not seeded from a laptop that says it is local, nor unasked from anywhere", async () => {
  await using folder = await newFolder();
  const write = (name: string, text: string) => writeFile(join(folder.dir, name), text);
  await mkdir(join(folder.dir, 'backend'));
  await write('lockflight.yaml', await readFile(join(PROJECT, 'lockflight.yaml'), 'utf8'));
  await write('package.json', '{ "scripts": { "seed": "touch seeded" } }');
  await write('backend/.env.production', KHADAMAT_FILES.production);
  const seed = async (environment: Readonly<Record<string, string>>, ...words: readonly string[]) => {
    const called = await call(['run', 'seed', ...words, '--json'], {
      cwd: folder.dir,
      environment: { PATH: process.env.PATH, ...environment },
    });
    expect(await readdir(folder.dir)).not.toContain('seeded');
    expect(`${called.out}${called.err}`).not.toMatch(/CANARY/);
    const judged = called.json.judgement?.issues.map((issue: { code: string; variable: string }) => `${issue.code} ${issue.variable}`);
    return [called.exit, called.json.error?.code ?? judged];
  };
  expect(await seed({ NODE_ENV: 'development' }, '--env', 'production')).toEqual([125, ['invalid NODE_ENV']]);
  // Everything is production's own: a person has to type its name at a terminal.
  expect(await seed({}, '--env', 'production')).toEqual([125, 'command-not-confirmed']);
  // Local, with the address of production's database in its file.
  const { DATABASE_URL = '' } = readEnvText(KHADAMAT_FILES.production);
  await write('backend/.env', `${KHADAMAT_FILES.local.replace(/^DATABASE_URL=.*$/m, `DATABASE_URL=${DATABASE_URL}`)}`);
  expect(await seed({}, '--env', 'local')).toEqual([125, ['foreign-value DATABASE_URL']]);
  expect(await seed({ NODE_ENV: 'development' })).toEqual([125, ['foreign-value DATABASE_URL']]);
});
