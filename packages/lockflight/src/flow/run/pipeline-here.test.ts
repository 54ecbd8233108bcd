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
commands:
  deploy: { run: "touch deployed", in: { production: { mode: pipeline, identity: claimed, on: main } } }
  proven: { run: "touch proven", in: { production: pipeline } }
procedures: { release: [deploy], whole: [proven, deploy] }
`;

test('proven by the token, claimed by variables, refused where the token says otherwise', async () => {
  await using folder = await newFolder();
  await using issuer = await newTokenIssuer();
  const cwd = join(folder.dir, 'clone');
  await mkdir(cwd);
  await gitIn(cwd, ['init', '--quiet']);
  await writeFile(join(cwd, 'lockflight.yaml'), CONTRACT);
  const deploy = async (environment: Readonly<Record<string, string>>, name = 'deploy') => {
    const ran = await call(['run', name, '--env', 'production', '--json'], {
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
  const variables = { GITHUB_ACTIONS: 'true', GITHUB_REF: 'refs/heads/main', GITHUB_EVENT_NAME: 'push' };
  expect(await deploy(variables)).toEqual([0, 'claimed']);
  // A procedure says it as its commands do: it is as sure as the least sure of them.
  expect(await deploy(variables, 'release')).toEqual([0, 'claimed']);

  // Production asks for the token, the job's environment and its branch, unless the contract says otherwise.
  expect(await deploy(variables, 'proven')).toEqual([125, 'pipeline-identity-required']);
  expect(await deploy(issuer.variables, 'proven')).toEqual([125, 'pipeline-identity-refused']);
  for (const claims of [{ environment: 'staging' }, { environment: 'production', ref: 'refs/heads/mine' }]) {
    issuer.hands(await issuer.token(claims));
    expect(await deploy(issuer.variables, 'proven')).toEqual([125, 'pipeline-identity-refused']);
  }
  expect(await readdir(cwd)).not.toContain('proven');
  issuer.hands(await issuer.token({ environment: 'Production' }));
  expect(await deploy(issuer.variables, 'proven')).toEqual([0, 'proven']);
  expect(await deploy(issuer.variables, 'whole')).toEqual([0, 'proven']);
  expect(await deploy(variables, 'whole')).toEqual([125, 'pipeline-identity-required']);
});
