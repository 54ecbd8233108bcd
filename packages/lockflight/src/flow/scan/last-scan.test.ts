/** Whatever happens to a working tree, what is remembered is what a scan would say; and where nothing happens, nothing is scanned. */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScanAnswer } from './answer.ts';
import { freshScan } from './fresh-scan.ts';
import { lastScan } from './last-scan.ts';
import { CHANGES, type Change, CONTRACTS, happen, type ScannedTree, scannedTree } from './scanned-tree.fixture.ts';

const change: fc.Arbitrary<Change> = fc.tuple(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<Change[0]>('edit', 'sneak', 'sneakAfterAdding', 'stage') },
    { weight: 7, arbitrary: fc.constantFrom(...(Object.keys(CHANGES) as Change[0][])) },
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

test('after every change the answer is that of a scan, and without one it is remembered', async () => {
  let hits = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 12, maxLength: 16 }), async (changes) => {
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
    }),
    { numRuns: 4, endOnFailure: true },
  );
  expect(hits).toBeGreaterThan(0);
});
