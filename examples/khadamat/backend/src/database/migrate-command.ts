/**
 * `npm run migrate`: replays every migration on the shadow database, migrates the real one, and compares the two. Exit 1 when one of the three fails.
 */
import { readEnvironment } from '../environment.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import { drift, replayOnShadow, shapeOf } from './shadow.ts';

const env = readEnvironment();
const expected = await replayOnShadow(env.SHADOW_DATABASE_URL);
const database = openDatabase(env.DATABASE_URL);
try {
  const done = await migrate(database);
  process.stdout.write(done.length === 0 ? `${env.name}: nothing to migrate\n` : `${env.name}: ${done.join(', ')}\n`);
  const differences = drift(expected, await shapeOf(database));
  if (differences.length > 0) {
    process.stderr.write(
      `The tables are not what the migrations make (- missing, + unexpected):\n${differences.map((line) => `  ${line}\n`).join('')}`,
    );
    process.exitCode = 1;
  }
} finally {
  await database.destroy();
}
