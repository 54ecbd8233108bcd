import { LockflightError } from '../../errors.ts';
import { type Audit, type AuditRequest, auditEnvironment, hasViolations } from '../../flow/audit/audit.ts';
import type { PreparedAudit } from '../../flow/audit/contract.ts';
import { openGit } from '../../git/open.ts';
import type { CommandDefinition, Invocation, Report } from '../command.ts';
import { isDay } from '../option.ts';
import { auditAnnotations } from './audit-annotations.ts';
import { auditLines } from './audit-lines.ts';

/**
 * `lockflight audit`: the class of every state, and what is wrong. With `--production` and `--staging` it reads two branches and nothing else: no
 * contract, no ledger, no network.
 */
export const audit: CommandDefinition = {
  name: 'audit',
  summary: { en: 'classify every state of production', fr: 'classe chaque état de la production' },
  usage: '[ENV | --production BRANCH --staging BRANCH] [--since DATE] [--all] [--offline]',
  options: {
    production: { type: 'string' },
    staging: { type: 'string' },
    since: { type: 'string' },
    all: { type: 'boolean' },
    offline: { type: 'boolean' },
  },
  explains: {
    production: { en: 'this branch, without a contract', fr: 'cette branche, sans contrat' },
    staging: { en: 'where its states should come from', fr: "d'où ses états devraient venir" },
    since: { en: 'only states of that day or later', fr: 'seulement les états depuis ce jour' },
    all: { en: 'every state, not only what stands out', fr: 'tous les états, et pas seulement les remarquables' },
    offline: { en: 'what this clone has, without asking the remote', fr: 'ce que ce clone contient, sans interroger le distant' },
  },
  examples: ['audit', 'audit production --since 2026-11-01', 'audit --production main --staging staging'],
  positionals: { min: 0, max: 1 },
  run: async (invocation): Promise<Report> => {
    const { options, progress } = invocation;
    const since = sinceOf(options.since);
    const prepared = await prepare(invocation);
    if (prepared.notice !== undefined) progress(prepared.notice);
    const result = await auditEnvironment({ ...prepared.request, ...(since === undefined ? {} : { since }) });
    return {
      exit: hasViolations(result) ? 1 : 0,
      json: asJson(result),
      lines: (paint, language) => auditLines(result, { all: options.all === true, paint, language }),
      annotations: auditAnnotations(result),
      // The JSON has no words: no contract is looked for to find their language.
      ...(prepared.language === undefined ? (options.json === true ? { language: 'en' } : {}) : { language: prepared.language }),
    };
  },
};

type Prepared = Omit<PreparedAudit, 'language' | 'request'> & {
  readonly language?: PreparedAudit['language'];
  readonly request: Omit<AuditRequest, 'since'>;
};

const prepare = async ({ options, positionals, directory, environment }: Invocation): Promise<Prepared> => {
  const { production, staging } = options;
  if (typeof production === 'string' && typeof staging === 'string' && positionals.length === 0) {
    const request = {
      git: await openGit(directory),
      production: { name: production, branch: production },
      staging: [{ name: staging, branch: staging }],
      prefer: 'local',
    } as const;
    return { request, notice: undefined };
  }
  if (production !== undefined || staging !== undefined) throw bothBranches();
  // Reading contracts and ledgers is loaded only where there may be one: two branches are classified without it.
  const { prepareAudit } = await import('../../flow/audit/contract.ts');
  const token = [environment.GITHUB_TOKEN, environment.GH_TOKEN].find((value) => value !== undefined && value !== '');
  const git = await openGit(directory, token === undefined ? {} : { credentials: { token } });
  return prepareAudit(git, positionals[0], options.offline === true);
};

/** `2026-11-20` or any ISO 8601 moment. */
const sinceOf = (words: Invocation['options'][string]): Date | undefined => {
  if (typeof words !== 'string') return undefined;
  const date = new Date(words);
  if (/^\d{4}-\d{2}-\d{2}/.test(words) && isDay(words.slice(0, 10)) && !Number.isNaN(date.getTime())) return date;
  throw new LockflightError({
    code: 'bad-arguments',
    exit: 2,
    message: { en: `"${words}" is not a date`, fr: `« ${words} » n'est pas une date` },
    hint: { en: 'write it like this: --since 2026-11-20', fr: 'écrivez-la ainsi : --since 2026-11-20' },
  });
};

const bothBranches = (): LockflightError =>
  new LockflightError({
    code: 'bad-arguments',
    exit: 2,
    message: {
      en: '--production and --staging go together, and without an environment',
      fr: '--production et --staging vont ensemble, et sans environnement',
    },
    hint: {
      en: 'lockflight audit --production main --staging staging',
      fr: 'lockflight audit --production main --staging staging',
    },
  });

/** The published shape; keys may be added, never renamed. */
const asJson = ({ environment, from, states, counts, adopted, branches, archives }: Audit) => ({
  environment,
  from,
  states,
  counts,
  adopted,
  branches,
  archives,
});
