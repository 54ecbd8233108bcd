/**
 * Migrations that a promotion would bring and nothing could undo. The layout is one folder a migration (`0042_drop_phone/migration.sql` beside
 * `down.sql`), or one file a migration (`0042_drop_phone.sql` beside `0042_drop_phone.down.sql`). A migration that the target does not have must have a way
 * down that does something, or say on a line of its own that the code before it can live with it.
 */
import type { Migrations } from '../../contract/model.ts';
import type { Git } from '../../git/port.ts';
import type { WayBack } from '../../policy/facts.ts';

/** Migrations hold data at times. */
const LARGEST = 16 * 1024 * 1024;

interface Migration {
  readonly name: string;
  readonly downFile: string;
  /** What it does: every file of it but the way down. */
  readonly files: readonly string[];
}

/** A migration that one tree has and the other lacks. */
export interface AddedMigration {
  readonly name: string;
  readonly downFile: string;
  /** Can it be undone, or lived with by the code before it? */
  readonly reversible: boolean;
}

/** Trees or commits. Errors: what git says, `file-too-large` among it. */
export const migrationsAdded = async (
  git: Git,
  migrations: Migrations,
  before: string,
  after: string,
): Promise<readonly AddedMigration[]> => {
  const known = new Set((await migrationsAt(git, migrations, before)).map((m) => m.name));
  const added = [];
  for (const migration of await migrationsAt(git, migrations, after)) {
    if (known.has(migration.name)) continue;
    added.push({ name: migration.name, downFile: migration.downFile, reversible: await canBeUndone(git, migrations, after, migration) });
  }
  return added;
};

/** Those that the candidate adds and nothing undoes. */
export const irreversibleMigrations = async (
  git: Git,
  migrations: Migrations,
  target: string,
  candidate: string,
): Promise<WayBack['irreversible']> =>
  (await migrationsAdded(git, migrations, target, candidate))
    .filter((m) => !m.reversible)
    .map(({ name, downFile }) => ({ name, downFile }));

const migrationsAt = async (git: Git, { dir, down }: Migrations, rev: string): Promise<readonly Migration[]> => {
  const root = dir.replace(/^(\.?\/)+|\/+$/g, '');
  const prefix = root === '' || root === '.' ? '' : `${root}/`;
  const found = new Map<string, { downFile: string; files: string[] }>();
  for (const path of await git.listFiles(rev, dir)) {
    const inside = path.slice(prefix.length);
    const slash = inside.indexOf('/');
    if (slash === -1 && (!inside.endsWith('.sql') || inside.endsWith(`.${down}`))) continue;
    const name = slash === -1 ? inside.replace(/(?:\.up)?\.sql$/, '') : inside.slice(0, slash);
    const downFile = slash === -1 ? `${prefix}${name}.${down}` : `${prefix}${name}/${down}`;
    const migration = found.get(name) ?? { downFile, files: [] };
    if (path !== downFile) migration.files.push(path);
    found.set(name, migration);
  }
  return [...found].filter(([, m]) => m.files.length > 0).map(([name, m]) => ({ name, ...m }));
};

const canBeUndone = async (git: Git, { compatible }: Migrations, rev: string, { downFile, files }: Migration): Promise<boolean> => {
  const down = await git.readFile(rev, downFile, LARGEST);
  if (down !== undefined && lines(down).some((l) => l !== '' && !l.startsWith('--'))) return true;
  const sql = files.filter((f) => f.endsWith('.sql'));
  for (const file of sql.length === 0 ? files : sql) {
    const text = await git.readFile(rev, file, LARGEST);
    // Every file has to say it: one harmless statement does not excuse the next.
    if (text === undefined || !lines(text).some((l) => l === compatible.trim() || l.startsWith(`${compatible.trim()} `))) return false;
  }
  return true;
};

const lines = (text: string): readonly string[] => text.split('\n').map((l) => l.trim());
