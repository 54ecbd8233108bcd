/**
 * Makes bare repositories without starting a process: the few files that `git init --bare` would write, with GitHub's own choices
 * (any commit may be fetched by id, `refs/pull/` cannot be pushed to), and the shared folder of hooks.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const config = (hooks: string): string =>
  [
    '[core]',
    '\trepositoryformatversion = 0',
    '\tfilemode = true',
    '\tbare = true',
    '\tlogAllRefUpdates = false',
    `\thooksPath = "${hooks.replaceAll('\\', '/')}"`,
    '[gc]',
    '\tauto = 0',
    '[receive]',
    '\tautogc = false',
    '\thideRefs = refs/pull',
    '[uploadpack]',
    '\tallowAnySHA1InWant = true',
    '\tallowFilter = true',
    '[user]',
    '\tname = GitHub',
    '\temail = noreply@github.com',
    '',
  ].join('\n');

/** An empty repository in `dir`, whose HEAD names `branch`. */
export const makeBareRepository = async (dir: string, branch: string, hooks: string): Promise<void> => {
  await Promise.all([
    mkdir(join(dir, 'objects', 'info'), { recursive: true }),
    mkdir(join(dir, 'objects', 'pack'), { recursive: true }),
    mkdir(join(dir, 'refs', 'heads'), { recursive: true }),
    mkdir(join(dir, 'refs', 'tags'), { recursive: true }),
  ]);
  await Promise.all([writeFile(join(dir, 'HEAD'), `ref: refs/heads/${branch}\n`), writeFile(join(dir, 'config'), config(hooks))]);
};

const missing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as { code?: string } | undefined)?.code ?? '');

const textOf = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (missing(error)) return undefined;
    throw error;
  }
};

/**
 * Where `ref` (`refs/heads/main`) points; undefined when there is none. Reads the files, loose before packed, because a process for each
 * look would be most of the simulator's time.
 */
export const readRef = async (dir: string, ref: string): Promise<string | undefined> => {
  if (ref.split('/').some((part) => part === '' || part === '.' || part === '..')) return undefined;
  const loose = await textOf(join(dir, ref));
  if (loose !== undefined && /^[0-9a-f]{40}\s*$/.test(loose)) return loose.trim();
  const packed = await textOf(join(dir, 'packed-refs'));
  const line = packed?.split('\n').find((entry) => entry.slice(41) === ref);
  return line?.slice(0, 40);
};

/** Writes a ref that nobody else ever writes (`refs/pull/1/head`): its name is made of a number, so no process need check it. */
export const writeRef = async (dir: string, ref: string, commit: string): Promise<void> => {
  const path = join(dir, ref);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${commit}\n`);
};
