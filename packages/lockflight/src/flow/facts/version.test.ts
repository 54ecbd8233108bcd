import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openGit } from '../../git/open.ts';
import { gitIn, newRepository } from '../../git/repository.fixture.ts';
import { CONTRACT } from '../../policy/facts.fixture.ts';
import { versionOf } from './version.ts';

const FROM_PACKAGE = { ...CONTRACT, versionFrom: { kind: 'package', path: 'package.json' } } as const;
const FROM_TAG = { ...CONTRACT, versionFrom: { kind: 'tag' } } as const;

describe('versionOf', () => {
  test('reads package.json at that commit, not in the working tree', async () => {
    await using repo = await newRepository();
    const commit = await repo.commit({ 'package.json': '{ "version": "1.8.0" }' });
    await repo.commit({ 'package.json': '{ "version": "2.0.0" }' });
    expect(await versionOf(await openGit(repo.dir), FROM_PACKAGE, commit)).toBe('1.8.0');
  });

  test.each([undefined, 'no json', '[]', '{}', '{ "version": 2 }', '{ "version": "///" }', 'null'])(
    'falls back to the tree: %s',
    async (content) => {
      await using repo = await newRepository();
      const commit = await repo.commit({ a: 'a', ...(content === undefined ? {} : { 'package.json': content }) });
      expect(await versionOf(await openGit(repo.dir), FROM_PACKAGE, commit)).toBe((await repo.tree()).slice(0, 10));
    },
  );

  test('finds the highest version tag in the history, releases before pre-releases, archives never', async () => {
    await using repo = await newRepository();
    await repo.commit({ a: '1' });
    for (const tag of ['v1.9.0', 'v1.10.0-rc.2', 'v1.10.0', 'archive/main/2026-01-01/9.0.0', 'nightly']) await repo.git('tag', tag);
    const commit = await repo.commit({ a: '2' });
    await repo.commit({ a: '3' });
    await repo.git('tag', 'v2.0.0');
    expect(await versionOf(await openGit(repo.dir), FROM_TAG, commit)).toBe('v1.10.0');
  });

  test('the contract that the state itself carries, not the one in force', async () => {
    await using repo = await newRepository();
    const contract = (version: string) =>
      `lockflight: 1\nproject: p\nenvironments: { a: { kind: staging, branch: a } }\nversion: ${version}\n`;
    const of = async (text: string) => {
      const commit = await repo.commit({ 'lockflight.yaml': text });
      const named = await versionOf(await openGit(repo.dir), { ...CONTRACT, versionFrom: { kind: 'contract', is: '0.9.0' } }, commit);
      return named === (await repo.tree()).slice(0, 10) ? 'the tree' : named;
    };
    expect(await of(contract('{ is: 1.8.0 }'))).toBe('1.8.0');
    expect(await of(contract('tag'))).toBe('the tree');
    expect(await of('no contract')).toBe('the tree');
  });

  test('a contract that says nothing: the tree', async () => {
    await using repo = await newRepository();
    const commit = await repo.commit({ 'package.json': '{ "version": "1.8.0" }' });
    expect(await versionOf(await openGit(repo.dir), CONTRACT, commit)).toBe((await repo.tree()).slice(0, 10));
  });

  test('whatever the file says, the answer is safe in the name of a ref', async () => {
    await using repo = await newRepository();
    const commit = await repo.commit({ a: 'a' });
    const real = await openGit(repo.dir);
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('..', '../../heads/main', '1.0.lock', '-x', '@{', 'a b\n', '1..2', '.'),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (written) => {
        const version = await versionOf({ ...real, readFile: async () => JSON.stringify({ version: written }) }, FROM_PACKAGE, commit);
        await gitIn(repo.dir, ['check-ref-format', `refs/tags/archive/main/2026-11-20/${version}`]);
      }),
      { numRuns: 60 },
    );
  });
});
