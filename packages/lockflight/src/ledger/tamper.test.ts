/**
 * The tamper matrix: whatever somebody does to the ledger's branch, `ledger verify` names the entry and says what is wrong with it. A case that was not reached, or
 * a code of the chain that no case reaches, fails the test.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHAIN_CODES } from './chain-codes.ts';
import { branchOf } from './raw-commits.fixture.ts';
import { cases, commits, genuine, namedIn, replaced } from './tamper-cases.fixture.ts';

describe('the tamper matrix', () => {
  test('the genuine ledger has nothing wrong', async () => {
    expect(await namedIn(branchOf(commits))).toEqual([]);
    expect(branchOf(commits).envelopes.map(({ envelope }) => envelope)).toEqual(genuine);
  });

  test(`names the entry and the code in each of ${cases.length} cases`, async () => {
    const reached = new Map<string, number>();
    const missed: string[] = [];
    for (const { name, run, first } of cases) {
      const named = await run();
      const [found = 'nothing'] = named.filter((one) => first.test(one));
      if (found === 'nothing' || named[0] !== found) missed.push(`${name}: ${named.slice(0, 3).join(', ') || 'nothing'}, not ${first}`);
      else reached.set(found.replace(/^\d+ /, ''), (reached.get(found.replace(/^\d+ /, '')) ?? 0) + 1);
    }
    expect(missed).toEqual([]);
    const ran = [...reached.values()].reduce((sum, count) => sum + count, 0);
    const table = [...reached].sort(([a], [b]) => a.localeCompare(b)).map(([code, count]) => `${code} ${count}`);
    console.info(`tamper matrix: ${ran} of ${cases.length} cases named (${table.join(', ')})`);
    expect(ran).toBe(cases.length);
    // Lines of environments are another test's business (flow/ledger): they need a repository.
    expect(Object.keys(CHAIN_CODES).filter((code) => !reached.has(code))).toEqual(['line-unreadable']);
  });

  test('names any single byte flipped, anywhere in any commit', async () => {
    const place = fc.integer({ min: 0, max: commits.length - 1 }).chain((at) =>
      fc.record({
        at: fc.constant(at),
        offset: fc.integer({ min: 0, max: (commits[at] ?? '').length - 1 }),
        mask: fc.integer({ min: 1, max: 255 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(place, async ({ at, offset, mask }) => {
        const raw = commits[at] ?? '';
        const flipped = raw.slice(0, offset) + String.fromCharCode(raw.charCodeAt(offset) ^ mask) + raw.slice(offset + 1);
        const seqs = new Set((await namedIn(branchOf(replaced(commits, at, flipped)))).map((one) => Number(one.split(' ')[0])));
        // Without the rotation, the entries of the key that it brought in are nobody's either.
        expect(at === 5 ? [...seqs][0] : [...seqs]).toEqual(at === 5 ? 5 : [at]);
      }),
      { numRuns: 300 },
    );
  });
});
