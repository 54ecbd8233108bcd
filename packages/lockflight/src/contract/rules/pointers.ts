/**
 * `enforced-by`: what keeps a prohibition. A pointer that leads nowhere is an error, or the document would promise what nothing does.
 *
 *     audit:CLASS              a class of violation that `lockflight audit` finds
 *     protect:ENV.KEY          a rule of the branch: push, force-push, delete, pull-request
 *     flow, via                nothing outside the flow is allowed; only through the forge
 *     step:ID                  a step
 *     gate:ID, gate:STEP/ID    a gate, of any step or of that one
 *     activity:ENV.ACTIVITY    an activity that the environment refuses
 *     environment:ENV.KEY      allows, forbids or boot, where the environment has them
 *     rollback:ENV, archive:ENV
 *     command:NAME, variable:NAME, group:NAME, service:NAME, role:NAME
 */
import { refusalOf } from '../activity.ts';
import { type Contract, type Environment, findEnvironment } from '../model.ts';
import type { RuleInput } from './rule.ts';
import { each, type Finding, type Rule } from './rule.ts';

export const AUDIT_CLASSES = ['direct', 'foreign', 'mixed', 'ungated', 'running-elsewhere'] as const;

export const pointersLead: Rule = (input) =>
  (input.written.prohibitions ?? []).flatMap((prohibition, index) =>
    each(prohibition['enforced-by'], ['prohibitions', index, 'enforced-by']).flatMap(([pointer, path]): readonly Finding[] => {
      const cut = pointer.indexOf(':');
      const kind = cut === -1 ? pointer : pointer.slice(0, cut);
      const name = cut === -1 ? '' : pointer.slice(cut + 1);
      const section = SECTION[kind];
      // A section that lost something proves nothing by what it lacks.
      if (section !== undefined && input.damaged.has(section)) return [];
      const leads = Object.hasOwn(KINDS, kind) && (KINDS[kind]?.(input, name) ?? false);
      if (leads) return [];
      return [
        {
          code: 'dead-pointer',
          path,
          message: { en: `nothing stands at \`${pointer}\``, fr: `rien ne se trouve à \`${pointer}\`` },
          fix: HINTS[kind] ?? {
            en: `point at what enforces it: ${Object.keys(KINDS).join(', ')}`,
            fr: `désignez ce qui la fait respecter : ${Object.keys(KINDS).join(', ')}`,
          },
        },
      ];
    }),
  );

type Leads = (input: RuleInput, name: string) => boolean;

const KINDS: Readonly<Record<string, Leads>> = {
  audit: ({ contract }, name) =>
    AUDIT_CLASSES.some((word) => word === name) && contract.environments.some((e) => e.kind === 'production' && e.branch !== undefined),
  protect: ({ contract }, name) => protects(contract, name),
  flow: ({ contract }, name) => name === '' && contract.flow.length > 0,
  via: ({ contract }, name) => name === '' && contract.flow.length > 0,
  step: ({ contract }, name) => contract.flow.some((step) => step.id === name),
  gate: ({ contract }, name) =>
    contract.flow.some((step) => step.gates.some((gate) => gate.id === name || `${step.id}/${gate.id}` === name)),
  activity: ({ contract }, name) => ofEnvironment(contract, name, (environment, word) => refusalOf(environment, word) !== undefined),
  environment: ({ contract }, name) =>
    ofEnvironment(contract, name, (environment, key) => {
      if (key === 'allows' || key === 'forbids') return environment[key].length > 0;
      return key === 'boot' && environment.boot === 'block';
    }),
  rollback: ({ contract }, name) => contract.rollback.some((rule) => rule.environment === name),
  archive: ({ contract }, name) => contract.archive.some((rule) => rule.environment === name),
  command: ({ names }, name) => names.commands.includes(name),
  variable: ({ names }, name) => names.variables.includes(name),
  group: ({ names }, name) => names.groups.includes(name),
  service: ({ names }, name) => names.services.includes(name),
  role: ({ names }, name) => names.roles.includes(name),
};

const SECTION: Readonly<Record<string, string>> = {
  audit: 'environments',
  protect: 'protect',
  flow: 'flow',
  via: 'flow',
  step: 'flow',
  gate: 'flow',
  activity: 'environments',
  environment: 'environments',
  rollback: 'rollback',
  archive: 'archive',
};

const HINTS: Readonly<Record<string, Finding['fix']>> = {
  audit: {
    en: `audit finds: ${AUDIT_CLASSES.join(', ')}, on a production branch`,
    fr: `audit trouve : ${AUDIT_CLASSES.join(', ')}, sur une branche de production`,
  },
  protect: {
    en: 'write protect:ENVIRONMENT.KEY, where KEY is push, force-push, delete or pull-request and the rule refuses something',
    fr: 'écrivez protect:ENVIRONNEMENT.CLÉ, où CLÉ est push, force-push, delete ou pull-request et où la règle refuse quelque chose',
  },
};

function protects(contract: Contract, name: string): boolean {
  const cut = name.lastIndexOf('.');
  const rule = contract.protect.find((p) => p.environment === name.slice(0, cut));
  const key = name.slice(cut + 1);
  if (rule === undefined || cut === -1) return false;
  if (key === 'pull-request') return rule.pullRequest !== undefined;
  const who = key === 'push' ? rule.push : key === 'force-push' ? rule.forcePush : key === 'delete' ? rule.delete : 'anyone';
  return who !== 'anyone';
}

/** `ENV.WORD`; an environment's name may hold dots itself. */
function ofEnvironment(contract: Contract, name: string, holds: (environment: Environment, word: string) => boolean): boolean {
  return [...name.matchAll(/\./g)].some((dot) => {
    const environment = findEnvironment(contract, name.slice(0, dot.index));
    return environment !== undefined && holds(environment, name.slice(dot.index + 1));
  });
}
