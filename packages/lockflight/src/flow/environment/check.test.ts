import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contract, environment, LOCAL, PRODUCTION, STAGING, variable } from '../../env/contract.fixture.ts';
import { type EnvCheckRequest, envCheck } from './check.ts';
import { baseFilesOf, layersOf } from './layers.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lockflight-env-flow-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = async (files: Readonly<Record<string, string>>) => {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
};

/** Each environment says by `is` which value it wants to see, so that the one that won is known by its silence. */
const wants = (value: string) =>
  contract(
    [
      variable('V', 'string', { all: { need: 'optional', matches: `^${value}$` } }),
      variable('TOKEN', 'string', { secret: true, all: { need: 'optional' } }),
    ],
    {
      environments: [LOCAL, { ...STAGING, files: ['.env'] }, { ...PRODUCTION, files: ['.env', '.env.production'] }],
    },
  );

const check = async (made: ReturnType<typeof contract>, request: Partial<EnvCheckRequest> = {}) => {
  const answer = await envCheck({
    contract: made,
    contractDirectory: folder,
    directory: folder,
    files: [],
    all: false,
    strict: false,
    process: {},
    ...request,
  });
  return answer.judgements.map((j) => [j.environment, ...j.issues.map((i) => `${i.code} ${i.variable} ${i.source ?? 'process'}`)]);
};

describe('the order of files', () => {
  const layers = ['.env', '.env.local', '.env.dev', '.env.dev.local'];

  test.each(layers.map((_, i) => i))('layer %i goes before those under it', async (upTo) => {
    await write(Object.fromEntries(layers.slice(0, upTo + 1).map((name, i) => [name, `V=v${i}\n`])));
    expect(await check(wants(`v${upTo}`))).toEqual([['local']]);
    expect(await check(wants('other'))).toEqual([['local', `invalid V ${layers[upTo]}`]]);
  });

  test('the process goes before all of them', async () => {
    await write({ '.env': 'V=a\n', '.env.dev.local': 'V=b\n' });
    expect(await check(wants('c'), { process: { V: 'c' } })).toEqual([['local']]);
  });

  test('one person’s .env.local is for development only', async () => {
    await write({ '.env': 'V=a\n', '.env.local': 'V=b\n' });
    expect(await check(wants('a'), { named: 'staging' })).toEqual([['staging']]);
  });

  test('layers and base files', () => {
    expect(layersOf(environment('qa', 'staging', { files: ['backend/.env', 'other.env'] }))).toEqual([
      'backend/.env',
      'backend/.env.qa',
      'backend/.env.qa.local',
      'other.env',
    ]);
    expect(layersOf({ ...PRODUCTION, files: ['backend/.env.production'] })).toEqual([
      'backend/.env.production',
      'backend/.env.production.local',
    ]);
    expect(baseFilesOf(contract([], { environments: [PRODUCTION] }))).toEqual(['.env']);
  });
});

describe('which environment', () => {
  test('the base file may say it, .env.ENVIRONMENT never', async () => {
    await write({ '.env': 'APP_ENV=staging\nV=a\n', '.env.production': 'APP_ENV=production\n' });
    expect(await check(wants('a'))).toEqual([['staging']]);
    await write({ '.env': 'V=a\n' });
    expect(await check(wants('a'))).toEqual([['local']]);
  });

  test('a given file is all that is judged; the process may still say where it is', async () => {
    await write({ 'x.txt': 'V=a\n' });
    expect(await check(wants('a'), { files: ['x.txt'], process: { V: 'b', APP_ENV: 'staging' } })).toEqual([['staging']]);
    expect(await check(wants('a'), { files: ['staging=x.txt'], process: { APP_ENV: 'local' } })).toEqual([['staging']]);
  });

  test('a later file goes before an earlier one', async () => {
    await write({ a: 'V=a\n', b: 'V=b\n' });
    expect(await check(wants('b'), { named: 'local', files: ['a', 'b'] })).toEqual([['local']]);
  });
});

describe('all at once', () => {
  test('a file belongs to whom the call, its name or its selector says', async () => {
    await write({ one: 'V=a\n', '.env.staging': 'V=a\n', three: 'APP_ENV=production\nV=b\n' });
    expect(await check(wants('a'), { all: true, files: ['local=one', '.env.staging', 'three'] })).toEqual([
      ['local'],
      ['staging'],
      ['production', 'invalid V three'],
    ]);
    await write({ nobody: 'V=a\n' });
    await expect(check(wants('a'), { all: true, files: ['nobody'] })).rejects.toMatchObject({ code: 'env-file-of-nobody' });
  });

  test('own files: a shared .env is judged once, by the one that it is for', async () => {
    await write({ '.env': 'V=a\nTOKEN=same\n', '.env.production': 'V=a\nTOKEN=same\n' });
    expect(await check(wants('a'), { all: true })).toEqual([['local'], ['production', 'not-distinct TOKEN .env.production']]);
  });
});
