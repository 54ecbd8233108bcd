import { describe, expect, test } from 'vitest';
import { openGit } from '../../git/open.ts';
import { gitIn, newClone, newRepository } from '../../git/repository.fixture.ts';
import { createLedger } from '../../ledger/append.ts';
import { everyBody } from '../../ledger/every-body.fixture.ts';
import { generateKey } from '../../ledger/keys.ts';
import { adoption, draft } from '../../ledger/ledger.fixture.ts';
import { gitBranchStore } from '../../ledger/stores/git-branch.ts';
import { main } from '../main.ts';

const BRANCH = 'lockflight/ledger';

/** A clone whose ledger holds one entry of every kind that a plain ledger can. */
const newWorld = async () => {
  const remote = await newRepository({ bare: true });
  const work = await newClone(remote);
  await work.commit();
  const key = generateKey();
  const bodies = everyBody.filter(({ type }) => type !== 'adoption' && type !== 'key' && type !== 'archive');
  const store = gitBranchStore({ git: await openGit(work.dir), branch: BRANCH, remote: 'origin', fetch: true });
  const context = { now: () => '2026-11-20T10:00:00Z', sleep: async () => {}, random: () => 0.5 };
  await createLedger(store, key.signer, [adoption(key.publicKey), ...bodies.map((body) => draft(body))], context);
  return {
    remote,
    dir: work.dir,
    key,
    count: bodies.length + 1,
    async [Symbol.asyncDispose]() {
      await work[Symbol.asyncDispose]();
      await remote[Symbol.asyncDispose]();
    },
  };
};

const run = async (dir: string, ...args: readonly string[]) => {
  const out: string[] = [];
  const err: string[] = [];
  const exit = await main(['ledger', ...args, '-C', dir], {
    out: (words) => out.push(words),
    err: (words) => err.push(words),
    environment: {},
    colour: false,
    cwd: dir,
    now: () => new Date('2026-11-20T10:00:00Z'),
  });
  return { exit, out: out.join('\n'), err: err.join('\n') };
};

describe('lockflight ledger', () => {
  test.each(['en', 'fr'])('log tells every kind of entry within 80 columns, in %s', async (language) => {
    await using world = await newWorld();
    const { exit, out } = await run(world.dir, 'log', '--limit', '1000', '--lang', language);
    expect(exit).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines.filter((line) => /^ {0,3}\d+ {2}\d{4}-\d\d-\d\d \d\d:\d\d /.test(line))).toHaveLength(world.count);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  test('log keeps to its limit, and says how many came before', async () => {
    await using world = await newWorld();
    const { out } = await run(world.dir, 'log', '--limit', '3', '--json');
    const { total, entries } = JSON.parse(out);
    expect([total, entries.map(({ seq }: { seq: number }) => seq)]).toEqual([
      world.count,
      [world.count - 3, world.count - 2, world.count - 1],
    ]);
    expect((await run(world.dir, 'log', '--limit', 'few')).exit).toBe(2);
  });

  test('show gives an entry whole, and refuses one that is not there', async () => {
    await using world = await newWorld();
    const shown = await run(world.dir, 'show', '0', '--json');
    expect(JSON.parse(shown.out)).toMatchObject({
      verified: true,
      signedBy: world.key.keyId,
      entry: { seq: 0, body: { type: 'adoption' } },
    });
    expect((await run(world.dir, 'show', '1')).out).toContain('"seq": 1');
    for (const wrong of ['9999', '-1', 'one', '1e3']) {
      const { exit, out, err } = await run(world.dir, 'show', wrong, '--json');
      expect(exit).toBe(2);
      expect(out + err).toMatch(/no-such-entry|bad-arguments/);
    }
  });

  test('verify answers in the shape that others rely on, and exits by what it found', async () => {
    await using world = await newWorld();
    const trusted = await run(world.dir, 'verify', '--json', '--trust', world.key.keyId);
    const { head, problems, ...rest } = JSON.parse(trusted.out);
    expect(rest).toEqual({ ok: false, trust: 'trusted', entries: world.count, root: world.key.keyId });
    expect(head).toBe(await world.remote.git('rev-parse', BRANCH));
    // This world has no branches of environments: that is said, never taken for fine.
    expect(new Set(problems.map(({ code }: { code: string }) => code))).toEqual(new Set(['line-unreadable']));
    expect(trusted.exit).toBe(1);
    expect(JSON.parse((await run(world.dir, 'verify', '--json')).out).trust).toBe('self-asserted');
    expect(JSON.parse((await run(world.dir, 'verify', '--json', '--trust', 'f'.repeat(64))).out).trust).toBe('untrusted');
  });

  test('log and show warn of a ledger that does not verify', async () => {
    await using world = await newWorld();
    const stray = await world.remote.git('commit-tree', `${BRANCH}^{tree}`, '-p', BRANCH, '-m', 'oops');
    await gitIn(world.remote.dir, ['update-ref', `refs/heads/${BRANCH}`, stray]);
    const log = await run(world.dir, 'log', '--json', '--fetch');
    expect([log.exit, JSON.parse(log.out).problems]).toEqual([
      1,
      [expect.objectContaining({ seq: world.count, code: 'envelope-malformed' })],
    ]);
    expect((await run(world.dir, 'log')).out).toContain('ledger verify');
  });

  test.each(['log', 'verify'])('%s says that there is no ledger', async (command) => {
    await using repo = await newRepository();
    await repo.commit();
    const { exit, out, err } = await run(repo.dir, command, '--json');
    expect(exit).toBe(3);
    expect(out + err).toContain('not-adopted');
  });
});
