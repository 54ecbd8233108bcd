/**
 * `npm run restore --workspace backend -- FILE`: brings a backup back into DATABASE_URL, which must be empty; its tables are made first. Exit 1 when it is not done.
 */
import { migrate, pendingMigrations } from '../database/migrate.ts';
import { MIGRATIONS } from '../database/migrations/all.ts';
import { openDatabase } from '../database/open-database.ts';
import { readEnvironment } from '../environment.ts';
import { BackupDamaged } from './format.ts';
import { RestoreRefused, restoreBackup, verifyBackup } from './restore.ts';

const env = readEnvironment();
const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('usage: npm run restore --workspace backend -- FILE\n');
  process.exitCode = 2;
} else {
  const database = openDatabase(env.DATABASE_URL);
  try {
    // A file that is no backup, or a database that lives, is not migrated on the way.
    await verifyBackup(file);
    if ((await pendingMigrations(database)).length === Object.keys(MIGRATIONS).length) await migrate(database);
    process.stdout.write(`${env.name}: ${await restoreBackup(database, file)} rows are back\n`);
  } catch (error) {
    if (!(error instanceof BackupDamaged || error instanceof RestoreRefused)) throw error;
    process.stderr.write(`nothing was restored: ${error.message}\n`);
    process.exitCode = 1;
  } finally {
    await database.destroy();
  }
}
