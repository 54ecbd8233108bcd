/** Koomy's promotions, archives and refusals, on real git: what its contract says of them is what happens. */
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { presentMarkers } from './env/host-markers.ts';
import { contractHere, ROOT } from './examples.fixture.ts';
import { auditArchives } from './flow/audit/archives.ts';
import { auditedEnvironments } from './flow/audit/audited-environments.ts';
import { archiveState } from './flow/promote/archive.ts';
import { promote } from './flow/promote/promote.ts';
import { readHead, writePromotionHead } from './flow/promote/promotion-head.ts';
import { environmentNamed, findStep } from './flow/verdict/find-step.ts';
import type { World } from './flow/world.ts';
import { openGitHub } from './forge/github/open.ts';
import { forgeTold, repositoryJson } from './forge/github/recorded-server.fixture.ts';
import { openGit } from './git/open.ts';
import { newRemote, newRepository, type TestRepository } from './git/repository.fixture.ts';
import { viewOf } from './ledger/view.ts';

const contract = contractHere('examples/koomy/lockflight.yaml');
const production = environmentNamed(contract, 'production');
const koomyAt = (version: string) => ({
  'lockflight.yaml': readFileSync(`${ROOT}examples/koomy/lockflight.yaml`, 'utf8'),
  'package.json': JSON.stringify({ name: 'koomy', version }),
});

const worldOf = async (repo: TestRepository): Promise<World> => {
  const now = () => new Date('2026-11-20T10:00:00Z');
  return {
    git: await openGit(repo.dir),
    forge: openGitHub({ apiUrl: 'http://127.0.0.1:9', fullName: 'octocat/koomy', token: 'nobody-answers-there', now }),
    remote: 'origin',
    now,
    sleep: async (milliseconds) => {
      await delay(milliseconds);
    },
    random: () => 0,
    directory: repo.dir,
  };
};

/** Koomy on main, with a bare remote, and an identity of its own. */
const newKoomy = async () => {
  const repo = await newRepository();
  await repo.git('config', 'user.name', 'Amina');
  await repo.git('config', 'user.email', 'amina@example.org');
  const commit = await repo.commit(koomyAt('1.7.0'), 'Koomy');
  const remote = await newRemote(repo);
  return { repo, remote, state: { commit, tree: await repo.tree() }, world: await worldOf(repo) };
};

test('the flow is preview, staging, production, and every other step is refused by name', () => {
  expect(findStep(contract, 'preview', 'staging').id).toBe('integrate');
  expect(findStep(contract, 'sandbox', 'production').id).toBe('release');
  const names = contract.environments.map((environment) => environment.name);
  for (const from of names) {
    for (const to of names.filter((name) => !['preview>staging', 'staging>production'].includes(`${from}>${name}`))) {
      expect(() => findStep(contract, from, to)).toThrow(expect.objectContaining({ code: 'unknown-step' }));
    }
  }
});

test('nothing is promoted from Replit', async () => {
  const { repo, remote, world } = await newKoomy();
  await using _ = repo;
  await using __ = remote;
  await repo.git('push', '--quiet', 'origin', 'main', 'main:staging');
  const before = await remote.git('for-each-ref');
  const { forge, heard } = await forgeTold({ 'GET /repos/acme/koomy': { json: repositoryJson } });
  const hosts = presentMarkers({ REPL_ID: '0000' });
  const attempt = promote({ ...world, forge }, { from: 'staging', to: 'production', hosts });
  await expect(attempt).rejects.toMatchObject({ code: 'from-preview-host' });
  expect(await remote.git('for-each-ref')).toBe(before);
  expect(heard.filter((request) => request.method !== 'GET')).toEqual([]);
});

test('a promotion is one clear commit: what, where to, which tree, from which candidate', async () => {
  const { repo, remote, state, world } = await newKoomy();
  await using _ = repo;
  await using __ = remote;
  await repo.branch('staging');
  const candidate = { commit: await repo.commit(koomyAt('1.8.0'), 'Cards can be shared'), tree: await repo.tree() };
  const step = findStep(contract, 'staging', 'production');
  const head = await writePromotionHead(world.git, { step, candidate, base: state.commit, version: '1.8.0', ledgerHead: 'f'.repeat(40) });
  expect(await repo.git('show', '-s', '--format=%s', head)).toBe('Promote 1.8.0 to production');
  expect(await repo.tree(head)).toBe(candidate.tree);
  expect(await readHead(world.git, head)).toMatchObject({
    base: state.commit,
    step: 'release',
    candidate: candidate.commit,
    tree: candidate.tree,
  });
});

test('a past production is archived by date and version, and never under a name that is taken', async () => {
  const { repo, remote, state, world } = await newKoomy();
  await using _ = repo;
  await using __ = remote;
  const first = await archiveState(world, contract, production, state);
  expect(first).toMatchObject({ ref: 'refs/tags/archive/main/2026-11-20/1.7.0', tree: state.tree, commit: state.commit });
  expect(await archiveState(world, contract, production, state)).toEqual(first);
  const later = { commit: await repo.commit({ note: 'the same version again' }), tree: await repo.tree() };
  expect((await archiveState(world, contract, production, later)).ref).toBe('refs/tags/archive/main/2026-11-20/1.7.0-2');
  expect(await remote.head(first.ref)).toBe(state.commit);
});

test('an archive that was deleted or moved is found', async () => {
  const { repo, remote, state, world } = await newKoomy();
  await using _ = repo;
  await using __ = remote;
  const archive = await archiveState(world, contract, production, state);
  const recorded = { ...viewOf([]), archives: [{ ...archive, seq: 1 }] };
  const found = () => auditArchives({ git: world.git, view: recorded, environment: 'production', remote: 'origin' });
  expect(await found()).toEqual([]);
  const other = await repo.commit({ note: 'something else' });
  await repo.git('push', '--quiet', 'origin', '--force', `${other}:${archive.ref}`);
  expect(await found()).toMatchObject([{ ref: archive.ref, violation: 'archive-moved' }]);
  await remote.git('update-ref', '-d', archive.ref);
  expect(await found()).toMatchObject([{ ref: archive.ref, violation: 'archive-missing' }]);
});

test('production is what main carries, judged against the branch of the sandbox', () => {
  const heads = new Map(contract.environments.flatMap((e) => (e.branch === undefined ? [] : [[e.name, 'f'.repeat(40)] as const])));
  expect(auditedEnvironments(contract, heads)).toEqual([
    { production: { name: 'production', branch: 'main' }, staging: [{ name: 'staging', branch: 'staging' }] },
  ]);
});
