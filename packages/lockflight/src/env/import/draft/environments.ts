/** The environments of all matrices, in the order of the way that code takes, and what tells a process where it is. Pure. */
import type { Scalar } from '../../../contract/model.ts';
import type { HeadEnvironment } from '../heads/column.ts';
import { wordsOf } from '../heads/plain.ts';
import type { Matrix } from '../tables/matrix.ts';
import type { DraftEnvironment, DraftVariable } from './model.ts';

const RANK = { development: 0, preview: 1, staging: 2, production: 3 } as const;
const USUAL_ALIASES: ReadonlyMap<string, readonly string[]> = new Map([
  ['local', ['development', 'dev']],
  ['development', ['dev']],
  ['production', ['prod']],
  ['staging', ['stage']],
]);

export const draftEnvironments = (matrices: readonly Matrix[], file: string): readonly DraftEnvironment[] => {
  const seen = new Map<string, { readonly head: HeadEnvironment; readonly line: number; readonly under: boolean }>();
  for (const { environments, line, under } of matrices)
    for (const head of environments) if (!seen.has(head.name)) seen.set(head.name, { head, line, under });
  const taken = new Set(seen.keys());
  return [...seen.values()]
    .sort((a, b) => RANK[a.head.kind] - RANK[b.head.kind])
    .map(({ head, line, under }) => {
      const aliases = (USUAL_ALIASES.get(head.name) ?? []).filter((alias) => !taken.has(alias) && taken.add(alias));
      const titled =
        ![head.name, ...aliases, 'dev', 'prod'].includes(wordsOf(head.title)) && head.title.length > 0 && head.title.length < 80;
      return {
        name: head.name,
        facts: { kind: head.kind, ...(aliases.length === 0 ? {} : { aliases: [...aliases] }), ...(titled ? { title: head.title } : {}) },
        reasons: [
          {
            at: { file, line },
            why: under
              ? { en: `the table under "${head.title}"`, fr: `le tableau sous « ${head.title} »` }
              : { en: `the column "${head.title}"`, fr: `la colonne « ${head.title} »` },
          },
        ],
      };
    });
};

const SELECTORS = [
  'LOCKFLIGHT_ENV',
  'APP_ENV',
  'ENVIRONMENT',
  'DEPLOY_ENV',
  'DEPLOYMENT_ENV',
  'APP_ENVIRONMENT',
  'STAGE',
  'NODE_ENV',
  'RAILS_ENV',
];

export interface Selected {
  readonly select: readonly string[];
  readonly environments: readonly DraftEnvironment[];
}

/** A variable whose value is another one in every environment tells where a process is; its values become aliases. */
export const withSelector = (environments: readonly DraftEnvironment[], variables: readonly DraftVariable[]): Selected => {
  for (const name of SELECTORS) {
    const variable = variables.find((each) => each.name === name);
    const values = environments.map((environment) => valueIn(variable, environment.name));
    if (variable === undefined || values.includes(undefined) || new Set(values).size !== environments.length) continue;
    const aliased = environments.map((environment, at) => named(environment, String(values[at]), environments));
    if (aliased.every((each) => each !== undefined)) return { select: [name], environments: aliased };
  }
  return { select: [], environments };
};

const valueIn = (variable: DraftVariable | undefined, environment: string): Scalar | undefined => {
  const facts = variable?.cells.find((cell) => cell.environment === environment)?.facts;
  return facts?.is ?? facts?.default;
};

/** The environment with that value among its names; undefined where the value is another one's name. */
const named = (environment: DraftEnvironment, value: string, all: readonly DraftEnvironment[]): DraftEnvironment | undefined => {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(value)) return undefined;
  const aliases = [environment.facts.aliases ?? []].flat();
  if (environment.name === value || aliases.includes(value)) return environment;
  const taken = all.some((other) => other !== environment && [other.name, ...[other.facts.aliases ?? []].flat()].includes(value));
  return taken ? undefined : { ...environment, facts: { ...environment.facts, aliases: [...aliases, value] } };
};
