/** `npm run seed`: puts the reference catalogue in the database. On a developer's machine it migrates first; elsewhere `npm run migrate` does, and is asked for. */
import { readEnvironment } from '../environment.ts';
import { migrate, pendingMigrations } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import { seed } from './seed.ts';

const env = readEnvironment();
const database = openDatabase(env.DATABASE_URL);
try {
  if (env.name === 'local') await migrate(database);
  const pending = await pendingMigrations(database);
  if (pending.length > 0) {
    process.stderr.write(`${env.name}: the database lacks ${pending.join(', ')}: run npm run migrate first\n`);
    process.exitCode = 1;
  } else {
    const { added, changed } = await seed(database, new Date());
    process.stdout.write(`${env.name}: catalogue in place (${added} rows added, ${changed} brought up to date)\n`);
  }
} finally {
  await database.destroy();
}
