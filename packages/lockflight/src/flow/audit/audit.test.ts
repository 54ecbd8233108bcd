import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasCode } from '../../errors.ts';
import { openGit } from '../../git/open.ts';
import { newClone, newRepository, type TestRepository } from '../../git/repository.fixture.ts';
import type { Entry, EntryBody } from '../../ledger/entry.ts';
import { viewOf } from '../../ledger/view.ts';
import { type Audit, type AuditRequest, auditEnvironment, hasViolations } from './audit.ts';

const LINES = {
  production: { name: 'production', branch: 'main' },
  staging: [{ name: 'staging', branch: 'staging' }],
  prefer: 'local',
} as const satisfies Partial<AuditRequest>;

const auditOf = async (dir: string, more: Partial<AuditRequest> = {}): Promise<Audit> =>
  auditEnvironment({ git: await openGit(dir), ...LINES, ...more });

const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.catch((e: unknown) => e);
  return hasCode(error, (error as { code: string }).code) ? error.code : 'none';
};

/** A repository with one commit on `main` and `staging`. */
const twoBranches = async (): Promise<TestRepository> => {
  const repo = await newRepository();
  await repo.commit({ 'app.txt': 'base\n' });
  await repo.branch('staging');
  return repo;
};

/** Squash a feature into production, revert it in staging, promote again: the merge is clean, and production keeps the feature. */
const staleFeature = async (repo: TestRepository): Promise<void> => {
  await repo.commit({ 'feature.txt': 'one\n' });
  await repo.branch('main');
  await repo.squash('staging', 'Ship the feature (#3)');
  await repo.branch('staging');
  await repo.revert('HEAD');
  await repo.commit({ 'next.txt': 'two\n' });
  await repo.branch('main');
  await repo.merge('staging', 'Merge pull request #4 from staging');
};

describe('auditEnvironment without a ledger', () => {
  it('finds the feature that staging reverted and a clean merge kept', async () => {
    await using repo = await twoBranches();
    await staleFeature(repo);
    const audit = await auditOf(repo.dir);
    expect(audit.states.map((s) => [s.class, s.pullRequest])).toEqual([
      ['shared', null],
      ['promoted', 3],
      ['mixed', 4],
    ]);
    expect(await repo.git('ls-tree', '--name-only', 'main')).toContain('feature.txt');
    expect(audit.counts).toEqual({ promoted: 1, shared: 1, rollback: 0, mixed: 1, foreign: 0, direct: 0 });
    expect(hasViolations(audit)).toBe(false);
  });

  it('names a hotfix, a push, a rollback and a back-merge', async () => {
    await using repo = await twoBranches();
    await repo.branch('hotfix', 'main');
    await repo.commit({ 'app.txt': 'hot\n' });
    await repo.branch('main');
    await repo.merge('hotfix');
    await repo.commit({ 'app.txt': 'by hand\n' });
    await repo.mergeAs(await repo.tree('main~2'), [await repo.head('main')], 'Back');
    await repo.branch('staging');
    await repo.merge('main');
    const audit = await auditOf(repo.dir);
    expect(audit.states.map((s) => s.class)).toEqual(['shared', 'foreign', 'direct', 'rollback']);
  });

  it('tells only what came since a date, judged with all that came before', async () => {
    await using repo = await twoBranches();
    await staleFeature(repo);
    const whole = await auditOf(repo.dir);
    const last = whole.states.at(-1);
    const audit = await auditOf(repo.dir, { since: new Date(last?.time ?? '') });
    expect(audit.states).toEqual([last]);
    expect(audit.counts.promoted).toBe(0);
  });

  it('reads a bare repository, a detached head and a branch that only the remote has', async () => {
    await using repo = await twoBranches();
    await staleFeature(repo);
    const here = await auditOf(repo.dir);
    await repo.git('checkout', '--quiet', '--detach');
    await using bare = await newClone(repo, '--bare');
    await using clone = await newClone(repo, '--branch=main');
    for (const dir of [repo.dir, bare.dir, clone.dir]) expect((await auditOf(dir)).states).toEqual(here.states);
    expect((await auditOf(clone.dir)).branches.from[0]?.ref).toBe('refs/remotes/origin/staging');
  });

  it('never guesses: shallow, empty, unknown and damaged are coded errors', async () => {
    await using repo = await twoBranches();
    await using empty = await newRepository();
    expect(await codeOf(auditOf(empty.dir))).toBe('empty-repository');
    expect(await codeOf(auditOf(repo.dir, { production: { name: 'p', branch: 'mian' } }))).toBe('unknown-revision');
    await staleFeature(repo);
    await using shallow = await newClone(repo, '--depth=1', '--no-single-branch');
    expect(await codeOf(auditOf(shallow.dir))).toBe('shallow-clone');
    const middle = await repo.head('main~1');
    await rm(join(repo.dir, '.git/objects', middle.slice(0, 2), middle.slice(2)));
    expect(await codeOf(auditOf(repo.dir))).toBe('missing-object');
  });
});

