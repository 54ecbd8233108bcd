import type { ContractInput } from '../grammar/document.ts';
import type { LogSource, Migrations, Protect, RollbackRule, Step } from '../model.ts';
import type { Positions } from '../source/positions.ts';
import { defined, listOf } from './defined.ts';
import { toSeconds } from './duration.ts';
import { toGate } from './gates.ts';
import { toOptionalText } from './texts.ts';

export const stepId = (step: { readonly id?: string | undefined; readonly from: string; readonly to: string }): string =>
  step.id ?? `${step.from}-${step.to}`;

export function toSteps(input: ContractInput['flow'], positions: Positions): readonly Step[] {
  return (input ?? []).map((step, index) =>
    defined<Step>({
      id: stepId(step),
      from: step.from,
      to: step.to,
      about: toOptionalText(step.about),
      gates: (step.gates ?? []).map((gate, i) => toGate(gate, positions.of(['flow', index, 'gates', i]))),
      waivable: { by: listOf(step.waivable?.by), gates: listOf(step.waivable?.gates) },
      verify: step.verify === undefined ? undefined : { kinds: listOf(step.verify.kinds), withinSeconds: toSeconds(step.verify.within) },
      supersede: step.supersede ?? 'newest',
      expedited: step.expedited ?? false,
      linear: step.linear ?? false,
      at: positions.of(['flow', index]),
    }),
  );
}

export const toRollback = (input: ContractInput['rollback'], positions: Positions): readonly RollbackRule[] =>
  Object.entries(input ?? {}).map(([environment, rule]) => ({
    environment,
    approvals: { by: listOf(rule.approvals.by), count: rule.approvals.count ?? 1 },
    // biome-ignore lint/suspicious/noThenProperty: the model's word, as in the contract language
    then: rule.then ?? 'hold-until-post-mortem',
    at: positions.of(['rollback', environment], 'key'),
  }));

export const toMigrations = (input: ContractInput['migrations']): Migrations | undefined =>
  input === undefined
    ? undefined
    : defined<Migrations>({
        dir: input.dir,
        down: input.down ?? 'down.sql',
        compatible: input.compatible ?? '-- lockflight: compatible',
        run: input.run,
      });

export const toSources = (input: ContractInput['sources'], positions: Positions): readonly LogSource[] =>
  Object.entries(input ?? {}).map(([name, source]) => toSource(name, source, positions));

/** What a source must have and lacks is told by the rules: then the contract is not used. */
function toSource(name: string, source: NonNullable<ContractInput['sources']>[string], positions: Positions): LogSource {
  const named = { name, at: positions.of(['sources', name], 'key') };
  const { kind, path = '', url = '', query = '', alive = '', organization = '', project = '', environment = '', tenant, token } = source;
  if (kind === 'file') return { ...named, kind, path };
  if (kind === 'command') return { ...named, kind, run: source.run ?? [], env: listOf(source.env) };
  if (kind === 'loki') return defined<Extract<LogSource, { kind: 'loki' }>>({ ...named, kind, url, query, alive, tenant, token });
  if (kind === 'prometheus') return defined<Extract<LogSource, { kind: 'prometheus' }>>({ ...named, kind, url, query, alive, token });
  const asked = query === '' ? 'is:unresolved' : query;
  return defined<Extract<LogSource, { kind: 'sentry' }>>({ ...named, kind, url, organization, project, environment, query: asked, token });
}

export const toProtect = (input: ContractInput['protect'], positions: Positions): readonly Protect[] =>
  Object.entries(input ?? {}).map(([environment, rule]) =>
    defined<Protect>({
      environment,
      push: rule.push ?? 'writers',
      forcePush: rule['force-push'] ?? 'nobody',
      delete: rule.delete ?? 'nobody',
      pullRequest: toPullRequest(rule['pull-request']),
      at: positions.of(['protect', environment], 'key'),
    }),
  );

function toPullRequest(input: NonNullable<ContractInput['protect']>[string]['pull-request']): Protect['pullRequest'] {
  if (input === undefined || input === false) return undefined;
  return { approvals: input === true ? 0 : (input.approvals ?? 0) };
}
