/**
 * What tells a running process where it is: the variable whose values are names of environments, in the samples, in schemas, or compared with in the
 * code. Where none tells all of them apart, LOCKFLIGHT_ENV stands before it, and that is on the list. Pure.
 */

import type { SchemaFacts } from '../../../scan/read.ts';
import type { DraftEnvironment, Spot, Undecided } from '../../draft/model.ts';
import { secretIn } from '../../infer/secret.ts';
import type { KnownEnvironmentFacts } from '../facts.ts';
import { undecided } from '../said.ts';
import type { VariableEvidence } from './evidence.ts';

export interface Selector {
  readonly select: readonly string[];
  readonly environments: readonly DraftEnvironment[];
  /** The values that each selector-like variable has in each environment. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  readonly undecided: readonly Undecided[];
}

const CANDIDATES = [
  'LOCKFLIGHT_ENV',
  'APP_ENV',
  'APP_ENVIRONMENT',
  'ENVIRONMENT',
  'DEPLOY_ENV',
  'DEPLOYMENT_ENV',
  'APP_STAGE',
  'STAGE',
  'VERCEL_ENV',
  'RAILWAY_ENVIRONMENT_NAME',
  'NODE_ENV',
];

/** `SHOP_ENV`: a project's own word, when its values are names of environments. */
const OWN = /^[A-Z][A-Z0-9]*_(?:ENV|ENVIRONMENT|STAGE)$/;

interface Scene {
  readonly environments: readonly DraftEnvironment[];
  readonly called: (words: string) => string | undefined;
  readonly known: readonly KnownEnvironmentFacts[];
  readonly at: Spot;
  /** What jobs of an environment set. */
  readonly given: readonly { readonly environment: string; readonly name: string; readonly value: string }[];
}

export const findSelector = (evidence: readonly VariableEvidence[], scene: Scene): Selector => {
  const own = evidence.filter(({ name }) => OWN.test(name) && !CANDIDATES.includes(name));
  const implied = evidence.some(({ reads }) => reads.some(({ schema }) => isForDevelopers(schema))) ? [NODE_ENV] : [];
  const present = [
    ...CANDIDATES.flatMap((name) => [...evidence, ...implied].find((each) => each.name === name) ?? []),
    ...own.filter((each) => valuesOf(each, scene).size > 0),
  ];
  const values = new Map(present.map((each) => [each.name, valuesOf(each, scene)] as const));
  const whole = present.find(({ name }) => tellsApart(values.get(name), scene.environments));
  const best = whole ?? present.toSorted((a, b) => (values.get(b.name)?.size ?? 0) - (values.get(a.name)?.size ?? 0))[0];
  const select =
    whole !== undefined
      ? [whole.name]
      : best === undefined || best.name === 'LOCKFLIGHT_ENV'
        ? ['LOCKFLIGHT_ENV']
        : ['LOCKFLIGHT_ENV', best.name];
  const unknown = scene.environments
    .filter(({ name, facts }) => facts.kind !== 'development' && (values.get(best?.name ?? '')?.get(name)?.length ?? 0) === 0)
    .map(({ name }) => name);
  return {
    select,
    values,
    environments: named(scene, select, values),
    undecided:
      whole !== undefined
        ? []
        : [
            undecided(best?.reads[0] === undefined ? scene.at : { file: best.reads[0].file, line: best.reads[0].line }, {
              en: `no variable tells a process that it is in ${unknown.join(' or ')}: set LOCKFLIGHT_ENV there, or change \`select\``,
              fr: `aucune variable ne dit à un processus qu'il est dans ${unknown.join(' ou ')} : définissez-y LOCKFLIGHT_ENV, ou changez \`select\``,
            }),
          ],
  };
};

/** A library with other defaults for developers asks NODE_ENV who they are, whether or not the code does. */
const isForDevelopers = (schema: SchemaFacts | undefined): boolean =>
  schema?.developmentDefault !== undefined || schema?.developmentOptional === true;

const NODE_ENV: VariableEvidence = { name: 'NODE_ENV', reads: [], entries: [], real: [], testOnly: false };

/** Where nothing is set, a process is a developer's: that one needs no value of its own. */
const tellsApart = (values: ReadonlyMap<string, readonly string[]> | undefined, environments: readonly DraftEnvironment[]): boolean => {
  const all = environments.map(({ name, facts }) => ({ own: values?.get(name) ?? [], quiet: facts.kind === 'development' }));
  const flat = all.flatMap(({ own }) => own);
  return flat.length > 0 && all.every(({ own, quiet }) => quiet || own.length > 0) && new Set(flat).size === flat.length;
};

const TESTS = /^(?:test|testing|ci)$/;

/** A value is an environment's when the sample of that environment sets it, or when it is a name of it. */
const valuesOf = (
  { name, reads, entries }: VariableEvidence,
  { environments, called, given }: Scene,
): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  const add = (environment: string | undefined, value: string): void => {
    if (environment === undefined || !/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(value) || secretIn(value) !== undefined) return;
    const there = found.get(environment) ?? [];
    if (!there.includes(value)) found.set(environment, [...there, value]);
  };
  for (const { environment, value, off } of entries) if (!off) add(environment, value);
  for (const each of given) if (each.name === name) add(each.environment, each.value);
  const said = reads.flatMap(({ schema, use }) => [
    ...(schema?.values ?? []).map(String),
    ...(use.equals ?? []),
    ...(typeof use.default === 'string' ? [use.default] : []),
  ]);
  for (const value of new Set(said)) {
    const taken = [...found.values()].some((values) => values.includes(value));
    if (!taken) add(TESTS.test(value) ? developer(environments) : called(value), value);
  }
  if (name === 'NODE_ENV') {
    // Every library knows these two, whether the code says them or not.
    if (!found.has(called('production') ?? '')) add(called('production'), 'production');
    if (![...found.values()].some((values) => values.includes('development'))) add(called('local'), 'development');
  }
  return new Map([...found].filter(([environment]) => environments.some((each) => each.name === environment)));
};

const developer = (environments: readonly DraftEnvironment[]): string | undefined =>
  environments.find(({ facts }) => facts.kind === 'development')?.name;

/** The selector's values become names of their environment. */
const named = (scene: Scene, select: readonly string[], values: Selector['values']): readonly DraftEnvironment[] => {
  const all = scene.environments;
  const taken = new Map<string, string>();
  for (const { name, facts } of all) for (const word of [name, ...[facts.aliases ?? []].flat()]) taken.set(word, name);
  for (const { name, aliases } of scene.known) for (const word of [name, ...aliases]) taken.set(word, name);
  return all.map((environment) => {
    const fresh = select
      .flatMap((name) => values.get(name)?.get(environment.name) ?? [])
      .filter((value) => !taken.has(value) && taken.set(value, environment.name));
    const aliases = [...new Set([...[environment.facts.aliases ?? []].flat(), ...fresh])];
    return aliases.length === 0 ? environment : { ...environment, facts: { ...environment.facts, aliases } };
  });
};

/** Is this one of the variables that name environments? */
export const isSelectorName = (name: string): boolean => CANDIDATES.includes(name);
