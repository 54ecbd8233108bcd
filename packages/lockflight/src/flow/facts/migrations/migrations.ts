/**
 * Migrations that a promotion would bring and nothing could undo. One that the target does not have must have a way down that does something, or say on a line of
 * its own that the code before it can live with it. They are read from the two trees, or asked of a program of the recorder's host, one tree at a time.
 */
import type { Migrations } from '../../../contract/model.ts';
import type { Git } from '../../../git/port.ts';
import type { WayBack } from '../../../policy/facts.ts';
import { readByTheRecorder } from '../outside/failures.ts';
import type { Host } from '../outside/host.ts';
import { type Migration, migrationsIn } from './layouts.ts';
import { listMigrations } from './listed.ts';
import { declaresCompatible, doesSomething, downPartOf } from './way-down.ts';

/** Migrations hold data at times. */
const LARGEST = 16 * 1024 * 1024;

/** A migration that one tree has and the other lacks. */
export interface AddedMigration {
  readonly name: string;
  /** The file that undoes it, or would; absent: there is none to name. */
  readonly downFile?: string;
  /** Can it be undone, or lived with by the code before it? */
  readonly reversible: boolean;
}

export interface MigrationsQuestion {
  readonly git: Git;
  /** The recorder's; undefined for everybody else. */
  readonly host?: Host | undefined;
  readonly migrations: Migrations;
  /** Trees or commits. */
  readonly before: string;
  readonly after: string;
}

/** Errors: what git says, `file-too-large` among it; `read-by-the-recorder`, and what a program's failure is called. */
export const migrationsAdded = async ({ git, host, migrations, before, after }: MigrationsQuestion): Promise<readonly AddedMigration[]> => {
  if (migrations.run !== undefined) return listedAdded(migrations.run, host, before, after);
  const dir = migrations.dir ?? '';
  const at = async (rev: string): Promise<readonly Migration[]> => migrationsIn(await git.listFiles(rev, dir), dir, migrations.down);
  const known = new Set((await at(before)).map((m) => m.name));
  const added = [];
  for (const migration of await at(after)) {
    if (known.has(migration.name)) continue;
    const { name, downFile, files } = migration;
    const reversible = await canBeUndone(git, migrations, after, migration);
    // Code, whose way down would be a part of it: there is no other file to add.
    added.push({ name, reversible, ...(files.includes(downFile) ? {} : { downFile }) });
  }
  return added;
};

const listedAdded = async (
  run: readonly string[],
  host: Host | undefined,
  before: string,
  after: string,
): Promise<readonly AddedMigration[]> => {
  if (host === undefined) throw readByTheRecorder('migrations');
  const known = new Set((await listMigrations(host, run, before)).map((m) => m.name));
  return (await listMigrations(host, run, after)).filter((m) => !known.has(m.name));
};

/** Those that the candidate adds and nothing undoes. */
export const irreversibleMigrations = async (question: MigrationsQuestion): Promise<WayBack['irreversible']> =>
  (await migrationsAdded(question))
    .filter((m) => !m.reversible)
    .map(({ name, downFile }) => ({ name, ...(downFile === undefined ? {} : { downFile }) }));

const canBeUndone = async (git: Git, { compatible }: Migrations, rev: string, { downFile, files, single }: Migration): Promise<boolean> => {
  const own = files.includes(downFile);
  const down = own ? undefined : await git.readFile(rev, downFile, LARGEST);
  if (down !== undefined && doesSomething(down)) return true;
  for (const file of files) {
    const text = await git.readFile(rev, file, LARGEST);
    if (text === undefined) return false;
    const part = single && file.endsWith('.sql') ? downPartOf(text) : undefined;
    if (part !== undefined && doesSomething(part)) continue;
    // Every file has to say it: one harmless statement does not excuse the next.
    if (!declaresCompatible(text, compatible)) return false;
  }
  return true;
};
