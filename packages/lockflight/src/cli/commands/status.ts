import { inLanguage, type Language } from '../../contract/text.ts';
import type { EnvironmentStatus, Status, StepStatus } from '../../flow/status.ts';
import type { CommandDefinition, Report } from '../command.ts';
import { counted } from '../counted.ts';
import type { Paint } from '../paint.ts';
import { worldOf } from '../world-of.ts';
import { wrap } from '../wrap.ts';

/** `lockflight status`: every environment at a glance. Exit 1 when a violation stands. */
export const status: CommandDefinition = {
  name: 'status',
  summary: { en: 'every environment: what runs, what waits, what is wrong', fr: 'chaque environnement : ce qui tourne, attend ou cloche' },
  usage: '',
  options: {},
  examples: ['status'],
  positionals: { min: 0, max: 0 },
  run: async (invocation): Promise<Report> => {
    const { readStatus } = await import('../../flow/status.ts');
    const found = await readStatus(await worldOf(invocation));
    return {
      exit: found.unavailable.length > 0 ? 3 : found.standing.length > 0 ? 1 : 0,
      language: found.situation.contract.language,
      json: asJson(found),
      lines: (paint, language) => told(found, paint, language),
    };
  },
};

const asJson = ({ situation, view, standing, environments, steps, assurance, unavailable }: Status) => ({
  project: situation.contract.project,
  adopted: situation.adopted,
  contract: { digest: situation.contractRef.digest, version: situation.contractRef.counter },
  assurance,
  environments,
  steps: steps.map(({ verdict, ...step }) => ({
    ...step,
    ...(verdict === undefined
      ? {}
      : { candidate: verdict.candidate, outcome: verdict.outcome, gates: verdict.gates.map((g) => ({ id: g.id, outcome: g.outcome })) }),
  })),
  holds: view.holds.map((h) => ({ id: h.id, step: h.step, why: h.why, by: h.actor.login, from: h.from ?? null, until: h.until ?? null })),
  violations: standing.map((v) => ({ environment: v.environment, commit: v.commit, class: v.class, code: v.code })),
  unavailable,
});

const told = (found: Status, paint: Paint, language: Language): readonly string[] => {
  const { situation, view, standing, environments, steps, assurance, unavailable } = found;
  const fr = language === 'fr';
  const adopted = situation.adopted
    ? ''
    : paint('doubt', fr ? '   pas encore adopté : lockflight adopt' : '   not adopted yet: lockflight adopt');
  return [
    `${paint('strong', situation.contract.project)}   ${fr ? "niveau d'assurance" : 'assurance level'} ${assurance.level}${adopted}`,
    '',
    ...environments.map((e) => environmentLine(e, paint, fr)),
    '',
    ...steps.map((s) => stepLine(s, paint, fr)),
    ...view.holds.flatMap((h) =>
      wrap(`  ${paint('doubt', fr ? 'suspendue' : 'held')} ${h.step}${fr ? ' :' : ':'} ${h.why} (${h.actor.login}, ${h.id})`, 80, '    '),
    ),
    ...standing.flatMap((v) =>
      wrap(
        `  ${paint('bad', 'violation')} ${v.environment} ${v.commit.slice(0, 7)}${fr ? ' :' : ':'} ${inLanguage(v.reason, language)} [${v.code}]`,
        80,
        '    ',
      ),
    ),
    ...unavailable.map((u) => `  ${paint('bad', fr ? 'illisible' : 'unreadable')} ${u.source} [${u.code}]`),
    ...(assurance.missing.length === 0 ? [] : ['', fr ? `Pour le niveau ${assurance.level + 1} :` : `For level ${assurance.level + 1}:`]),
    ...assurance.missing.flatMap((m) => wrap(`  - ${inLanguage(m, language)}`, 80, '    ')),
  ];
};

const environmentLine = (e: EnvironmentStatus, paint: Paint, fr: boolean): string => {
  if (e.head === undefined) return `  ${e.name.padEnd(12)} ${paint('quiet', fr ? 'sans branche' : 'no branch')}`;
  const version = e.version === undefined ? '' : e.version.padEnd(10);
  const since = e.since === undefined ? '' : `${fr ? 'depuis le' : 'since'} ${e.since.slice(0, 16).replace('T', ' ')}`;
  const running =
    e.running === undefined
      ? ''
      : e.running.tree === e.head.tree
        ? paint('good', fr ? 'déployé' : 'deployed')
        : paint('bad', `${fr ? 'exécute' : 'runs'} ${e.running.commit.slice(0, 7)}`);
  return `  ${e.name.padEnd(12)} ${e.head.commit.slice(0, 7)}  ${version} ${since}  ${e.standing === undefined ? '' : standingWord(e.standing, fr)}  ${running}`.trimEnd();
};

const STANDINGS: Readonly<Record<string, string>> = {
  baseline: 'état initial',
  pushed: 'poussé',
  promoted: 'promu',
  'rolled-back': 'rétabli',
};
const standingWord = (name: string, fr: boolean): string => (fr ? (STANDINGS[name] ?? name) : name);

const GATES = { en: ['gate', 'gates'], fr: ['porte', 'portes'] } as const;

/** A step is feminine in French. */
const stepLine = (s: StepStatus, paint: Paint, fr: boolean): string => {
  const head = `  ${s.id.padEnd(12)} ${s.from} -> ${s.to}`;
  const open = s.pullRequest === undefined ? '' : `  #${s.pullRequest}`;
  if (s.verdict === undefined) return `${head}${open}  ${paint('quiet', fr ? 'rien à juger' : 'nothing to judge')}`;
  const shut = s.verdict.gates.filter((g) => g.outcome !== 'passed' && g.outcome !== 'waived').length;
  const outcome =
    shut === 0
      ? paint('good', fr ? 'prête' : 'ready')
      : paint(
          'bad',
          fr
            ? `retenue par ${counted(shut, GATES, 'fr')} sur ${s.verdict.gates.length}`
            : `held up by ${shut} of ${counted(s.verdict.gates.length, GATES, 'en')}`,
        );
  const passing = s.newestPassing === undefined ? '' : `  (${s.newestPassing.slice(0, 7)} ${fr ? 'passerait' : 'would pass'})`;
  return `${head}  ${s.verdict.candidate.commit.slice(0, 7)}${open}  ${outcome}${passing}`;
};
