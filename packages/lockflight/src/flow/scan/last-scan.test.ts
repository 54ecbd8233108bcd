/** Whatever happens to a working tree, what is remembered is what a scan would say; and where nothing happens, nothing is scanned. */
import { lstatSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gitIn, newFolder, newRepository } from '../../git/repository.fixture.ts';
import { readAnswer, type ScanAnswer } from './answer.ts';
import { freshScan } from './fresh-scan.ts';
import { lastScan } from './last-scan.ts';
import { recall, remember } from './memory.ts';
import { CHANGES, type Change, CONTRACTS, happen, NAMES, put, type ScannedTree, scannedTree, TREACHEROUS } from './scanned-tree.fixture.ts';

const change: fc.Arbitrary<Change> = fc.tuple(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<Change[0]>('edit', 'sneak', 'sneakAfterAdding', 'stage') },
    { weight: 7, arbitrary: fc.constantFrom(...(Object.keys(CHANGES) as Change[0][]).filter((what) => !what.startsWith('settle'))) },
  ),
  fc.nat(6),
  fc.nat(4),
);

const fresh = async ({ repo }: ScannedTree): Promise<ScanAnswer | string> =>
  freshScan(repo.dir).then(
    ({ answer }) => answer,
    (error) => error.code,
  );
const last = async ({ repo }: ScannedTree): Promise<{ readonly said: ScanAnswer | string; readonly remembered: boolean }> =>
  lastScan(repo.dir, () => 'this one').then(
    ({ answer, remembered }) => ({ said: answer, remembered }),
    (error) => ({ said: error.code, remembered: false }),
  );

/** Not where git is told not to look at a file, after `git add -N`, with a split index, with a contract that is a link or gone. */
const mayBeTold = async ({ repo }: ScannedTree, said: ScanAnswer | string): Promise<boolean> => {
  if (typeof said === 'string') return false;
  const listed = await repo.git('ls-files', '-v', '--stage');
  const contracts = (await repo.git('ls-files', '--cached', '--others', '--exclude-standard', '--', ...CONTRACTS)).split('\n');
  if (contracts.some((file) => file !== '' && lstatSync(join(repo.dir, file), { throwIfNoEntry: false })?.isFile() !== true)) return false;
  const intended = await repo.git('diff', '--name-only', '--diff-filter=A', '--no-ext-diff');
  return !/^[a-zS]/m.test(listed) && intended === '' && (await repo.git('rev-parse', '--shared-index-path')) === '';
};

/** Gives how often the memory answered. */
const holdsAfter = async (changes: readonly Change[]): Promise<number> => {
  let hits = 0;
  await using tree = await scannedTree();
  await last(tree);
  for (const each of changes) {
    await happen(tree, each);
    const first = await last(tree);
    const scanned = await fresh(tree);
    expect(first.said, `after ${each[0]}`).toEqual(scanned);
    const second = await last(tree);
    expect(second.said).toEqual(scanned);
    if (await mayBeTold(tree, scanned)) expect([each[0], second.remembered]).toEqual([each[0], true]);
    if (second.remembered) hits += 1;
  }
  return hits;
};

test('after every change the answer is that of a scan, and without one it is remembered', async () => {
  expect(await holdsAfter(TREACHEROUS)).toBeGreaterThan(15);
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 12, maxLength: 16 }), async (changes) => void (await holdsAfter(changes))),
    { numRuns: 2, endOnFailure: true },
  );
});

const ourselves = () => 'this one';
const scanned = async (root: string): Promise<boolean> => (await lastScan(root, ourselves)).remembered;

test('a folder below the top, a worktree and another Lockflight have a memory of their own', async () => {
  await using tree = await scannedTree();
  const { dir } = tree.repo;
  expect([await scanned(join(dir, 'src')), await scanned(dir), await scanned(join(dir, 'src')), await scanned(dir)]).toEqual([
    false,
    false,
    true,
    true,
  ]);
  await tree.repo.git('worktree', 'add', '--quiet', join(tree.outside, 'other'));
  const other = join(tree.outside, 'other');
  expect([await scanned(other), await scanned(other), await scanned(dir)]).toEqual([false, true, true]);
  put(tree.repo, 'src/a.ts', 'process.env.VAR_E;\n');
  expect([await scanned(join(dir, 'src')), await scanned(other)]).toEqual([false, true]);
  expect((await lastScan(dir, () => 'another')).remembered).toBe(false);
  expect((await lastScan(dir, () => undefined)).remembered).toBe(false);
});

test('two scans at once, damage and a memory of another shape leave the answer as it is', async () => {
  await using tree = await scannedTree();
  const { dir } = tree.repo;
  const { answer } = await freshScan(dir);
  for (const each of await Promise.all([lastScan(dir, ourselves), lastScan(dir, ourselves)])) expect(each.answer).toEqual(answer);
  expect(await lastScan(dir, ourselves)).toEqual({ answer, remembered: true });
  const folder = join(dir, '.git');
  const held = recall(folder, realpathSync(dir));
  remember(folder, realpathSync(dir), { key: held?.key ?? '', answer: '{"reads":[]}' });
  expect(await lastScan(dir, ourselves)).toEqual({ answer, remembered: false });
  rmSync(join(folder, 'lockflight'), { recursive: true });
  writeFileSync(join(folder, 'lockflight'), '');
  expect([await scanned(dir), await scanned(dir)]).toEqual([false, false]);
});

test('before the first commit too; not in a bare repository or without one', async () => {
  await using folder = await newFolder();
  expect([await scanned(folder.dir), await scanned(folder.dir)]).toEqual([false, false]);
  await gitIn(folder.dir, ['init', '--quiet']);
  put(folder, 'a.ts', 'process.env.VAR_A;\n');
  expect([await scanned(folder.dir), await scanned(folder.dir)]).toEqual([false, true]);
  await using bare = await newRepository({ bare: true });
  expect([await scanned(bare.dir), await scanned(bare.dir)]).toEqual([false, false]);
});

test('what changes while a scan goes on is not remembered', async () => {
  await using tree = await scannedTree();
  const { dir } = tree.repo;
  for (const half of [0, 1]) {
    let done = false;
    const going = lastScan(dir, ourselves).finally(() => {
      done = true;
    });
    for (let at = 0; !done; at++) {
      put(tree.repo, 'src/a.ts', `process.env.${NAMES[(at + half) % NAMES.length]};\n`);
      await setTimeout(3);
    }
    await going;
    expect((await lastScan(dir, ourselves)).answer).toEqual((await freshScan(dir)).answer);
  }
  let asked = 0;
  await lastScan(dir, () => {
    asked += 1;
    return asked === 1 ? 'one' : 'another, by the time that it is done';
  });
  expect((await lastScan(dir, () => 'one')).remembered).toBe(false);
});

test('an answer with every way of reading in it can be remembered', async () => {
  const { answer } = await freshScan(join(import.meta.dirname, '../../env/scan/ways/fixtures'));
  expect(answer.reads.some(({ schema }) => schema !== undefined)).toBe(true);
  expect(readAnswer(JSON.stringify(answer))).toEqual(JSON.parse(JSON.stringify(answer)));
});
