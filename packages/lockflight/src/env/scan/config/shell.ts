/**
 * Shell scripts: `$NAME` of a name in capitals that the script has not set where it is read. A script that reads another one in (`source`, `.`) shares its names;
 * the link says which.
 */
import type { FileSummary } from '../code/summary.ts';
import { setElsewhere } from './shell-evaluated.ts';
import { readsByName } from './shell-indirect.ts';
import type { Range, ShellRead, ShellSet, ShellText } from './shell-reading.ts';
import { readShellText } from './shell-text.ts';
import { type Mention, placesIn, summaryOf } from './summary-of.ts';

const OWN =
  /^(?:BASH\w*|FUNCNAME|RANDOM|SRANDOM|SECONDS|EPOCHSECONDS|EPOCHREALTIME|LINENO|IFS|PWD|OLDPWD|PPID|UID|EUID|OPTARG|OPTIND|OPTERR|REPLY|PIPESTATUS|HOSTNAME|HOSTTYPE|MACHTYPE|OSTYPE|SHLVL|SHELLOPTS|DIRSTACK|GROUPS|COLUMNS|LINES|COPROC|MAPFILE|COMP_\w+|COMPREPLY|ZSH_\w+|BATS_(?:TEST|SUITE|FILE|RUN)_\w+|BATS_(?:CWD|LIBEXEC|ROOT|TMPDIR|VERSION)|PS[0-4]|_)$/;

/** Set by the shell itself. */
export const isShellsOwn = (name: string): boolean => OWN.test(name);

export const summariseShell = (file: string, text: string): FileSummary => {
  const found = readShellText(text);
  return {
    ...summaryOf(file, 'shell', mentionsOf(text, found)),
    exports: [...new Set(found.sets.filter(({ until }) => until === undefined).map(({ name }) => name))].map(
      (name) => [name, { is: 'opaque' }] as const,
    ),
    stars: found.sources.flatMap(readIn),
  };
};

/** The name of a script that is read in; of one that is told later (`source "$HERE/tasks/$task"`), all those of its folder. */
const readIn = (path: string): readonly string[] => {
  const [, folder] = /(?:^|["'/])([\w-][\w.-]*)\/\$\{?\w+\}?(?:\.\w+)?["']?$/.exec(path) ?? [];
  if (folder !== undefined) return [`${folder}/*`];
  const [, name] = /([\w.-]+)["']?$/.exec(path) ?? [];
  return name === undefined ? [] : [name];
};

/** The reads of a script, or of one command line. `given`: names that are set before it begins. */
export const shellReads = (text: string, given: ReadonlySet<string> = new Set()): readonly Mention[] =>
  mentionsOf(text, readShellText(text)).filter(({ name }) => !given.has(name));

const mentionsOf = (text: string, found: ShellText): readonly Mention[] => {
  const { reads, sets, functions, loops } = found;
  const placeOf = placesIn(text);
  const elsewhere = setElsewhere(text);
  const byName = Map.groupBy(sets, ({ name }) => name);
  return [
    ...reads.filter(({ name }) => /^[A-Z_][A-Z0-9_]*$/.test(name) && !isShellsOwn(name)),
    ...readsByName(text, found),
    ...otherLanguages(text),
  ]
    .filter(({ name, at, outer }) => {
      if (elsewhere.some(({ from, names }) => from < at && names.test(name))) return false;
      const all = byName.get(name) ?? [];
      return !isSet(at, outer ? all.filter((each) => each.sure === true || each.local || each.until !== undefined) : all, functions, loops);
    })
    .sort((a, b) => a.at - b.at)
    .map((each) => ({ ...mentionOf(each), ...placeOf(each.at) }));
};

const mentionOf = ({ name, operator, default: fallback }: ShellRead): Omit<Mention, 'line'> => {
  const need = /^:?\?$/.test(operator) ? ('required' as const) : /^:?[-=+]$/.test(operator) ? ('optional' as const) : undefined;
  return { name, ...(fallback === undefined ? {} : { default: fallback }), ...(need === undefined ? {} : { need }) };
};

/**
 * Is the name set where it is read? Before it, in the order of the text; or in the same loop, whose first round is like the others to who wrote it; and for the
 * body of a function, which runs later, anywhere outside of it. What is local to another function does not count.
 */
const isSet = (at: number, sets: readonly ShellSet[], functions: readonly Range[], loops: readonly Range[]): boolean => {
  if (sets.length === 0) return false;
  const body = innermost(functions, at);
  const running = loops.filter((each) => within(each, at));
  return sets.some((set) => {
    if (set.until !== undefined) return set.at <= at && at <= set.until;
    const home = innermost(functions, set.at);
    if (set.local && home !== undefined && home !== body) return false;
    return set.at <= at || running.some((each) => within(each, set.at)) || (body !== undefined && home !== body);
  });
};

const within = ({ from, to }: Range, at: number): boolean => from <= at && at < to;

const innermost = (ranges: readonly Range[], at: number): Range | undefined =>
  ranges
    .filter((each) => within(each, at))
    .reduce<Range | undefined>((best, each) => (best === undefined || each.from > best.from ? each : best), undefined);

/** Programs in other languages that stand in a script: `node -e`, `python -c`, awk, perl, yq. */
const ELSEWHERE =
  /(?<![\w.$])process\.env(?:\??\.|\[\s*\\?['"])([A-Za-z_]\w*)|\bos\.(?:environ(?:\.get\(|\[)|getenv\()\s*\\?['"]([A-Za-z_]\w*)|\bENVIRON\[\s*\\?"([A-Za-z_]\w*)|\$ENV\{['"]?([A-Za-z_]\w*)|\bENV\[['"]([A-Za-z_]\w*)|\bstrenv\(([A-Za-z_]\w*)\)/g;

const otherLanguages = (text: string): readonly ShellRead[] =>
  /process\.env|os\.(?:environ|getenv)|ENVIRON\[|ENV[[{]|strenv\(/.test(text)
    ? [...text.matchAll(ELSEWHERE)].flatMap((match) => {
        const name = match.slice(1).find((each) => each !== undefined);
        const line = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
        return name === undefined || /^\s*#/.test(line) ? [] : [{ name, at: match.index, operator: '' }];
      })
    : [];
