/** A clone with a remote, a runner and an issuer: what the command line answers. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { call } from '../../cli/bad-input.fixture.ts';
import { run as schema } from '../../cli/json/run.ts';
import { gitIn, newFolder } from '../../git/repository.fixture.ts';
import { NOW, newTokenIssuer } from './token-issuer.fixture.ts';

const CONTRACT = `
lockflight: 1
project: shop
environments: { local: { kind: development }, production: { kind: production, branch: main } }
commands: { deploy: { run: "touch deployed", in: { production: { mode: pipeline, on: main } } } }
`;

test('proven by the token, claimed by variables, refused where the token says otherwise', async () => {
  await using folder = await newFolder();
  await using issuer = await newTokenIssuer();
  const cwd = join(folder.dir, 'clone');
  await mkdir(cwd);
  await gitIn(cwd, ['init', '--quiet']);
  await writeFile(join(cwd, 'lockflight.yaml'), CONTRACT);
  const deploy = async (environment: Readonly<Record<string, string>>) => {
    const ran = await call(['run', 'deploy', '--env', 'production', '--json'], {
      cwd,
      environment: { PATH: process.env.PATH, ...environment },
      now: () => NOW,
    });
    if (ran.json.error === undefined) expect(schema.parse(ran.json)).toEqual(ran.json);
    return [ran.exit, ran.json.error?.code ?? ran.json.pipeline];
  };
  issuer.hands(await issuer.token());
  expect(await deploy(issuer.variables)).toEqual([125, 'pipeline-identity-unavailable']);
  await gitIn(cwd, ['remote', 'add', 'origin', `${issuer.origin}/koomy/koomy.git`]);
  expect(await deploy({})).toEqual([125, 'pipeline-only']);
  issuer.hands(await issuer.token({ repository: 'mallory/koomy' }));
  // Whatever the variables say.
  expect(await deploy({ ...issuer.variables, GITHUB_REPOSITORY: 'koomy/koomy', GITHUB_REF: 'refs/heads/main' })).toEqual([
    125,
    'pipeline-identity-refused',
  ]);
  expect(await readdir(cwd)).not.toContain('deployed');
  issuer.hands(await issuer.token());
  expect(await deploy(issuer.variables)).toEqual([0, 'proven']);
  expect(await readdir(cwd)).toContain('deployed');
  expect(await deploy({ GITHUB_ACTIONS: 'true', GITHUB_REF: 'refs/heads/main', GITHUB_EVENT_NAME: 'push' })).toEqual([0, 'claimed']);
});