/** Entries as the ledger would give them back. Their signatures are another room's business. */
const entriesOf = (bodies: readonly EntryBody[]): readonly Entry[] =>
  bodies.map((body, seq) => ({
    key: `${seq}`,
    seq,
    body,
    occurredAt: '2026-11-20T10:00:00Z',
    recordedAt: '2026-11-20T10:00:00Z',
    actor: { id: 1, login: 'octocat', kind: 'user' },
    contract: { digest: 'd', counter: 1 },
  }));

const at = async (repo: TestRepository, rev: string) => ({ commit: await repo.head(rev), tree: await repo.tree(rev) });

const adoption = async (repo: TestRepository): Promise<EntryBody> => ({
  type: 'adoption',
  repository: { id: 1, fullName: 'octo/app' },
  contractText: '',
  publicKey: 'k',
  protection: [],
  lines: [
    { environment: 'production', branch: 'main', ...(await at(repo, 'main')) },
    { environment: 'staging', branch: 'staging', ...(await at(repo, 'staging')) },
  ],
});

const pushed = async (repo: TestRepository, environment: string, branch: string): Promise<EntryBody> => ({
  type: 'push',
  environment,
  branch,
  before: await repo.head(`${branch}~1`),
  how: 'push',
  ...(await at(repo, branch)),
});

describe('auditEnvironment with a ledger', () => {
  it('lets a recorded promotion stand and names what went around it', async () => {
    await using repo = await twoBranches();
    const bodies: EntryBody[] = [await adoption(repo)];
    const base = await repo.head('main');
    await repo.commit({ 'one.txt': '1' });
    bodies.push(await pushed(repo, 'staging', 'staging'));
    const candidate = await at(repo, 'staging');
    await repo.branch('main');
    await repo.mergeAs(candidate.tree, [base, candidate.commit], 'Promote 1.0 to production');
    const result = await at(repo, 'main');
    const head = candidate.commit;
    bodies.push({
      type: 'promotion',
      id: 'p1',
      step: 's',
      environment: 'production',
      phase: 'merged',
      pullRequest: 41,
      candidate,
      head,
      base,
      result,
    });
    const view = viewOf(entriesOf(bodies));
    expect((await auditOf(repo.dir, { view })).states.map((s) => [s.class, s.violation, s.pullRequest])).toEqual([
      ['shared', null, null],
      ['promoted', null, 41],
    ]);
    await repo.commit({ 'fix.txt': '1' });
    const audit = await auditOf(repo.dir, { view });
    expect(audit.states.at(-1)).toMatchObject({ class: 'direct', violation: 'direct', unrecorded: true });
    expect(hasViolations(audit)).toBe(true);
    // What the promotion replaced was never archived.
    expect(audit.archives).toEqual([{ ref: null, commit: base, violation: 'archive-never-made' }]);
    // Committer times of these commits are years old: the ledger knows when they came, and what it does not know came after all of it.
    const recent = await auditOf(repo.dir, { view, since: new Date('2026-11-20') });
    expect(recent.states).toEqual(audit.states.slice(1));
    const newest = await auditOf(repo.dir, { view, since: new Date('2030-01-01') });
    expect(newest.states).toEqual(audit.states.slice(2));
  });

  it('judges a branch that was rewritten since, by what the ledger keeps', async () => {
    await using repo = await twoBranches();
    const bodies: EntryBody[] = [await adoption(repo)];
    await repo.branch('main');
    await repo.commit({ 'fix.txt': '1' });
    bodies.push(await pushed(repo, 'production', 'main'));
    await repo.git('checkout', '--quiet', '--orphan', 'new');
    await repo.commit({ 'other.txt': '1' });
    await repo.git('branch', '--force', 'main', 'new');
    const audit = await auditOf(repo.dir, { view: viewOf(entriesOf(bodies)) });
    expect(audit.states.map((s) => s.violation)).toEqual([null, 'direct', 'direct']);
  });

  it('finds production running something else, and an archive that is gone or moved', async () => {
    await using repo = await twoBranches();
    const archived = await at(repo, 'main');
    const archive = (ref: string): EntryBody => ({
      type: 'archive',
      environment: 'production',
      version: '1',
      date: '2026-11-20',
      ref,
      ...archived,
    });
    const bodies: EntryBody[] = [await adoption(repo), archive('refs/tags/kept'), archive('refs/tags/moved'), archive('refs/tags/gone')];
    await repo.git('tag', 'kept', archived.commit);
    await repo.commit({ 'one.txt': '1' });
    await repo.git('tag', 'moved', 'staging');
    bodies.push({ type: 'deployment', environment: 'production', deployment: 1, result: 'deployed', ...(await at(repo, 'staging')) });
    const audit = await auditOf(repo.dir, { view: viewOf(entriesOf(bodies)) });
    expect(audit.archives.map((a) => [a.ref, a.violation])).toEqual([
      ['refs/tags/moved', 'archive-moved'],
      ['refs/tags/gone', 'archive-missing'],
    ]);
    expect(audit.states.at(-1)?.violation).toBe('running-elsewhere');
  });
});
