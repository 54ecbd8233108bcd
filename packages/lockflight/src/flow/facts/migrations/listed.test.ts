import { expect, test } from 'vitest';
import { LockflightError } from '../../../errors.ts';
import { openGit } from '../../../git/open.ts';
import { newRepository } from '../../../git/repository.fixture.ts';
import { hostIn } from '../outside/answering-server.fixture.ts';
import { irreversibleMigrations } from './migrations.ts';

const code = `const [tree] = process.argv.slice(1);
  const steps = require('node:child_process').execFileSync('git', ['show', tree + ':steps'], { encoding: 'utf8' });
  console.log(JSON.stringify(steps.trim().split('\\n').map((s) => ({ name: s.replace('!', ''), reversible: !s.endsWith('!') }))));`;
const MIGRATIONS = { down: 'down.sql', compatible: '-- ok', run: [process.execPath, '-e', code, '--', '{tree}'] };

test('a program lists the steps of each tree', async () => {
  await using repo = await newRepository();
  await repo.commit({ steps: 'one\ntwo!\n' });
  const before = await repo.tree();
  await repo.commit({ steps: 'one\ntwo!\nthree\nfour!\n' });
  const asked = { git: await openGit(repo.dir), migrations: MIGRATIONS, before, after: await repo.tree() };
  expect(await irreversibleMigrations({ ...asked, host: hostIn(repo.dir, { timeoutMs: 60_000 }) })).toEqual([{ name: 'four' }]);
  const codeOf = async (host: Parameters<typeof irreversibleMigrations>[0]['host'], run = MIGRATIONS.run): Promise<string> => {
    try {
      await irreversibleMigrations({ ...asked, migrations: { ...MIGRATIONS, run }, host });
      return 'none';
    } catch (error) {
      if (error instanceof LockflightError) return error.code;
      throw error;
    }
  };
  expect(await codeOf(undefined)).toBe('read-by-the-recorder');
  expect(await codeOf(hostIn(repo.dir), [process.execPath, '-p', '"{}"'])).toBe('source-nonsense');
  expect(await codeOf(hostIn(repo.dir), [process.execPath, '-p', '"[{}]"'])).toBe('source-nonsense');
});
