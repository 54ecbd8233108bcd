/**
 * What the words of one command say of names, by the command they stand behind: `read NAME` sets one, `printenv NAME` reads one, `docker run -e NAME` hands one on,
 * `sh -c '...'` is a script again. Input: the words so far, the newest last. Pure.
 */

export interface Word {
  readonly from: number;
  readonly to: number;
  /** As it is written. */
  readonly raw: string;
  /** Without its quotes; undefined where something is expanded in it. */
  readonly plain: string | undefined;
  readonly quotes: 'none' | 'single' | 'double' | 'mixed';
}

export type Effect =
  | { readonly is: 'read'; readonly name: string }
  | { readonly is: 'set'; readonly name: string; readonly local: boolean }
  | { readonly is: 'source'; readonly path: string }
  /** The word's text is a script; a script within double quotes, of which only `\$NAME` is left to it; or a text whose names are expanded. */
  | { readonly is: 'script' | 'escaped' | 'template' };

/** How a word `NAME=value` behind these is taken. */
export type Taking =
  | 'argument'
  /** `export NAME=value`. */
  | 'set'
  /** `local NAME=value`. */
  | 'local'
  /** `env NAME=value command`. */
  | 'prefix';

export const takingOf = (line: readonly Word[]): Taking => {
  const words = command(line).map(({ plain }) => plain ?? '');
  const [head = '', ...rest] = words;
  if (/^(?:export|readonly|setenv)$/.test(head)) return 'set';
  if (/^(?:local|declare|typeset)$/.test(head)) return 'local';
  const behind = /^(?:env|cross-env|cross-env-shell|better-npm-run|sudo|doas)$/.test(head) || (words.length === 0 && line.length > 0);
  return behind && rest.every((each) => each.startsWith('-')) ? 'prefix' : 'argument';
};

/** Programs that run the one named behind them. */
const RUNNERS = /^(?:npx|pnpx|bunx|pnpm|yarn|bun|exec|dlx|command|builtin|nohup|time|sudo|doas|eval|xargs|timeout|dotenv|env-cmd|--)$/;
const SHELL = /^(?:.*\/)?(?:ba|da|z|k|a)?sh$/;
/** Their script runs somewhere else, with another environment. */
const ELSEWHERE = /^(?:docker|docker-compose|podman|nerdctl|kubectl|oc|ssh|lxc|heroku|fly|flyctl|multipass|vagrant)$/;
const CONTAINERS = /^(?:docker|docker-compose|podman|podman-compose|nerdctl|buildah)$/;
const OPERATOR_NAME = /^[A-Za-z_]\w*$/;

/** The words without the programs that only run others, and their options. */
const command = (line: readonly Word[]): readonly Word[] => {
  let from = 0;
  while (from < line.length && (RUNNERS.test(line[from]?.plain ?? '') || (from > 0 && (line[from]?.plain ?? '').startsWith('-')))) from++;
  return line.slice(from);
};

/** What the newest word does. */
export const effectsOf = (line: readonly Word[]): readonly Effect[] => {
  const words = command(line);
  const newest = line.at(-1);
  const head = words[0]?.plain;
  if (newest === undefined || head === undefined) return [];
  const before = line.at(-2)?.plain ?? '';
  const { plain, raw, quotes } = newest;
  const isScript = /^-\w*c$/.test(before) && SHELL.test(line.at(-3)?.plain ?? '') && !line.some((each) => ELSEWHERE.test(each.plain ?? ''));
  if (isScript && quotes === 'single') return [{ is: 'script' }];
  if (isScript && quotes === 'double' && raw.includes('\\$')) return [{ is: 'escaped' }];
  if (quotes === 'single' && /^(?:concurrently|nodemon|npm-run-all|start-server-and-test)$/.test(head)) return [{ is: 'script' }];
  if (quotes === 'single' && head === 'envsubst') return [{ is: 'template' }];
  if ((head === 'source' || head === '.') && words.length === 2) return sourced(raw);
  if (head === 'let') {
    const own = /^["']?([A-Za-z_]\w*)(?:[-+*/%]?=|\+\+|--)/.exec(raw)?.[1];
    return own === undefined ? [] : [{ is: 'set', name: own, local: false }];
  }
  if (plain === undefined || words.length < 2) return [];
  const name = OPERATOR_NAME.test(plain) ? plain : undefined;
  const set = (local = false): readonly Effect[] => (name === undefined ? [] : [{ is: 'set', name, local }]);
  const read = (): readonly Effect[] => (name === undefined ? [] : [{ is: 'read', name }]);
  switch (head) {
    case 'for':
    case 'select':
      return words.length === 2 ? set() : [];
    case 'read':
      return /^-\w*[pdtnNui]$/.test(before) ? [] : set();
    case 'mapfile':
    case 'readarray':
      return /^-\w*[dnOsuCc]$/.test(before) ? [] : set();
    case 'getopts':
      return words.length === 3 ? set() : [];
    case 'printf':
      return before === '-v' ? set() : [];
    case 'unset':
      return set();
    case 'local':
    case 'declare':
    case 'typeset':
      return set(true);
    case 'printenv':
    // direnv's own.
    case 'env_vars_required':
      return read();
    case 'test':
    case '[':
    case '[[':
    case '-v':
      return before === '-v' ? read() : [];
    default:
      return CONTAINERS.test(head) ? handedOn(before, plain) : [];
  }
};

/** `-e NAME`, `--env=NAME`, `--build-arg NAME`, `--secret id=x,env=NAME`: taken from who calls. */
const handedOn = (before: string, plain: string): readonly Effect[] => {
  const name =
    (/^(?:-e|--env|--build-arg)$/.test(before) ? /^[A-Z_][A-Z0-9_]*$/ : /^(?:--env=|--build-arg=|-e(?=[A-Z]))([A-Z_][A-Z0-9_]*)$/).exec(
      plain,
    ) ?? (/^--secret$/.test(before) || plain.startsWith('--secret=') ? /(?:^|[,=])env=([A-Z_][A-Z0-9_]*)(?:,|$)/.exec(plain) : null);
  return name === null ? [] : [{ is: 'read', name: name[1] ?? name[0] }];
};

/** What every system's own description of itself sets. */
const RELEASE = [
  'ID',
  'ID_LIKE',
  'NAME',
  'VERSION',
  'VERSION_ID',
  'VERSION_CODENAME',
  'PRETTY_NAME',
  'UBUNTU_CODENAME',
  'VARIANT_ID',
  'PLATFORM_ID',
];
const LSB = ['DISTRIB_ID', 'DISTRIB_RELEASE', 'DISTRIB_CODENAME', 'DISTRIB_DESCRIPTION'];

const sourced = (raw: string): readonly Effect[] => [
  { is: 'source', path: raw },
  ...(/\/os-release\b/.test(raw) ? RELEASE : /\/lsb-release\b/.test(raw) ? LSB : []).map(
    (name): Effect => ({ is: 'set', name, local: false }),
  ),
];
