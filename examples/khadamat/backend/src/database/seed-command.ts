/** `npm run seed`: puts the reference catalogue in the database. On a developer's machine it migrates first; elsewhere `npm run migrate` does, and is asked for. */
import { validateEnv } from '../config/env.ts';
import { loadEnvFile } from '../env-file.ts';
import { migrate, pendingMigrations } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import { seed } from './seed.ts';

loadEnvFile();
const env = validateEnv();
const database = openDatabase(env.DATABASE_URL);
try {
  if (env.name === 'local') await migrate(database);
  const pending = await pendingMigrations(database);
  if (pending.length > 0) throw new Error(`the database lacks ${pending.join(', ')}: run npm run migrate first`);
  const { added, changed } = await seed(database, new Date());
  process.stdout.write(`${env.name}: catalogue in place (${added} rows added, ${changed} brought up to date)\n`);
} finally {
  await database.destroy();
}
