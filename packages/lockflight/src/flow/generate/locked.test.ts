import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newFolder } from '../../git/repository.fixture.ts';
import { ownVersion } from '../../own-package.ts';
import { checkContract } from '../check.ts';
import { contractIn } from '../environment/contract-here.ts';
import { generate } from './generate.ts';
import { lockedHere } from './locked.ts';

const DIGEST = `sha512-${Buffer.alloc(64, 7).toString('base64')}`;
const npm = (entry: object) => JSON.stringify({ lockfileVersion: 3, packages: { '': {}, 'node_modules/lockflight': entry } });

test('npm and pnpm are understood; what is not as they write it is not there', async () => {
  await using folder = await newFolder();
  const locked = async (file: string, text: string) => {
    await writeFile(join(folder.dir, file), text);
    return lockedHere(folder.dir);
  };
  expect(await lockedHere(folder.dir)).toBeUndefined();
  const pnpm = `packages:\n\n  'lockflight@2.0.0':\n    resolution: {integrity: ${DIGEST}}\n    engines: {node: '>=22.18'}\n`;
  expect(await locked('pnpm-lock.yaml', pnpm)).toEqual({ file: 'pnpm-lock.yaml', version: '2.0.0', integrity: DIGEST });
  expect(await locked('pnpm-lock.yaml', pnpm.replace("'lockflight@2.0.0'", 'lockflight@2.0.0'))).toMatchObject({ version: '2.0.0' });
  expect(await locked('pnpm-lock.yaml', pnpm.replace('lockflight@', 'not-lockflight@'))).toBeUndefined();
  const file = 'package-lock.json';
  expect(await locked(file, npm({ version: '1.0.0', integrity: `sha1-x ${DIGEST}` }))).toEqual({
    file,
    version: '1.0.0',
    integrity: DIGEST,
  });
  expect(await locked(file, npm({ version: '1.0.0', integrity: 'sha1-x' }))).toEqual({ file, version: '1.0.0' });
  for (const text of ['{', 'null', '[]', '{"packages":null}', npm({ resolved: 'packages/lockflight', link: true })])
    expect(await locked(file, text)).toBeUndefined();
});

test('a lockfile that leads out of the folder is not read', async () => {
  await using folder = await newFolder();
  await using elsewhere = await newFolder();
  await writeFile(join(elsewhere.dir, 'lock'), npm({ version: '1.0.0', integrity: DIGEST }));
  await symlink(join(elsewhere.dir, 'lock'), join(folder.dir, 'package-lock.json'));
  await expect(lockedHere(folder.dir)).rejects.toMatchObject({ code: 'generated-file-outside' });
});

test("the recorder's workflow is not written before it is known what it runs; the others are", async () => {
  await using folder = await newFolder();
  const yaml = (recorder: string) =>
    `lockflight: 1\nproject: p\nenvironments: { a: { kind: staging } }\ngenerate: { reference: A.md, recorder: ${recorder} }\n`;
  const states = async (recorder: string): Promise<readonly string[]> => {
    await writeFile(join(folder.dir, 'lockflight.yaml'), yaml(recorder));
    const files = await generate({ contract: await contractIn(folder.dir), directory: folder.dir, check: false, force: true });
    return files.map(({ state }) => state);
  };
  const codes = async () => (await checkContract(folder.dir)).diagnostics.map(({ code }) => code);
  expect(await states('{}')).toEqual(['written', 'withheld', 'written']);
  expect(await codes()).toEqual(['recorder-unverified']);
  await writeFile(join(folder.dir, 'package-lock.json'), npm({ version: '0.0.1', integrity: DIGEST }));
  expect(await states('{}')).toEqual(['current', 'withheld', 'current']);
  await writeFile(join(folder.dir, 'package-lock.json'), npm({ version: ownVersion(), integrity: DIGEST }));
  expect(await states('{}')).toEqual(['current', 'written', 'current']);
  expect(await codes()).toEqual([]);
  // Another word on it: what stands there is told, and not taken for good.
  expect(await states(`{ integrity: sha512-${'A'.repeat(86)}== }`)).toEqual(['current', 'withheld', 'current']);
  expect(await codes()).toEqual(['recorder-unverified']);
});
