/** Builders of contracts for tests: as the reader would normalise them, with short forms for what a test does not speak of. */
import type {
  Cell,
  Condition,
  Contract,
  Environment,
  EnvironmentKind,
  Group,
  GroupCell,
  Variable,
  VariableType,
} from '../contract/model.ts';

const at = (line: number) => ({ file: 'lockflight.yaml', line, column: 3 });

export const environment = (name: string, kind: EnvironmentKind, more: Partial<Environment> = {}): Environment => ({
  name,
  kind,
  aliases: [],
  files: [],
  boot: kind === 'staging' || kind === 'production' ? 'block' : 'warn',
  allows: [],
  forbids: [],
  facts: [],
  commands: [],
  at: at(1),
  ...more,
});

export const LOCAL = environment('local', 'development', { aliases: ['development', 'dev'], files: ['.env'] });
export const STAGING = environment('staging', 'staging', { aliases: ['sandbox'] });
export const PRODUCTION = environment('production', 'production');

const DEFAULT_NEED = { development: 'optional', preview: 'optional', staging: 'required', production: 'required' } as const;

type Cells = Readonly<Record<string, Partial<Cell>>>;

interface VariableSpec extends Partial<Omit<Variable, 'cells'>> {
  readonly all?: Partial<Cell>;
  readonly in?: Cells;
}

/** A contract's variables wait for its environments: one cell each. */
export type VariableDraft = (environments: readonly Environment[], line: number) => Variable;

export const variable =
  (name: string, type: VariableType, spec: VariableSpec = {}): VariableDraft =>
  (environments, line) => {
    const { all = {}, in: cells = {}, ...more } = spec;
    return {
      name,
      type,
      secret: false,
      exposed: false,
      phases: ['build', 'boot', 'run'],
      distinct: more.secret ?? false,
      at: at(line),
      ...more,
      cells: environments.map((env) => ({
        environment: env.name,
        need: DEFAULT_NEED[env.kind],
        differsFrom: [],
        when: [],
        at: at(line),
        ...all,
        ...cells[env.name],
      })),
    };
  };

export const group = (name: string, variables: readonly string[], more: Partial<Group> = {}): Group => ({
  name,
  variables,
  when: [],
  cells: [],
  at: at(900),
  ...more,
});

export const groupCell = (environmentName: string, more: Partial<GroupCell> = {}): GroupCell => ({
  environment: environmentName,
  when: [],
  at: at(901),
  ...more,
});

export const whenIs = (name: string, ...anyOf: readonly (string | number | boolean)[]): Condition => ({
  kind: 'equals',
  variable: name,
  anyOf,
});

export const contract = (drafts: readonly VariableDraft[], more: Partial<Contract> = {}): Contract => {
  const environments = more.environments ?? [LOCAL, STAGING, PRODUCTION];
  return {
    version: 1,
    project: 'koomy',
    principles: [],
    status: [],
    prohibitions: [],
    language: 'en',
    select: ['LOCKFLIGHT_ENV', 'APP_ENV'],
    groups: [],
    services: [],
    commands: [],
    procedures: [],
    flow: [],
    rollback: [],
    sources: [],
    people: [],
    protect: [],
    archive: [],
    ledgerBranch: 'lockflight/ledger',
    generate: { samples: [] },
    ...more,
    environments,
    variables: drafts.map((draft, index) => draft(environments, 10 + index)),
  };
};
