import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { seededDatabase } from '../database/database.fixture.ts';
import { openDatabase } from '../database/open-database.ts';
import { makeBackup } from './backup.ts';

const COMMAND = fileURLToPath(new URL('restore-command.ts', import.meta.url));

test('the command makes the tables of an empty database, and changes nothing when it does not restore', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'khadamat-restore-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const url = `file:${join(folder, 'restored.db')}`;
  const restore = (...words: readonly string[]) => {
    const env = {
      PATH: process.env.PATH,
      NODE_ENV: 'development',
      DATABASE_URL: url,
      SHADOW_DATABASE_URL: `file:${join(folder, 'shadow.db')}`,
    };
    const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...words], { env, encoding: 'utf8' });
    return [status, `${stdout}${stderr}`];
  };
  const tables = async () => {
    await using database = openDatabase(url);
    return await database.introspection.getTables({ withInternalKyselyTables: true });
  };
  const damaged = join(folder, 'damaged');
  await writeFile(damaged, 'no backup');
  expect(restore(damaged)).toEqual([1, 'nothing was restored: it cannot be unpacked\n']);
  expect(await tables()).toEqual([]);
  const { path } = await makeBackup(await seededDatabase(), folder, new Date());
  expect(restore(path)).toEqual([0, expect.stringMatching(/^local: \d+ rows are back\n$/)]);
  expect(restore(path)).toEqual([1, expect.stringContaining('the database is not empty')]);
  expect(restore()).toEqual([2, expect.stringContaining('usage:')]);
});
