/**
 * Which files make up which migration, from their paths alone. The ways of writing them, side by side in one folder if need be:
 *
 * - a folder each: `0042_drop/migration.sql` beside `down.sql` (Prisma, Diesel)
 * - a pair of files: `0042_drop.up.sql`, `-up.sql`, `_up.sql` or plain `.sql` beside `.down.sql`, `-down.sql`, `_down.sql` (golang-migrate, db-migrate)
 * - Flyway: `V42__drop.sql` beside `U42__drop.sql`
 * - two folders: `up/0042_drop.sql` and `down/0042_drop.sql`, `deploy/` and `revert/` (Sqitch)
 * - one file: the way down is a part of it (`single-file.ts`), or it is code, or there is none
 *
 * What is neither SQL nor code (locks, journals, snapshots, documents) is no migration. Pure.
 */
export interface Migration {
  readonly name: string;
  /** Where its way down is, or would be expected. */
  readonly downFile: string;
  /** What it does: every file of it but the way down. */
  readonly files: readonly string[];
  /** Stands in a file of its own: the way down may be a part of it. */
  readonly single: boolean;
}

const STEP = /\.(?:sql|[cm]?[jt]s|py|rb|php|go)$/;
const FORWARD = /^(?:up|deploy)$/;
const BACK = /^(?:down|revert|rollback|undo)$/;
const NEITHER = /^(?:verify|meta|snapshots?|seeds?|tests?|__tests__|__pycache__|node_modules)$/;

/** `paths`: below `dir`, as git lists them. `down`: the contract's own name for the file that undoes. */
export const migrationsIn = (paths: readonly string[], dir: string, down: string): readonly Migration[] => {
  const root = dir.replace(/^(\.?\/)+|\/+$/g, '');
  const prefix = root === '' || root === '.' ? '' : `${root}/`;
  const found = new Map<string, { downFile: string; files: string[]; single: boolean }>();
  for (const path of paths) {
    const part = partOf(path.slice(prefix.length), down);
    if (part === undefined) continue;
    const migration = found.get(part.name) ?? { downFile: `${prefix}${part.downFile}`, files: [], single: part.single };
    if (part.back) migration.downFile = path;
    else migration.files.push(path);
    found.set(part.name, migration);
  }
  return [...found].filter(([, m]) => m.files.length > 0).map(([name, m]) => ({ name, ...m }));
};

interface Part {
  readonly name: string;
  readonly back: boolean;
  readonly downFile: string;
  readonly single: boolean;
}

const partOf = (inside: string, down: string): Part | undefined => {
  const [folder = '', ...rest] = inside.split('/');
  if (rest.length === 0) return partOfFile(inside, down);
  if (NEITHER.test(folder)) return undefined;
  const file = rest.join('/');
  if (FORWARD.test(folder) || BACK.test(folder)) {
    const back = folder === 'deploy' || folder === 'revert' ? 'revert' : BACK.test(folder) ? folder : 'down';
    return STEP.test(file) ? { name: stemOf(file), back: BACK.test(folder), downFile: `${back}/${file}`, single: false } : undefined;
  }
  const downFile = `${folder}/${down}`;
  if (inside === downFile) return { name: folder, back: true, downFile, single: false };
  return STEP.test(file) ? { name: folder, back: false, downFile, single: false } : undefined;
};

const partOfFile = (file: string, down: string): Part | undefined => {
  // `0042.undo.sql` where the contract says `down: undo.sql`.
  if (file.endsWith(`.${down}`)) return { name: file.slice(0, -down.length - 1), back: true, downFile: file, single: true };
  if (!STEP.test(file) || /^(?:index|schema|migrate|env|__init__|.*\.d)\.[a-z]+$/.test(file)) return undefined;
  const flyway = /^([VU])([0-9][0-9A-Za-z._]*?__.+)\.sql$/.exec(file);
  if (flyway !== null) return { name: `V${flyway[2]}`, back: flyway[1] === 'U', downFile: `U${flyway[2]}.sql`, single: true };
  const extension = /\.[a-z]+$/.exec(file)?.[0] ?? '';
  const pair = /^(.+?)([._-])(up|down)$/.exec(stemOf(file));
  if (pair !== null) {
    const [, name = '', mark = '.', way] = pair;
    return { name, back: way === 'down', downFile: `${name}${mark}down${extension}`, single: true };
  }
  const name = stemOf(file);
  return { name, back: false, downFile: extension === '.sql' ? `${name}.${down}` : file, single: true };
};

const stemOf = (file: string): string => file.replace(/\.[a-z]+$/, '');
