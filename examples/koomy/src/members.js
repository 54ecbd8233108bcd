/** Members, kept in SQLite. The schema is what the folders of migrations/ say, applied in order, each of them once. */
import { readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const MIGRATIONS = new URL('../migrations/', import.meta.url);

export function openMembers(databaseUrl) {
  const database = new DatabaseSync(databaseUrl.replace(/^file:/, ''));
  database.exec('CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY) STRICT');
  return {
    migrate() {
      const applied = new Set(
        database
          .prepare('SELECT name FROM migrations')
          .all()
          .map((row) => row.name),
      );
      const missing = readdirSync(MIGRATIONS)
        .sort()
        .filter((name) => !applied.has(name));
      for (const name of missing) {
        const statements = readFileSync(new URL(`${name}/up.sql`, MIGRATIONS), 'utf8');
        database.exec(`BEGIN;\n${statements}\nINSERT INTO migrations VALUES ('${name}');\nCOMMIT;`);
      }
      return missing;
    },
    add: (name, since) => Number(database.prepare('INSERT INTO members (name, since) VALUES (?, ?)').run(name, since).lastInsertRowid),
    find: (id) => database.prepare('SELECT id, name, since FROM members WHERE id = ?').get(id),
    close: () => database.close(),
  };
}
