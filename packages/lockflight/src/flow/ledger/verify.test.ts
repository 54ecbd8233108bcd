import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { main } from '../../cli/main.ts';
import { openGit } from '../../git/open.ts';
import { gitIn, newClone, newRepository, type TestRepository } from '../../git/repository.fixture.ts';
import { createLedger } from '../../ledger/append.ts';
import type { EntryDraft } from '../../ledger/entry.ts';
import { generateKey } from '../../ledger/keys.ts';
import { draft } from '../../ledger/ledger.fixture.ts';
import { gitBranchStore } from '../../ledger/stores/git-branch.ts';
import { findLedger } from './ledger-here.ts';
import { openLedger } from './open-ledger.ts';
import { readLedger } from './read-ledger.ts';
import { rebuildIndex } from './rebuild-index.ts';
import { verifyLedger } from './verify.ts';

const BRANCH = 'lockflight/ledger';
const TAG = 'refs/tags/archive/main/2026-11-20/v1';
const LEDGER = `refs/heads/${BRANCH}`;
const context = { now: () => '2026-11-20T10:00:00Z', sleep: async () => {}, random: () => 0.5 };

/** A remote with main, staging, an archive and a ledger; production carries a promotion whose head names the ledger's head of its time. */
const newWorld = async () => {
  const remote = await newRepository({ bare: true });
  const work = await newClone(remote);
  await work.git('checkout', '--quiet', '-b', 'main');
  const base = await work.commit({ 'a.txt': 'one' });
  await work.git('branch', 'staging');
  await work.git('update-ref', TAG, base);
  await work.git('push', '--quiet', 'origin', 'main', 'staging', TAG);
  const key = generateKey();
  const at = { commit: base, tree: await work.tree() };
  const drafts: [EntryDraft, EntryDraft] = [
    draft(
      {
        type: 'adoption',
        repository: { id: 1, fullName: 'acme/demo' },
        contractText: 'lockflight: 1\n',
        publicKey: key.publicKey,
        lines: [
          { environment: 'staging', branch: 'staging', ...at },
          { environment: 'production', branch: 'main', ...at },
        ],
        protection: [],
      },
      'adoption',
    ),
    draft({ type: 'archive', environment: 'production', ref: TAG, version: 'v1', date: '2026-11-20', ...at }),
  ];
  const git = await openGit(work.dir);
  await createLedger(gitBranchStore({ git, branch: BRANCH, remote: 'origin', fetch: true }), key.signer, drafts, context);
  const ledger = await openLedger({ git, branch: BRANCH, remote: 'origin', fetch: true });
  const { head } = await ledger.append(key.signer, [draft({ type: 'hold', id: 'h', step: 'release', why: 'why' })], context);
  await promote(work, head ?? '');
  const [disposeRemote, disposeWork] = [remote, work];
  return {
    remote,
    work,
    key,
    async [Symbol.asyncDispose]() {
      await disposeWork[Symbol.asyncDispose]();
      await disposeRemote[Symbol.asyncDispose]();
    },
  };
};

const promote = async (work: TestRepository, ledgerHead: string): Promise<void> => {
  await work.branch('staging');
  await work.commit({ 'a.txt': 'two' });
  const head = await work.git(
    'commit-tree',
    await work.tree('staging'),
    '-p',
    'main',
    '-p',
    'staging',
    '-m',
    'Promote v2 to production',
    '-m',
    `Ledger: ${ledgerHead}`,
  );
  await work.branch('main');
  await work.merge(head, 'Merge pull request #4');
  await work.git('push', '--quiet', 'origin', 'main', 'staging');
};

const verifyIn = async (dir: string, options: { fetch?: boolean; trust?: string } = {}) => {
  const git = await openGit(dir);
  const fetch = options.fetch ?? false;
  const stored = await gitBranchStore({ git, branch: BRANCH, remote: 'origin', fetch }).read();
  return verifyLedger({ git, stored, remote: 'origin', fetch, trust: options.trust });
};
const codesIn = async (dir: string, fetch = false) => (await verifyIn(dir, { fetch })).problems.map(({ seq, code }) => `${seq} ${code}`);

