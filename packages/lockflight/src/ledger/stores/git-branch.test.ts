import { rm } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { serveGit } from '../../git/git-server.fixture.ts';
import { openGit } from '../../git/open.ts';
import { gitIn, newClone, newRepository, type TestRepository } from '../../git/repository.fixture.ts';
import { decodeEntry } from '../decode.ts';
import { labelOf } from '../label.ts';
import { newLedger, push } from '../ledger.fixture.ts';
import { gitBranchStore } from './git-branch.ts';
import { describeStore, type Place } from './store-suite.fixture.ts';

const BRANCH = 'lockflight/ledger';

/** A bare repository, and a clone for each writer. */
const newPlace = async (): Promise<Place & { readonly remote: TestRepository; clone(): Promise<TestRepository> }> => {
  const remote = await newRepository({ bare: true });
  const clones: TestRepository[] = [];
  const clone = async () => {
    const made = await newClone(remote);
    clones.push(made);
    return made;
  };
  return {
    remote,
    clone,
    writer: async () => storeIn((await clone()).dir),
    [Symbol.asyncDispose]: async () => {
      for (const one of [...clones, remote]) await one[Symbol.asyncDispose]();
    },
  };
};

const storeIn = async (dir: string, fetch = true) => gitBranchStore({ git: await openGit(dir), branch: BRANCH, remote: 'origin', fetch });

/** The same, behind HTTP, as a forge is. */
const newForgePlace = async (): Promise<Place> => {
  const place = await newPlace();
  const { remote } = place;
  // A forge that shows no branch at all is taken for none: a repository that somebody would adopt has something in it.
  const empty = await remote.git('hash-object', '-t', 'tree', '-w', '/dev/null');
  await remote.git('update-ref', 'refs/heads/main', await remote.git('commit-tree', empty, '-m', 'Begin'));
  const server = await serveGit(remote.dir);
  return {
    writer: async () => {
      const { dir, git } = await place.clone();
      await git('remote', 'set-url', 'origin', server.url);
      return storeIn(dir);
    },
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await place[Symbol.asyncDispose]();
    },
  };
};

describeStore('the ledger as a branch, over HTTP', newForgePlace);

describe('the ledger as a branch, seen with git', () => {
  test('is one commit an entry, an empty tree, a line for people, and no address of anybody', async () => {
    await using place = await newPlace();
    const { envelopes } = await newLedger([push('staging', 1)]);
    await (await place.writer()).append(undefined, envelopes);
    const log = await place.remote.git('log', '--reverse', '--format=%s|%an|%ae|%T', BRANCH);
    const empty = await place.remote.git('hash-object', '-t', 'tree', '/dev/null');
    expect(log.split('\n')).toEqual([
      `0 adoption acme/demo|Lockflight recorder|recorder@lockflight.invalid|${empty}`,
      `1 push staging 000000000000|Lockflight recorder|recorder@lockflight.invalid|${empty}`,
    ]);
    const stored = await (await place.writer()).read();
    for (const { envelope, label } of stored.envelopes) {
      const decoded = decodeEntry(envelope, 0);
      expect(label).toBe(decoded.ok ? labelOf(decoded.entry) : '');
    }
  });

  test('reads offline what the clone has: a remote-tracking branch, or the branch of a mirror', async () => {
    await using place = await newPlace();
    const { envelopes } = await newLedger([push('staging', 1)]);
    await (await place.writer()).append(undefined, envelopes);
    const clone = await place.clone();
    await using mirror = await newClone(place.remote, '--mirror');
    await rm(place.remote.dir, { recursive: true });
    for (const { dir } of [clone, mirror]) {
      const stored = await (await storeIn(dir, false)).read();
      expect(stored.envelopes.map(({ envelope }) => envelope)).toEqual(envelopes);
    }
    await expect((await storeIn(clone.dir)).read()).rejects.toMatchObject({ name: 'LockflightError' });
  });

  test.each(['shortened', 'rewritten', 'deleted'])('a branch that was %s since this clone read it is refused', async (how) => {
    await using place = await newPlace();
    const { envelopes } = await newLedger([push('staging', 1), push('staging', 2)]);
    const store = await place.writer();
    await store.append(undefined, envelopes);
    await store.read();
    const ref = `refs/heads/${BRANCH}`;
    if (how === 'deleted') await gitIn(place.remote.dir, ['update-ref', '-d', ref]);
    if (how === 'shortened') await gitIn(place.remote.dir, ['update-ref', ref, `${ref}~1`]);
    if (how === 'rewritten') {
      const empty = await place.remote.git('hash-object', '-t', 'tree', '-w', '/dev/null');
      await gitIn(place.remote.dir, ['update-ref', ref, await place.remote.git('commit-tree', empty, '-m', 'x')]);
    }
    await expect(store.read()).rejects.toMatchObject({ code: 'ledger-rewound' });
  });

  test('never fast-forwards over a rewind, and never forces', async () => {
    await using place = await newPlace();
    const { envelopes } = await newLedger([push('staging', 1), push('staging', 2), push('staging', 3)]);
    const store = await place.writer();
    await store.append(undefined, envelopes.slice(0, 3));
    const { head } = await store.read();
    const ref = `refs/heads/${BRANCH}`;
    await gitIn(place.remote.dir, ['update-ref', ref, `${ref}~1`]);
    expect(await store.append(head, envelopes.slice(3))).toMatchObject({ ok: false, reason: 'moved' });
    expect(await place.remote.git('rev-list', '--count', BRANCH)).toBe('2');
  });

  test('a commit that is no entry is handed on as it is', async () => {
    await using place = await newPlace();
    const { envelopes } = await newLedger([]);
    await (await place.writer()).append(undefined, envelopes);
    const empty = await place.remote.git('hash-object', '-t', 'tree', '-w', '/dev/null');
    const stray = await place.remote.git('commit-tree', empty, '-p', BRANCH, '-m', 'fix typo', '-m', 'in two\nlines');
    await gitIn(place.remote.dir, ['update-ref', `refs/heads/${BRANCH}`, stray]);
    const stored = await (await place.writer()).read();
    expect(stored.envelopes[1]).toEqual({ id: stray, envelope: 'fix typo\n\nin two\nlines' });
  });
});
