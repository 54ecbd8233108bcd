import { expect, test } from 'vitest';
import { migrationsIn } from './layouts.ts';

/** `NAME < files <- way down`. */
const told = (paths: readonly string[], down = 'down.sql') =>
  migrationsIn(
    paths.map((p) => `db/${p}`),
    './db/',
    down,
  ).map((m) => `${m.name} < ${m.files.map((f) => f.slice(3)).join(' ')} <- ${m.downFile.slice(3)}`);

test.each([
  ['prisma', ['1_a/migration.sql', '1_a/down.sql', 'migration_lock.toml'], '1_a < 1_a/migration.sql <- 1_a/down.sql'],
  ['diesel', ['1_a/up.sql', '1_a/down.sql'], '1_a < 1_a/up.sql <- 1_a/down.sql'],
  ['golang-migrate', ['1_a.up.sql', '1_a.down.sql'], '1_a < 1_a.up.sql <- 1_a.down.sql'],
  ['plain', ['1_a.sql', '1_a.down.sql'], '1_a < 1_a.sql <- 1_a.down.sql'],
  ['plain, alone', ['1_a.sql'], '1_a < 1_a.sql <- 1_a.down.sql'],
  ['db-migrate', ['1-a-up.sql', '1-a-down.sql'], '1-a < 1-a-up.sql <- 1-a-down.sql'],
  ['db-migrate, alone', ['1-a-up.sql'], '1-a < 1-a-up.sql <- 1-a-down.sql'],
  ['underscores', ['1_a_up.sql', '1_a_down.sql'], '1_a < 1_a_up.sql <- 1_a_down.sql'],
  ['flyway', ['V1__a.sql', 'U1__a.sql'], 'V1__a < V1__a.sql <- U1__a.sql'],
  ['flyway, alone', ['V1__a.sql'], 'V1__a < V1__a.sql <- U1__a.sql'],
  ['two folders', ['up/1_a.sql', 'down/1_a.sql'], '1_a < up/1_a.sql <- down/1_a.sql'],
  ['sqitch', ['deploy/a.sql', 'revert/a.sql', 'verify/a.sql'], 'a < deploy/a.sql <- revert/a.sql'],
  ['sqitch, alone', ['deploy/a.sql'], 'a < deploy/a.sql <- revert/a.sql'],
  ['code', ['1_a.ts'], '1_a < 1_a.ts <- 1_a.ts'],
  ['drizzle', ['0000_a.sql', 'meta/_journal.json', 'meta/0000_snapshot.json'], '0000_a < 0000_a.sql <- 0000_a.down.sql'],
])('%s', (_, paths, expected) => expect(told(paths)).toEqual([expected]));

test('the name that the contract gives to the way down', () => {
  expect(told(['1_a/migration.sql', '1_a/undo.sql'], 'undo.sql')).toEqual(['1_a < 1_a/migration.sql <- 1_a/undo.sql']);
  expect(told(['1_a.sql', '1_a.undo.sql'], 'undo.sql')).toEqual(['1_a < 1_a.sql <- 1_a.undo.sql']);
});

test('what only goes back, or is neither SQL nor code, is no migration', () =>
  expect(told(['1_a/down.sql', 'README.md', 'notes/a.md', 'index.ts', 'U1__a.sql', 'a.d.ts'])).toEqual([]));
