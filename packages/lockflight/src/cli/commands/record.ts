import { resolve } from 'node:path';
import { inLanguage, type Language, type Text } from '../../contract/text.ts';
import type { Recording } from '../../flow/record/record.ts';
import { describeEntry } from '../../ledger/describe.ts';
import type { CommandDefinition, Report } from '../command.ts';
import { counted } from '../counted.ts';
import type { Paint } from '../paint.ts';
import { worldOf } from '../world-of.ts';
import { wrap } from '../wrap.ts';

/** `lockflight record`: the recorder's one run. Exit 0 when the ledger is up to date, 3 when a part of the forge could not be read. */
export const record: CommandDefinition = {
  name: 'record',
  summary: { en: 'the recorder: bring the ledger up to date and judge', fr: 'le greffier : met le registre à jour et juge' },
  usage: '[--sources DIR]',
  options: { sources: { type: 'string' } },
  explains: {
    sources: {
      en: 'where paths of log sources begin (default: the repository)',
      fr: 'où commencent les chemins des sources de journaux (par défaut : le dépôt)',
    },
  },
  environment: [
    ['GITHUB_TOKEN', { en: 'the token of the App that records', fr: "le jeton de l'App qui consigne" }],
    ['LOCKFLIGHT_SIGNING_KEY', { en: 'the key that adopt made', fr: 'la clé que adopt a créée' }],
  ],
  examples: ['record'],
  positionals: { min: 0, max: 0 },
  run: async (invocation): Promise<Report> => {
    const [{ record: run }, { signerFrom }] = await Promise.all([
      import('../../flow/record/record.ts'),
      import('../../flow/record/recorder.ts'),
    ]);
    const signer = signerFrom(invocation.environment);
    const { options, directory: here } = invocation;
    const world = await worldOf(invocation);
    const directory = typeof options.sources === 'string' ? resolve(here, options.sources) : world.directory;
    const recording = await run({ ...world, directory }, signer);
    return {
      exit: recording.unavailable.length > 0 ? 3 : 0,
      language: recording.situation.contract.language,
      json: {
        appended: recording.appended.map((e) => ({ key: e.key, type: e.body.type, occurredAt: e.occurredAt })),
        judged: recording.judged,
        refusals: recording.refusals,
        unavailable: recording.unavailable,
        entries: recording.view.entries.length,
      },
      lines: (paint, language) => told(recording, paint, language),
    };
  },
};

const APPENDED = { en: ['entry appended', 'entries appended'], fr: ['entrée ajoutée', 'entrées ajoutées'] } as const;

/** Of a pull request. */
const OUTCOMES: Readonly<Record<Recording['judged'][number]['outcome'], Text>> = {
  passed: { en: 'passed', fr: 'accordée' },
  blocked: { en: 'blocked', fr: 'bloquée' },
  errored: { en: 'errored', fr: 'en erreur' },
  superseded: { en: 'superseded', fr: 'remplacée' },
  merged: { en: 'merged', fr: 'fusionnée' },
  closed: { en: 'closed', fr: 'fermée' },
  refused: { en: 'refused', fr: 'refusée' },
};

const told = ({ appended, refusals, judged, unavailable, view }: Recording, paint: Paint, language: Language): readonly string[] => {
  const fr = language === 'fr';
  return [
    `${counted(appended.length, APPENDED, language)}, ${view.entries.length} ${fr ? 'en tout' : 'in all'}`,
    ...appended.flatMap((e) => wrap(`  + ${inLanguage(describeEntry(e), language)}`, 80, '    ')),
    ...refusals.flatMap((r) =>
      wrap(`  ${paint('bad', fr ? 'refusé' : 'refused')} ${inLanguage(r.what, language)} [${r.code}]`, 80, '    '),
    ),
    ...judged.map(
      ({ pullRequest, environment, outcome }) =>
        `  #${pullRequest} -> ${environment}${fr ? ' :' : ':'} ${paint(outcome === 'passed' || outcome === 'merged' ? 'good' : 'doubt', inLanguage(OUTCOMES[outcome], language))}`,
    ),
    ...unavailable.map(({ source, code }) => {
      const what = source === 'archives' ? (fr ? 'refusé' : 'refused') : fr ? 'illisible' : 'unreadable';
      return `  ${paint('bad', what)} ${source} [${code}]`;
    }),
  ];
};
