/**
 * Which scripts of which packages the lines of a workflow's step run: `npm run smoke -w api`, `pnpm --filter ./api smoke`, `cd api && yarn migrate`, `npx turbo run
 * test`. Input: the lines and the folder that the step begins in; output: runs in their order. What is computed is passed over. Pure, total, linear.
 */

export interface ScriptRun {
  readonly script: string;
  /** Where it runs, from the root with `/`; empty: the root. */
  readonly folder: string;
  /** The packages that it is narrowed to: a name, a path or a pattern of them, as written. */
  readonly selector: string | undefined;
  /** A task runner (turbo, nx) runs the task of this name in the packages that have it. */
  readonly task: boolean;
  /** From the first line of the step, from 0. */
  readonly offset: number;
}

/** Wrappers that a command may stand behind, each with what they take. */
const LEADING = 12;
const MOST_LINES = 400;
const MANAGERS = /^(?:npm|pnpm|yarn|bun)$/;
/** What npm runs without the word `run`. */
const NPM_SHORT = /^(?:test|t|tst|start|stop|restart)$/;
const WITH_VALUE = /^(?:--prefix|-C|--dir|--cwd|-w|--workspace|--filter|-F|--loglevel|--stream-to|--concurrency|--workspace-concurrency)$/;

export const scriptRuns = (text: string, folder: string): readonly ScriptRun[] => {
  const found: ScriptRun[] = [];
  let here: string | undefined = folder;
  for (const [offset, line] of text.split('\n', MOST_LINES).entries()) {
    if (/^\s*#/.test(line)) continue;
    for (const command of line.slice(0, 2000).split(/&&|\|\||[;|()]/)) {
      const words = wordsOf(command);
      if (words[0] === 'cd' || words[0] === 'pushd') here = here === undefined ? undefined : inside(here, words[1] ?? '');
      else if (here !== undefined) found.push(...runsIn(words, here, offset));
    }
  }
  return found;
};

const wordsOf = (command: string): readonly string[] =>
  (command.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? []).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));

/** A folder below another; undefined where it leads out of the repository, or nobody can tell where. */
export const inside = (folder: string, way: string): string | undefined => {
  if (/^[~/$-]|[$*`{]/.test(way) || way === '') return undefined;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of way.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
};

const runsIn = (words: readonly string[], folder: string, offset: number): readonly ScriptRun[] => {
  const at = words.slice(0, LEADING).findIndex((word) => MANAGERS.test(word) || word === 'turbo' || word === 'nx');
  const tool = words[at];
  if (tool === undefined) return [];
  if (tool === 'turbo' || tool === 'nx') return tasksIn(words.slice(at + 1), folder, offset);
  const rest = words.slice(at + 1);
  const nested = rest.findIndex((word) => word === 'turbo' || word === 'nx');
  if (nested !== -1 && nested <= 2) return tasksIn(rest.slice(nested + 1), folder, offset);
  return managed(tool, rest, folder, offset);
};

/** `npm run x`, with the flags that say in which package. */
const managed = (tool: string, args: readonly string[], folder: string, offset: number): readonly ScriptRun[] => {
  let there: string | undefined = folder;
  let selector: string | undefined;
  const plain: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word === '--') break;
    const [, flag = '', value] = /^(-[^=]*)(?:=(.*))?$/.exec(word) ?? [];
    if (flag === '') {
      if (tool === 'yarn' && word === 'workspace' && plain.length === 0) selector = args[++at];
      else plain.push(word);
      continue;
    }
    if (!WITH_VALUE.test(flag)) continue;
    const given = value ?? args[++at] ?? '';
    if (/^(?:--prefix|-C|--dir|--cwd)$/.test(flag)) there = there === undefined ? undefined : inside(there, given);
    else if (/^(?:-w|--workspace|--filter|-F)$/.test(flag) && given !== '' && !(tool === 'pnpm' && flag === '-w')) selector = given;
  }
  const [first = '', second] = plain;
  const said = first === 'run' || first === 'run-script';
  const script = said ? second : tool === 'npm' ? (NPM_SHORT.test(first) ? first.replace(/^(?:t|tst)$/, 'test') : undefined) : first;
  // `pnpm deploy` is pnpm's own.
  if (there === undefined || script === undefined || script === '' || (tool === 'pnpm' && !said && script === 'deploy')) return [];
  return [{ script, folder: there, selector, task: false, offset }];
};

const NOT_TASKS = /^(?:run|run-many|affected|exec|watch|prune|login|link)$/;

const tasksIn = (args: readonly string[], folder: string, offset: number): readonly ScriptRun[] => {
  const tasks: string[] = [];
  let selector: string | undefined;
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word === '--') break;
    const [, flag = '', value] = /^(-[^=]*)(?:=(.*))?$/.exec(word) ?? [];
    if (flag === '') {
      if (!NOT_TASKS.test(word)) tasks.push(...word.split(','));
    } else if (/^(?:-t|--targets?)$/.test(flag) && value !== undefined) tasks.push(...value.split(','));
    else if (/^(?:--filter|-F|-p|--projects?|--scope)$/.test(flag)) selector = value ?? args[++at];
    else if (
      /^--(?:parallel|base|head|configuration|concurrency|cache-dir)$/.test(flag) &&
      value === undefined &&
      !(args[at + 1] ?? '-').startsWith('-')
    )
      at++;
  }
  return tasks.filter((task) => /^[\w:.-]+$/.test(task)).map((script) => ({ script, folder, selector, task: true, offset }));
};

/** Is the package of this name, in this folder, among those that a selector names? No selector names all. */
export const isSelected = (selector: string | undefined, name: string | undefined, folder: string): boolean => {
  if (selector === undefined) return true;
  const bare = selector
    .replace(/^\.\.\.\^?|\^?\.\.\.$/g, '')
    .replace(/^\{(.*)\}$/, '$1')
    .replace(/^\.\//, '')
    .replace(/\/$/, '');
  if (bare === '' || bare.length > 200 || bare.split('*').length > 5 || bare.startsWith('!') || bare.startsWith('[')) return false;
  const pattern = globOf(bare);
  return (name !== undefined && (pattern.test(name) || name.replace(/^@[^/]*\//, '') === bare)) || pattern.test(folder);
};

/** `apps/*` and `packages/**` as an expression; nothing else of a glob is known here. */
export const globOf = (glob: string): RegExp =>
  new RegExp(
    `^${glob
      .split(/(\*\*?)/)
      .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')))
      .join('')}$`,
  );
