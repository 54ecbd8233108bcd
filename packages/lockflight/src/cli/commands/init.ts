import { inLanguage, type Language, type Text } from '../../contract/text.ts';
import { LockflightError } from '../../errors.ts';
import { type Initiated, initContract } from '../../flow/init/init.ts';
import type { CommandDefinition, Report } from '../command.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../wrap.ts';

/** `lockflight init`: drafts a contract from what a team already has; with a contract, adds what is new and keeps every human edit. */
export const init: CommandDefinition = {
  name: 'init',
  summary: { en: 'draft the contract from what is there', fr: "rédige le contrat d'après l'existant" },
  usage: '--from FILE [--dry-run]',
  options: { from: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  explains: {
    from: {
      en: 'a Markdown document with a matrix of variables, or a .env.schema',
      fr: 'un document Markdown avec une matrice de variables, ou un .env.schema',
    },
    'dry-run': { en: 'write nothing; show the difference', fr: 'ne rien écrire ; montrer la différence' },
  },
  examples: ['init --from docs/environments.md', 'init --from docs/environments.md --dry-run', 'init --from .env.schema'],
  positionals: { min: 0, max: 0 },
  run: async ({ options, directory, language }): Promise<Report> => {
    const { from } = options;
    const dryRun = options['dry-run'] === true;
    if (typeof from !== 'string' || from === '') throw noSource();
    const done = await initContract({ directory, from, language, dryRun });
    return {
      exit: done.state === 'refused' ? 2 : 0,
      json: asJson(done, dryRun),
      lines: (paint, tongue) => linesOf(done, dryRun, paint, tongue),
      annotations: [
        ...done.secrets.map(({ at, kind }) => ({
          level: 'error' as const,
          file: at.file,
          line: at.line,
          title: 'document-holds-secret',
          message: { en: `${kind.en}: revoke it`, fr: `${kind.fr} : révoquez-le` },
        })),
        ...done.undecided.map(({ code, at, message }) => ({
          level: 'notice' as const,
          file: at.file,
          line: at.line,
          title: code,
          message,
        })),
        ...(done.state === 'refused'
          ? done.refused.map(({ code, at, message }) => ({ level: 'error' as const, file: at.file, line: at.line, title: code, message }))
          : []),
      ],
    };
  },
};

const asJson = (done: Initiated, dryRun: boolean) => ({
  state: done.state,
  file: done.file,
  from: done.from,
  dryRun,
  added: done.added,
  difference: done.difference,
  undecided: done.undecided.map(({ at, other, ...each }) => ({
    ...each,
    file: at.file,
    line: at.line,
    ...(other === undefined ? {} : { other: { file: other.file, line: other.line } }),
  })),
  secrets: done.secrets.map(({ at, kind }) => ({ code: 'document-holds-secret', file: at.file, line: at.line, kind })),
  refused: done.refused.map(({ code, at, message, fix }) => ({ code, file: at.file, line: at.line, message, fix })),
});

const STATES: Readonly<Record<Initiated['state'], Text>> = {
  created: { en: 'drafted', fr: 'rédigé' },
  extended: { en: 'extended; what was there is as it was', fr: "complété ; ce qui s'y trouvait est resté tel quel" },
  unchanged: { en: 'unchanged: it already has all that was found', fr: 'inchangé : il contient déjà tout ce qui a été trouvé' },
  refused: { en: 'not written: nothing could be drafted', fr: "non écrit : rien n'a pu être rédigé" },
};

const linesOf = (done: Initiated, dryRun: boolean, paint: Paint, language: Language): readonly string[] => {
  const french = language === 'fr';
  const list = (title: string, each: readonly string[]): readonly string[] => (each.length === 0 ? [] : ['', title, ...each]);
  const item = (place: string, words: string): readonly string[] => [`  ${place}`, ...wrap(`    ${words}`, 80, '    ')];
  return [
    ...(dryRun ? done.difference.map((line) => (line.startsWith('-') ? paint('bad', line) : paint('good', line))) : []),
    ...(dryRun && done.difference.length > 0 ? [''] : []),
    `${paint(done.state === 'refused' ? 'bad' : 'good', done.file)}  ${inLanguage(STATES[done.state], language)}${dryRun && done.state !== 'refused' ? (french ? ' (rien n’est écrit : --dry-run)' : ' (nothing is written: --dry-run)') : ''}`,
    ...counted(done, french),
    ...list(
      french ? 'à décider :' : 'to decide:',
      done.undecided.flatMap(({ at, message }) => item(`${at.file}:${at.line}`, inLanguage(message, language))),
    ),
    ...list(
      french ? 'secrets trouvés, non recopiés (révoquez-les) :' : 'secrets found, not copied (revoke them):',
      done.secrets.flatMap(({ at, kind }) => [
        `  ${at.file}:${at.line}  ${paint('bad', 'document-holds-secret')}  ${inLanguage(kind, language)}`,
      ]),
    ),
    ...list(
      french ? 'non lu :' : 'not read:',
      done.refused.flatMap(({ code, at, message, fix }) => [
        ...item(`${at.file}:${at.line}  ${code}`, inLanguage(message, language)),
        ...(done.state === 'refused' ? wrap(`    -> ${inLanguage(fix, language)}`, 80, '       ') : []),
      ]),
    ),
    ...(done.state === 'created' || done.state === 'extended'
      ? ['', french ? 'ensuite : lockflight check' : 'next: lockflight check']
      : []),
  ];
};

const SECTION_WORDS: Readonly<Record<string, Text>> = {
  environments: { en: 'environments', fr: 'environnements' },
  variables: { en: 'variables', fr: 'variables' },
  groups: { en: 'groups', fr: 'groupes' },
  services: { en: 'services', fr: 'services' },
  commands: { en: 'commands', fr: 'commandes' },
};

const counted = ({ added }: Initiated, french: boolean): readonly string[] => {
  const counts = Object.entries(SECTION_WORDS).flatMap(([section, words]) => {
    const count = added.filter((each) => each.section === section && each.environment === undefined).length;
    return count === 0 ? [] : [`${words[french ? 'fr' : 'en']} ${count}`];
  });
  const cells = added.filter(({ environment }) => environment !== undefined).length;
  const all = cells === 0 ? counts : [...counts, `${french ? 'cellules' : 'cells'} ${cells}`];
  return all.length === 0 ? [] : [`  ${all.join(', ')}`];
};

const noSource = (): LockflightError =>
  new LockflightError({
    code: 'bad-arguments',
    exit: 2,
    message: { en: 'init needs something to draft from', fr: "init a besoin d'une source" },
    hint: { en: 'usage: lockflight init --from docs/environments.md', fr: 'usage : lockflight init --from docs/environments.md' },
  });
