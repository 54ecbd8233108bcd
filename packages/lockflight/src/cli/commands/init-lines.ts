/** What `lockflight init` tells in a terminal: what was drafted from what, what a person has to decide, what was found on the way. 80 columns. */
import { inLanguage, type Language, type Text } from '../../contract/text.ts';
import type { Undecided } from '../../env/import/draft/model.ts';
import type { LookedAt } from '../../flow/init/draft-here.ts';
import type { Initiated } from '../../flow/init/init.ts';
import type { Paint } from '../paint.ts';
import { wrap as wrapWords } from '../wrap.ts';

/** French signs stand behind a space, and begin no line. */
const wrap = (words: string, width: number, indent: string): readonly string[] =>
  wrapWords(words.replace(/(?<=\S) (?=[:;?!»](?:\s|$))/g, '\u00a0').replaceAll('« ', '«\u00a0'), width, indent).map((line) =>
    line.replaceAll('\u00a0', ' '),
  );

const STATES: Readonly<Record<Initiated['state'], Text>> = {
  created: { en: 'drafted', fr: 'rédigé' },
  extended: { en: 'extended; what was there is as it was', fr: "complété ; ce qui s'y trouvait est resté tel quel" },
  unchanged: { en: 'unchanged: it already has all that was found', fr: 'inchangé : il contient déjà tout ce qui a été trouvé' },
  refused: { en: 'not written: nothing could be drafted', fr: "non écrit : rien n'a pu être rédigé" },
};

export const initLines = (done: Initiated, dryRun: boolean, paint: Paint, language: Language): readonly string[] => {
  const french = language === 'fr';
  const list = (title: string, each: readonly string[]): readonly string[] => (each.length === 0 ? [] : ['', title, ...each]);
  const item = (place: string, words: string): readonly string[] => [`  ${place}`, ...wrap(`    ${words}`, 80, '    ')];
  return [
    ...(dryRun ? done.difference.map((line) => (line.startsWith('-') ? paint('bad', line) : paint('good', line))) : []),
    ...(dryRun && done.difference.length > 0 ? [''] : []),
    `${paint(done.state === 'refused' ? 'bad' : 'good', done.file)}  ${inLanguage(STATES[done.state], language)}${dryRun && done.state !== 'refused' ? (french ? ' (rien n’est écrit : --dry-run)' : ' (nothing is written: --dry-run)') : ''}`,
    ...counted(done, french),
    ...(done.lookedAt === undefined ? [] : sources(done.lookedAt, french)),
    ...list(
      french ? `à décider (${done.undecided.length}) :` : `to decide (${done.undecided.length}):`,
      done.lookedAt === undefined
        ? done.undecided.flatMap(({ at, message }) => item(`${at.file}:${at.line}`, inLanguage(message, language)))
        : together(done.undecided, language),
    ),
    ...(done.keptOut.length === 0
      ? []
      : wrap(
          `  ${french ? 'retiré du contrat par quelqu’un, et laissé dehors :' : 'taken out of the contract by somebody, and left out:'} ${done.keptOut.map(({ name }) => name).join(', ')}`,
          80,
          '  ',
        )),
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
    ...list(
      french
        ? 'une matrice est aussi écrite ici ; ses règles ne sont pas dans le brouillon :'
        : 'a matrix is written down here too; its rules are not in the draft:',
      done.documents.slice(0, 5).map((file) => `  lockflight init --from ${file}`),
    ),
    ...(done.state === 'created' || done.state === 'extended'
      ? ['', ...(dryRun ? [french ? 'ensuite : lockflight init' : 'next: lockflight init'] : next(done, french))]
      : []),
  ];
};

const next = ({ lookedAt }: Initiated, french: boolean): readonly string[] => {
  if (lookedAt === undefined) return [french ? 'ensuite : lockflight check' : 'next: lockflight check'];
  return french
    ? [
        'ensuite : lockflight check                   le contrat se tient-il ?',
        '          lockflight env check --env local   cette machine démarrerait-elle ?',
      ]
    : [
        'next: lockflight check                   does it hold together?',
        '      lockflight env check --env local   would this machine start?',
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
  const parts = added.flatMap(({ section }) => (section in SECTION_WORDS ? [] : [section]));
  const cells = added.filter(({ environment }) => environment !== undefined).length;
  const all = [...counts, ...parts, ...(cells === 0 ? [] : [`${french ? 'cellules' : 'cells'} ${cells}`])];
  return all.length === 0 ? [] : wrap(`  ${all.join(', ')}`, 80, '  ');
};

const sources = ({ files, reads, samples, workflows, branches, skipped }: LookedAt, french: boolean): readonly string[] => {
  const some = (names: readonly string[]): string => (names.length > 3 ? `${names.slice(0, 3).join(', ')}...` : names.join(', '));
  const parts = [
    french
      ? `${reads} ${reads === 1 ? 'lecture' : 'lectures'} de variables dans ${files} ${files === 1 ? 'fichier' : 'fichiers'}`
      : `${reads} ${reads === 1 ? 'read' : 'reads'} of variables in ${files} ${files === 1 ? 'file' : 'files'}`,
    ...(samples.length === 0 ? [] : [some(samples)]),
    ...(workflows.length === 0 ? [] : [`${workflows.length} ${workflows.length === 1 ? 'workflow' : 'workflows'}`]),
    ...(branches.length === 0 ? [] : [`${branches.length === 1 ? (french ? 'branche' : 'branch') : 'branches'} ${some(branches)}`]),
    ...(skipped === 0
      ? []
      : [
          french
            ? `${skipped} ${skipped === 1 ? 'fichier non compris' : 'fichiers non compris'}`
            : `${skipped} ${skipped === 1 ? 'file' : 'files'} not understood`,
        ]),
  ];
  return wrap(`  ${french ? "d'après" : 'from'} ${parts.join('; ').replaceAll(';', french ? ' ;' : ';')}`, 80, '  ');
};

const MOST_NAMES = 12;

/** What git alone says, or what is of the whole folder, has no line that an editor could open. */
const isPlace = ({ file }: Undecided['at']): boolean => file !== '.' && file !== '.git';

/** One question, and all that it is asked of. */
const together = (all: readonly Undecided[], language: Language): readonly string[] => {
  const questions = Map.groupBy(all, ({ message }) => inLanguage(message, language));
  return [...questions].flatMap(([question, asked]) => {
    const shown = asked
      .slice(0, MOST_NAMES)
      .map(({ variable, at }) =>
        [variable, isPlace(at) ? `${at.file}:${at.line}` : undefined].filter((word) => word !== undefined).join(' '),
      )
      .filter((words) => words !== '');
    const more = Math.max(0, asked.length - MOST_NAMES);
    const rest = more === 0 ? [] : [language === 'fr' ? `et ${more} autres (--json)` : `and ${more} more (--json)`];
    const places = [...new Set([...shown, ...rest])];
    return [...wrap(`  - ${question}`, 80, '    '), ...(places.length === 0 ? [] : wrap(`    ${places.join(', ')}`, 80, '    '))];
  });
};