describe('ledger verify', () => {
  test('finds nothing wrong in a genuine clone, a mirror, or at the remote', async () => {
    await using world = await newWorld();
    await using clone = await newClone(world.remote);
    await using mirror = await newClone(world.remote, '--mirror');
    expect(await verifyIn(clone.dir, { trust: world.key.keyId })).toMatchObject({
      ok: true,
      trust: 'trusted',
      entries: 3,
      problems: [],
      root: world.key.keyId,
    });
    expect(await codesIn(clone.dir, true)).toEqual([]);
    expect(await codesIn(mirror.dir)).toEqual([]);
  });

  test('finds the ledger that was cut off behind a promotion', async () => {
    await using world = await newWorld();
    await gitIn(world.remote.dir, ['update-ref', LEDGER, `${LEDGER}~1`]);
    {
      await using clone = await newClone(world.remote);
      expect(await codesIn(clone.dir)).toEqual(['2 ledger-rewound']);
    }
    // And when production was forced back with it: its archive still stands on the promotion.
    await gitIn(world.remote.dir, ['update-ref', 'refs/tags/archive/main/2026-11-21/v2', 'refs/heads/main']);
    await gitIn(world.remote.dir, ['update-ref', 'refs/heads/main', 'refs/heads/main~1']);
    await using clone = await newClone(world.remote);
    expect(await codesIn(clone.dir)).toEqual(['2 ledger-rewound']);
  });

  test('asks the remote for the promotions that an old clone lacks', async () => {
    await using world = await newWorld();
    await using old = await newClone(world.remote);
    const lost = 'f'.repeat(40);
    const tree = await world.work.tree('main');
    const head = await world.work.git('commit-tree', tree, '-p', 'main', '-m', 'Promote v3 to production', '-m', `Ledger: ${lost}`);
    await world.work.merge(head, 'Merge pull request #5');
    await world.work.git('push', '--quiet', 'origin', 'main');
    const here = await findLedger({ directory: old.dir, branch: BRANCH, fetch: true, branches: true });
    const { problems } = await verifyLedger({ ...here, fetch: true });
    expect(problems.map(({ seq, code }) => `${seq} ${code}`)).toEqual(['3 ledger-rewound']);
  });

  test('remembers what verified: from then on the ledger may only grow', async () => {
    await using world = await newWorld();
    await using clone = await newClone(world.remote);
    const head = await world.remote.git('rev-parse', LEDGER);
    const said: string[] = [];
    const say = (words: string) => void said.push(words);
    const verify = () =>
      main(['ledger', 'verify', '--json'], { out: say, err: say, environment: {}, colour: false, cwd: clone.dir, now: () => new Date(0) });
    expect(await verify()).toBe(0);
    expect(await clone.git('rev-parse', `refs/lockflight/ledger/${BRANCH}`)).toBe(head);
    await gitIn(world.remote.dir, ['update-ref', LEDGER, `${LEDGER}~1`]);
    await clone.git('fetch', '--quiet', '--force', 'origin');
    said.length = 0;
    expect(await verify()).toBe(1);
    expect(JSON.parse(said[0] ?? '').error.code).toBe('ledger-rewound');
  });

  test('finds the archive that was moved or deleted', async () => {
    await using world = await newWorld();
    await gitIn(world.remote.dir, ['update-ref', TAG, 'refs/heads/main']);
    await using moved = await newClone(world.remote);
    expect(await codesIn(moved.dir)).toEqual(['1 archive-moved']);
    expect(await codesIn(world.work.dir)).toEqual([]);
    expect(await codesIn(world.work.dir, true)).toEqual(['1 archive-moved']);
    await gitIn(world.remote.dir, ['update-ref', '-d', TAG]);
    await using without = await newClone(world.remote);
    expect(await codesIn(without.dir)).toEqual(['1 archive-missing']);
    expect(await codesIn(world.work.dir, true)).toEqual(['1 archive-missing']);
  });

  test('is read by a program, and made into an index, from a clone alone', async () => {
    await using world = await newWorld();
    const { entries, view, verification } = await readLedger(world.work.dir, { trust: world.key.keyId });
    expect(verification).toMatchObject({ ok: true, trust: 'trusted', entries: 3 });
    expect([entries.length, view.holds.length, view.archives.length]).toEqual([3, 1, 1]);

    const file = join(world.work.dir, '.git', 'index.db');
    const rebuild = () => rebuildIndex({ directory: world.work.dir, branch: BRANCH, fetch: false }, file);
    for (let twice = 0; twice < 2; twice += 1) expect(await rebuild()).toMatchObject({ entries: 3, head: verification.head });
    const database = new DatabaseSync(file, { readOnly: true });
    const rows = database.prepare('SELECT seq, type, "key", signed_by, body FROM entry ORDER BY seq').all();
    expect(rows.map(({ seq, key, body }) => [seq, key, JSON.parse(String(body))])).toEqual(entries.map((e) => [e.seq, e.key, e.body]));
    const subjects = database.prepare('SELECT DISTINCT e.type FROM subject s JOIN entry e USING (seq) WHERE s.tree = ? ORDER BY e.seq');
    expect(subjects.all(await world.work.tree('main~1')).map(({ type }) => type)).toEqual(['adoption', 'archive']);
    database.close();

    await writeFile(file, 'no database');
    await expect(rebuild()).rejects.toMatchObject({ code: 'index-refused' });
    expect(await readFile(file, 'utf8')).toBe('no database');
  });

  test('takes an annotated tag for the archive that it is', async () => {
    await using world = await newWorld();
    await world.work.git('tag', '-f', '-a', '-m', 'archived', 'archive/main/2026-11-20/v1', `${TAG}^{commit}`);
    expect(await codesIn(world.work.dir)).toEqual([]);
  });

  test("finds a commit whose line for people is not the entry's, and a commit that is no entry", async () => {
    await using world = await newWorld();
    const message = await world.remote.git('log', '-1', '--format=%B', LEDGER);
    const tree = await world.remote.git('rev-parse', `${LEDGER}^{tree}`);
    const lying = await world.remote.git('commit-tree', tree, '-p', `${LEDGER}~1`, '-m', message.replace(/^.*/, '2 hold lifted'));
    const stray = await world.remote.git('commit-tree', tree, '-p', lying, '-m', 'oops');
    await gitIn(world.remote.dir, ['update-ref', LEDGER, lying]);
    await using clone = await newClone(world.remote);
    expect(await codesIn(clone.dir)).toEqual(['2 label-wrong', '3 ledger-rewound']);
    await gitIn(world.remote.dir, ['update-ref', LEDGER, stray]);
    await using other = await newClone(world.remote);
    expect(await codesIn(other.dir)).toContain('3 envelope-malformed');
  });

  test('says what it could not look at', async () => {
    await using world = await newWorld();
    await using single = await newClone(world.remote, '--single-branch', '--branch', BRANCH);
    expect(await codesIn(single.dir)).toEqual(['0 line-unreadable', '0 line-unreadable', '1 archive-missing']);
    await using shallow = await newClone(world.remote, '--depth=1', '--no-single-branch');
    await expect(codesIn(shallow.dir)).rejects.toMatchObject({ code: 'shallow-clone' });
  });

  test('without a ledger there is nothing to verify', async () => {
    await using repo = await newRepository();
    await repo.commit();
    await expect(verifyIn(repo.dir)).rejects.toMatchObject({ code: 'not-adopted' });
  });
});

describe('an open ledger', () => {
  test('is not handed out when it was tampered with', async () => {
    await using world = await newWorld();
    const stray = await world.remote.git('commit-tree', `${LEDGER}^{tree}`, '-p', LEDGER, '-m', 'oops');
    await gitIn(world.remote.dir, ['update-ref', LEDGER, stray]);
    const ledger = await openLedger({ git: await openGit(world.work.dir), branch: BRANCH, remote: 'origin', fetch: true });
    await expect(ledger.read()).rejects.toMatchObject({ code: 'ledger-broken' });
    await expect(ledger.append(world.key.signer, [draft({ type: 'hold-release', id: 'h' })], context)).rejects.toMatchObject({
      code: 'ledger-broken',
    });
    expect(await world.remote.git('rev-parse', LEDGER)).toBe(stray);
  });

  test('is empty before adoption', async () => {
    await using repo = await newRepository();
    await repo.commit();
    const ledger = await openLedger({ git: await openGit(repo.dir), branch: BRANCH, remote: 'origin', fetch: false });
    const { view, entries } = await ledger.read();
    expect([view.adoption, entries]).toEqual([undefined, []]);
  });
});
