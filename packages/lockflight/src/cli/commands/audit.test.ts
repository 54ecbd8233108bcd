import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { inLanguage, type Text } from '../../contract/text.ts';
import { hasCode } from '../../errors.ts';
import { newClone, newRemote, newRepository, type TestRepository, testEnvironment } from '../../git/repository.fixture.ts';
import type { Invocation, Report } from '../command.ts';
import { plain } from '../paint.ts';
import { audit } from './audit.ts';

interface Called extends Report {
  readonly notices: readonly Text[];
}

const call = async (directory: string, options: Invocation['options'] = {}, positionals: readonly string[] = []): Promise<Called> => {
  const notices: Text[] = [];
  const now = () => new Date('2026-11-20T12:00:00Z');
  const progress = (line: Text) => notices.push(line);
  return {
    ...(await audit.run({ options, positionals, directory, now, again: async () => 0, environment: {}, language: undefined, progress })),
    notices,
  };
};

const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.catch((e: unknown) => e);
  return hasCode(error, (error as { code: string }).code) ? error.code : 'none';
};

const TWO = { production: 'main', staging: 'staging' };

const CONTRACT = `lockflight: 1
project: app
language: fr
environments:
  local: { kind: development }
  staging: { kind: staging, branch: staging }
  production: { kind: production, aliases: [prod], branch: main }
flow:
  - from: staging
    to: production
`;

/** One promotion and one commit on production itself, under a subject that tries to steer the terminal. */
const project = async (): Promise<TestRepository> => {
  const repo = await newRepository();
  await repo.commit({ 'lockflight.yaml': CONTRACT });
  await repo.branch('staging');
  await repo.commit({ 'a.txt': '1' });
  await repo.branch('main');
  await repo.merge('staging', 'Merge pull request #1 from staging');
  await repo.commit({ 'a.txt': '2' }, `Fix \u001b[31m${'a very long subject '.repeat(8)}`);
  return repo;
};

describe('lockflight audit', () => {
  it('answers in the published shape, and findings end with 0', async () => {
    await using repo = await project();
    const { exit, json } = await call(repo.dir, TWO);
    expect(exit).toBe(0);
    expect(json).toMatchObject({
      environment: 'main',
      from: 'staging',
      counts: { promoted: 1, shared: 1, rollback: 0, mixed: 0, foreign: 0, direct: 1 },
      states: [
        { class: 'shared' },
        { class: 'promoted', pullRequest: 1 },
        { class: 'direct', pullRequest: null, violation: null, unrecorded: true },
      ],
    });
    const [state] = (json as { states: readonly object[] }).states;
    expect(Object.keys(state ?? {})).toEqual(
      expect.arrayContaining(['commit', 'tree', 'class', 'time', 'pullRequest', 'violation', 'unrecorded']),
    );
  });

  it('loads nothing that reads contracts where two branches are named: that would take longer than a short history', async () => {
    await using repo = await project();
    const hook = `import { registerHooks } from 'node:module';
      registerHooks({ load: (url, context, next) => (process.stderr.write(url + '\\n'), next(url, context)) });`;
    const bin = join(import.meta.dirname, '../../../bin/lockflight.js');
    const args = ['audit', '-C', repo.dir, '--json', '--production', 'main', '--staging', 'staging'];
    const options = ['--import', `data:text/javascript,${encodeURIComponent(hook)}`];
    const { stderr } = await promisify(execFile)(process.execPath, [...options, bin, ...args], { env: testEnvironment() });
    expect(stderr).toContain('/cli/commands/audit.ts');
    expect(stderr.split('\n').filter((url) => /node_modules|\/contract\/read-|\/ledger\//.test(url))).toEqual([]);
  });

  it('reads the branches from the contract, with or without a working tree, from anywhere in it', async () => {
    await using repo = await project();
    await using bare = await newClone(repo, '--bare');
    const named = await call(repo.dir, {}, ['prod']);
    expect(named.json).toMatchObject({ environment: 'production', from: 'staging', adopted: false });
    expect(named.language).toBe('fr');
    for (const dir of [repo.dir, bare.dir])
      expect((await call(dir, { offline: true })).json).toMatchObject({ states: [{}, {}, { class: 'direct' }] });
  });

  it('asks the remote first, and says so when it does not answer', async () => {
    await using repo = await project();
    const remote = await newRemote(repo);
    await repo.git('push', '--quiet', 'origin', 'main~1:refs/heads/main', 'staging');
    const answered = await call(repo.dir);
    expect(answered.notices).toEqual([]);
    expect(answered.json).toMatchObject({ counts: { direct: 0 }, branches: { environment: { ref: 'refs/remotes/origin/main' } } });
    await rm(remote.dir, { recursive: true });
    const silent = await call(repo.dir);
    expect(silent.notices.length).toBe(1);
    expect(silent.json).toMatchObject({ counts: { direct: 0 } });
  });

  it('fits 80 columns in both languages, and lets no subject steer the terminal', async () => {
    await using repo = await project();
    for (const options of [TWO, { ...TWO, all: true }]) {
      const report = await call(repo.dir, options);
      for (const language of ['en', 'fr'] as const) {
        const lines = report.lines(plain, language);
        expect(lines.filter((line) => [...line].length > 80)).toEqual([]);
        expect(lines.join('\n')).not.toContain('\u001b');
        expect(lines.some((line) => line.includes('direct'))).toBe(true);
      }
    }
  });

  it('refuses a call that it cannot carry out', async () => {
    await using repo = await project();
    await using other = await newRepository();
    await other.commit({ a: '1' });
    expect(await codeOf(call(other.dir))).toBe('audit-needs-branches');
    expect(await codeOf(call(repo.dir, { production: 'main' }))).toBe('bad-arguments');
    expect(await codeOf(call(repo.dir, { ...TWO, since: 'yesterday' }))).toBe('bad-arguments');
    expect(await codeOf(call(repo.dir, {}, ['nowhere']))).toBe('unknown-environment');
    expect(await codeOf(call(repo.dir, {}, ['local']))).toBe('environment-without-branch');
    expect(await codeOf(call(repo.dir, {}, ['staging']))).toBe('nothing-feeds');
    await repo.commit({ 'lockflight.yaml': 'lockflight: 1\n' });
    expect(await codeOf(call(repo.dir))).toBe('contract-invalid');
    await repo.commit({ 'lockflight.yaml': CONTRACT.replace('kind: production', 'kind: staging') });
    expect(await codeOf(call(repo.dir))).toBe('audit-needs-environment');
  });

  it('explains each class that stands out', async () => {
    await using repo = await project();
    const report = await call(repo.dir, TWO);
    const said = { en: report.lines(plain, 'en').join('\n'), fr: report.lines(plain, 'fr').join('\n') };
    expect(inLanguage(said, 'en')).toContain('-> ');
    expect(inLanguage(said, 'fr')).not.toBe(said.en);
    const [annotation, ...others] = report.annotations ?? [];
    expect(others).toEqual([]);
    expect(annotation).toMatchObject({ level: 'warning', title: 'main: direct' });
    expect(annotation?.message.en).toMatch(/^[0-9a-f]{10} Fix /);
    expect(annotation?.message.en).not.toMatch(/\p{Cc}/u);
    expect(annotation?.message.fr).not.toBe(annotation?.message.en);
  });
});
