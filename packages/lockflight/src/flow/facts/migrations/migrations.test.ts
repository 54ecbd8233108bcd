import { describe, expect, test } from 'vitest';
import { openGit } from '../../../git/open.ts';
import { type Files, newRepository } from '../../../git/repository.fixture.ts';
import { irreversibleMigrations } from './migrations.ts';

const RULE = { dir: 'prisma/migrations', down: 'down.sql', compatible: '-- lockflight: compatible' };
const at = (name: string, file: string) => `prisma/migrations/${name}/${file}`;
const BEFORE: Files = {
  [at('0001_init', 'migration.sql')]: 'CREATE TABLE a();',
  'prisma/migrations/migration_lock.toml': 'provider = "postgresql"',
};

const namesAfter = async (added: Files): Promise<readonly string[]> => {
  await using repo = await newRepository();
  await repo.commit(BEFORE);
  const before = await repo.tree();
  await repo.commit(added);
  const found = await irreversibleMigrations({ git: await openGit(repo.dir), migrations: RULE, before, after: await repo.tree() });
  return found.map((m) => `${m.name} -> ${m.downFile}`);
};

const DROP = at('0042_drop_phone', 'migration.sql');
const DOWN = at('0042_drop_phone', 'down.sql');
const FOUND = [`0042_drop_phone -> ${DOWN}`];

describe('irreversibleMigrations', () => {
  test('none added', async () => expect(await namesAfter({ 'src/a.ts': '' })).toEqual([]));
  test('what the target has already is not asked', async () =>
    expect(await namesAfter({ [at('0001_init', 'migration.sql')]: 'changed' })).toEqual([]));
  test('no way down', async () => expect(await namesAfter({ [DROP]: 'ALTER TABLE a DROP phone;' })).toEqual(FOUND));
  test('a way down', async () => expect(await namesAfter({ [DROP]: 'DROP', [DOWN]: 'ALTER TABLE a ADD phone text;' })).toEqual([]));
  test('a way down that does nothing', async () => expect(await namesAfter({ [DROP]: 'DROP', [DOWN]: '-- later\n\n' })).toEqual(FOUND));
  test('declared compatible', async () =>
    expect(await namesAfter({ [DROP]: '-- lockflight: compatible (nobody reads it)\r\nALTER TABLE a DROP phone;' })).toEqual([]));
  test('a marker in the middle of a line is none', async () =>
    expect(await namesAfter({ [DROP]: "INSERT INTO a VALUES ('-- lockflight: compatible');" })).toEqual(FOUND));
  test('a marker that only begins like one is none', async () =>
    expect(await namesAfter({ [DROP]: '-- lockflight: compatible-ish' })).toEqual(FOUND));
  test('every file of a migration has to say it', async () =>
    expect(await namesAfter({ [DROP]: '-- lockflight: compatible', [at('0042_drop_phone', 'more.sql')]: 'DROP TABLE a;' })).toEqual(FOUND));
  test('a flat layout', async () => {
    const flat = 'prisma/migrations/0042_drop_phone';
    expect(await namesAfter({ [`${flat}.sql`]: 'DROP' })).toEqual([`0042_drop_phone -> ${flat}.down.sql`]);
    expect(await namesAfter({ [`${flat}.up.sql`]: 'DROP', [`${flat}.down.sql`]: 'ADD' })).toEqual([]);
  });
  test('both ways in one file', async () => {
    const file = 'prisma/migrations/0042_drop_phone.sql';
    expect(await namesAfter({ [file]: '-- migrate:up\nDROP\n-- migrate:down\nADD' })).toEqual([]);
    expect(await namesAfter({ [file]: '-- migrate:up\nDROP\n-- migrate:down\n-- later' })).toHaveLength(1);
    expect(await namesAfter({ [DROP]: '-- migrate:up\nDROP\n-- migrate:down\nADD' })).toEqual(FOUND);
  });
  test('code says that it is compatible, or is listed by a program', async () => {
    const file = 'prisma/migrations/0042_drop_phone.ts';
    expect(await namesAfter({ [file]: 'export const up = () => 1; export const down = () => undefined;' })).toEqual([
      '0042_drop_phone -> undefined',
    ]);
    expect(await namesAfter({ [file]: '// lockflight: compatible\nexport const up = () => 1;' })).toEqual([]);
  });
});
