/** What is read from outside the repository: log sources, migrations, the version. A program that the recorder runs, or a token that it sends, is never a small thing. */
import type { Contract, LogSource, Migrations } from '../model.ts';
import { type Difference, looser, other, otherwise, pair, same, stricter } from './difference.ts';

export function compareOutside(before: Contract, after: Contract): readonly Difference[] {
  const sources = pair(before.sources, after.sources, (s) => s.name);
  return [
    ...sources.added.map((s) => other(`new log source ${s.name} (${s.kind})`, `nouvelle source de journaux ${s.name} (${s.kind})`)),
    ...sources.added.flatMap((s) => trusted(undefined, s)),
    ...sources.removed.map((s) => other(`the log source ${s.name} is gone`, `la source de journaux ${s.name} disparaît`)),
    ...sources.kept.flatMap(([a, b]) =>
      same(a, b) ? [] : [...trusted(a, b), ...otherwise({ en: `log source ${a.name}`, fr: `source de journaux ${a.name}` }, a, b)],
    ),
    ...compareMigrations(before.migrations, after.migrations),
    ...compareVersion(before.versionFrom, after.versionFrom),
  ];
}

const trusted = (was: LogSource | undefined, is: LogSource): readonly Difference[] => [
  ...(is.kind === 'command' ? newProgram(was?.kind === 'command' ? was.run : undefined, is.run) : []),
  ...('token' in is && is.token !== undefined ? newToken(was, is.token, is.url) : []),
];

const newToken = (was: LogSource | undefined, token: string, url: string): readonly Difference[] =>
  was !== undefined && 'token' in was && was.token === token && was.url === url
    ? []
    : [looser(`the recorder sends ${token} to ${url}`, `le greffier envoie ${token} à ${url}`)];

/** Also of the names of variables, which `compare-environments` walks through. */
export const newProgram = (was: readonly string[] | undefined, is: readonly string[]): readonly Difference[] => {
  if (same(was, is)) return [];
  const words = is.join(' ');
  return [looser(`the recorder runs: ${words}`, `le greffier lance : ${words}`)];
};

function compareMigrations(a: Migrations | undefined, b: Migrations | undefined): readonly Difference[] {
  if (same(a, b)) return [];
  if (b === undefined) return [looser('migrations are no longer looked at', 'les migrations ne sont plus regardées')];
  const program = b.run === undefined ? [] : newProgram(a?.run, b.run);
  if (a === undefined) return [stricter('migrations need a way down', 'les migrations doivent avoir un retour'), ...program];
  return [...program, ...otherwise({ en: 'migrations', fr: 'migrations' }, a, b)];
}

function compareVersion(a: Contract['versionFrom'], b: Contract['versionFrom']): readonly Difference[] {
  if (same(a, b)) return [];
  const [was, is] = [versionInWords(a), versionInWords(b)];
  return [other(`a release's version: ${was} becomes ${is}`, `le numéro de version : ${was} devient ${is}`)];
}

const versionInWords = (from: Contract['versionFrom']): string =>
  from === undefined ? '-' : from.kind === 'package' ? from.path : from.kind === 'tag' ? 'tag' : from.is;
