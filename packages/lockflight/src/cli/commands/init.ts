import { LockflightError } from '../../errors.ts';
import { type Initiated, initContract } from '../../flow/init/init.ts';
import type { CommandDefinition, Report } from '../command.ts';
import { initLines } from './init-lines.ts';

/** `lockflight init`: drafts a contract from what a team already has; with a contract, adds what is new and keeps every human edit. */
export const init: CommandDefinition = {
  name: 'init',
  summary: { en: 'draft the contract from what is there', fr: "rédige le contrat d'après l'existant" },
  usage: '[--from FILE] [--dry-run]',
  options: { from: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  explains: {
    from: {
      en: 'a Markdown matrix of variables or a .env.schema, and nothing else',
      fr: 'une matrice Markdown de variables ou un .env.schema, et rien d’autre',
    },
    'dry-run': { en: 'write nothing; show the difference', fr: 'ne rien écrire ; montrer la différence' },
  },
  examples: ['init', 'init --dry-run', 'init --from docs/environments.md', 'init --from .env.schema'],
  positionals: { min: 0, max: 0 },
  run: async ({ options, directory, language }): Promise<Report> => {
    const { from } = options;
    const dryRun = options['dry-run'] === true;
    if (from === '') throw noSource();
    const done = await initContract({ directory, from: typeof from === 'string' ? from : undefined, language, dryRun });
    return {
      exit: done.state === 'refused' ? 2 : 0,
      json: asJson(done, dryRun),
      lines: (paint, tongue) => initLines(done, dryRun, paint, tongue),
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
  from: done.from ?? null,
  dryRun,
  added: done.added,
  keptOut: done.keptOut,
  difference: done.difference,
  undecided: done.undecided.map(({ at, other, ...each }) => ({
    ...each,
    file: at.file,
    line: at.line,
    ...(other === undefined ? {} : { other: { file: other.file, line: other.line } }),
  })),
  secrets: done.secrets.map(({ at, kind }) => ({ code: 'document-holds-secret', file: at.file, line: at.line, kind })),
  documents: done.documents,
  refused: done.refused.map(({ code, at, message, fix }) => ({ code, file: at.file, line: at.line, message, fix })),
});

const noSource = (): LockflightError =>
  new LockflightError({
    code: 'bad-arguments',
    exit: 2,
    message: { en: '--from names no file', fr: '--from ne nomme aucun fichier' },
    hint: { en: 'usage: lockflight init --from docs/environments.md', fr: 'usage : lockflight init --from docs/environments.md' },
  });
