/** Places that are read from outside the repository (logs, names of variables, migrations) are told whole, by programs and hosts that may be trusted with a token. */
import { SOURCE_KEYS } from '../grammar/words.ts';
import type { Path } from '../source/positions.ts';
import { each, type Finding, type Rule } from './rule.ts';

export const sourcesAreWhole: Rule = ({ written }) =>
  Object.entries(written.sources ?? {}).flatMap(([name, source]): readonly Finding[] => {
    const { required, optional }: { readonly required: readonly string[]; readonly optional: readonly string[] } = SOURCE_KEYS[source.kind];
    const there = Object.keys(source).filter((key) => key !== 'kind');
    return [
      ...required.filter((key) => !there.includes(key)).map((key) => missing(key, ['sources', name], `sources.${name}`)),
      ...there
        .filter((key) => !required.includes(key) && !optional.includes(key))
        .map((key): Finding => {
          const known = [...required, ...optional].join(', ');
          return {
            code: 'key-of-another-kind',
            path: ['sources', name, key],
            atKey: true,
            message: {
              en: `\`${key}\` says nothing in a source of the kind ${source.kind}`,
              fr: `\`${key}\` ne dit rien dans une source du genre ${source.kind}`,
            },
            fix: { en: `take it out; such a source has: ${known}`, fr: `retirez-la ; une telle source a : ${known}` },
          };
        }),
    ];
  });

export const migrationsAreFound: Rule = ({ written }) => {
  const { migrations } = written;
  if (migrations === undefined || migrations.dir !== undefined || migrations.run !== undefined) return [];
  return [missing('dir', ['migrations'], 'migrations')];
};

const missing = (key: string, path: Path, where: string): Finding => ({
  code: 'missing-key',
  path,
  atKey: true,
  message: { en: `\`${key}\` is missing in ${where}`, fr: `\`${key}\` manque dans ${where}` },
  fix: { en: `add \`${key}: ...\``, fr: `ajoutez \`${key}: ...\`` },
});

/** A token goes to the host that is named, and to nobody on the way. */
export const tokensTravelSafely: Rule = ({ written }) => [
  ...Object.entries(written.sources ?? {}).flatMap(([name, { url, token }]) => inTheClear(url, token, ['sources', name, 'url'])),
  ...Object.entries(written.environments).flatMap(([name, { report }]) =>
    typeof report === 'object' ? inTheClear(report.service, report.token, ['environments', name, 'report', 'service']) : [],
  ),
  ...placesOf(written.environments).flatMap(([place, path]) =>
    typeof place === 'object' && 'service' in place ? inTheClear(place.service, place.token, [...path, 'service']) : [],
  ),
];

const inTheClear = (url: string | undefined, token: string | undefined, path: Path): readonly Finding[] => {
  if (url === undefined || token === undefined || !url.startsWith('http:') || LOOPBACK.test(url)) return [];
  return [
    {
      code: 'token-in-the-clear',
      path,
      message: { en: `${token} would travel unencrypted to ${url}`, fr: `${token} voyagerait en clair vers ${url}` },
      fix: { en: 'write https://', fr: 'écrivez https://' },
    },
  ];
};

const LOOPBACK = /^http:\/\/(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])(?:[:/]|$)/;

/** A path with a slash that is not absolute would be looked for in a checkout: the program would be whatever somebody pushed there. */
export const programsAreTheHosts: Rule = ({ written }) => [
  ...Object.entries(written.sources ?? {}).flatMap(([name, { run }]) => ofTheHost(run, ['sources', name, 'run'])),
  ...ofTheHost(written.migrations?.run, ['migrations', 'run']),
  ...placesOf(written.environments).flatMap(([place, path]) =>
    typeof place === 'object' && 'command' in place ? ofTheHost(place.command, [...path, 'command']) : [],
  ),
];

const ofTheHost = (run: readonly string[] | undefined, path: Path): readonly Finding[] => {
  const [program] = run ?? [];
  if (program === undefined || !/[/\\]/.test(program) || /^(?:\/|[A-Za-z]:[/\\])/.test(program)) return [];
  return [
    {
      code: 'program-of-the-repository',
      path: [...path, 0],
      message: { en: `${program} is looked for in the repository`, fr: `${program} serait cherché dans le dépôt` },
      fix: {
        en: "name a program of the recorder's host, by its bare name or by an absolute path",
        fr: "nommez un programme de l'hôte du greffier, par son seul nom ou par un chemin absolu",
      },
    },
  ];
};

const placesOf = (environments: Parameters<Rule>[0]['written']['environments']) =>
  Object.entries(environments).flatMap(([name, environment]) => each(environment['set-in'], ['environments', name, 'set-in']));
