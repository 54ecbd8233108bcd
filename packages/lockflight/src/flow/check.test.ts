import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { gitIn, newFolder, newRepository } from '../git/repository.fixture.ts';
import { checkContract } from './check.ts';
import { contractIn } from './environment/contract-here.ts';
import { readContractFile } from './read-contract-file.ts';

const CONTRACT = `lockflight: 1
project: p
environments:
  staging: { kind: staging, branch: staging }
  production: { kind: production, branch: main }
`;

const codeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return 'none';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'other';
  }
};

describe('the contract on disk', () => {
  test('is read whole, its name as the user would write it', async () => {
    await using folder = await newFolder();
    await writeFile(join(folder.dir, 'lockflight.yaml'), CONTRACT);
    expect(await readContractFile(folder.dir)).toEqual({ file: 'lockflight.yaml', text: CONTRACT });
    await mkdir(join(folder.dir, 'x'));
    await writeFile(join(folder.dir, 'x/other.yaml'), CONTRACT);
    expect((await readContractFile(folder.dir, join(folder.dir, 'x/other.yaml'))).file).toBe(join('x', 'other.yaml'));
  });

  test('may be missing', async () => {
    await using folder = await newFolder();
    expect(await codeOf(readContractFile(folder.dir))).toBe('contract-missing');
    expect(await codeOf(readContractFile(join(folder.dir, 'nowhere')))).toBe('contract-missing');
  });

  test('may be no file, a dangling link, or too large', async () => {
    await using folder = await newFolder();
    await mkdir(join(folder.dir, 'lockflight.yaml'));
    expect(await codeOf(readContractFile(folder.dir))).toBe('contract-unreadable');
    await symlink(join(folder.dir, 'gone'), join(folder.dir, 'link.yaml'));
    expect(await codeOf(readContractFile(folder.dir, 'link.yaml'))).toBe('contract-missing');
    await writeFile(join(folder.dir, 'large.yaml'), '#'.repeat(300_000));
    expect(await codeOf(readContractFile(folder.dir, 'large.yaml'))).toBe('contract-unreadable');
  });

  test('a link that leads out of the folder, or of the repository around it, is not read', async () => {
    await using folder = await newFolder();
    await mkdir(join(folder.dir, 'inside/sub'), { recursive: true });
    await writeFile(join(folder.dir, 'private'), 'root:secret\n');
    const [top, sub] = [join(folder.dir, 'inside'), join(folder.dir, 'inside/sub')];
    await symlink(join(folder.dir, 'private'), join(sub, 'lockflight.yaml'));
    expect(await codeOf(readContractFile(sub))).toBe('contract-unreadable');
    await writeFile(join(top, 'shared.yaml'), CONTRACT);
    await symlink('../shared.yaml', join(sub, 'other.yaml'));
    expect(await codeOf(readContractFile(sub, 'other.yaml'))).toBe('contract-unreadable');
    await gitIn(top, ['init', '--quiet']);
    expect(await codeOf(readContractFile(sub))).toBe('contract-unreadable');
    expect((await readContractFile(sub, 'other.yaml')).text).toBe(CONTRACT);
    await symlink(folder.dir, join(top, 'out'));
    expect(await codeOf(readContractFile(top, 'out/private'))).toBe('contract-unreadable');
  });

  test('bytes that are no text, and a byte order mark, reach the reader and are refused there', async () => {
    await using folder = await newFolder();
    await writeFile(join(folder.dir, 'lockflight.yaml'), Buffer.from([0x61, 0xff, 0xfe]));
    expect((await checkContract(folder.dir)).diagnostics.map((d) => d.code)).toEqual(['invalid-encoding']);
    await writeFile(join(folder.dir, 'lockflight.yaml'), `\uFEFF${CONTRACT}`);
    expect((await checkContract(folder.dir)).diagnostics.map((d) => d.code)).toEqual(['invalid-encoding']);
  });

  test('may be out of reach', async () => {
    await using folder = await newFolder();
    await symlink(join(folder.dir, 'lockflight.yaml'), join(folder.dir, 'lockflight.yaml'));
    expect(await codeOf(readContractFile(folder.dir))).toBe('contract-unreadable');
  });
});

test('a default that its own type refuses is an error, wherever only the readers of values can tell', async () => {
  await using folder = await newFolder();
  const variables = 'variables:\n  A: { type: uuid, default: nope }\n  B: { type: integer, example: many }\n';
  await writeFile(join(folder.dir, 'lockflight.yaml'), CONTRACT + variables);
  const { contract, diagnostics } = await checkContract(folder.dir);
  expect(contract).toBeUndefined();
  expect(diagnostics.map((d) => [d.severity, d.code, d.at.line])).toEqual([
    ['error', 'breaks-own-rule', 7],
    ['warning', 'breaks-own-rule', 8],
  ]);
  expect(await codeOf(contractIn(folder.dir))).toBe('contract-invalid');
});

describe('the branches that it names', () => {
  test('outside of a repository nothing is said of them', async () => {
    await using folder = await newFolder();
    await writeFile(join(folder.dir, 'lockflight.yaml'), CONTRACT);
    expect((await checkContract(folder.dir)).diagnostics).toEqual([]);
  });

  test('one that is neither here nor at a remote is a warning at its environment', async () => {
    await using repo = await newRepository({ branch: 'main' });
    await writeFile(join(repo.dir, 'lockflight.yaml'), CONTRACT);
    await gitIn(repo.dir, ['add', '.']);
    await gitIn(repo.dir, ['commit', '-q', '-m', 'A contract']);
    const { diagnostics, contract } = await checkContract(repo.dir);
    expect(contract).toBeDefined();
    expect(diagnostics.map((d) => [d.severity, d.code, d.at.line])).toEqual([['warning', 'branch-not-found', 4]]);
    await gitIn(repo.dir, ['update-ref', 'refs/remotes/origin/staging', 'HEAD']);
    expect((await checkContract(repo.dir)).diagnostics).toEqual([]);
  });

  test('further down in a repository nothing is said of them', async () => {
    await using repo = await newRepository({ branch: 'main' });
    await mkdir(join(repo.dir, 'examples'));
    await writeFile(join(repo.dir, 'examples/lockflight.yaml'), CONTRACT);
    await gitIn(repo.dir, ['add', '.']);
    await gitIn(repo.dir, ['commit', '-q', '-m', 'An example']);
    expect((await checkContract(join(repo.dir, 'examples'))).diagnostics).toEqual([]);
  });
});
