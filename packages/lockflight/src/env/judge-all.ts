/**
 * All environments judged at once: each by itself, then against each other. A `distinct` variable (secrets are, by default) that has the same value
 * in two environments is `not-distinct`, and a value that its own cell refuses and that another environment's file really holds is `foreign-value`.
 */
import { type Contract, type Environment, findEnvironment, type Phase, type Variable } from '../contract/model.ts';
import { isValue } from './formats/equality.ts';
import { byGravity, type Issue, type Judgement } from './issue.ts';
import { judgeEnvironment, judgementOf } from './judge.ts';
import { listed } from './listed.ts';
import { type Scene, subjectsOf } from './subject.ts';
import { unknownEnvironment } from './unknown-environment.ts';
import { heldValue } from './values.ts';

export interface EnvironmentValues {
  readonly values: ReadonlyMap<string, string>;
  readonly sources?: ReadonlyMap<string, string>;
}

export interface JudgeAllOptions {
  readonly phase?: Phase;
  readonly strict?: boolean;
}

interface Held {
  readonly environment: Environment;
  readonly given: EnvironmentValues;
  /** The names that are judged there; a value whose `when` does not hold is compared with nobody's. */
  readonly judged: ReadonlySet<string>;
}

/** One judgement for each given environment, in the contract's order. Keys are names or aliases; an unknown one throws `unknown-environment`. */
export const judgeAll = (
  contract: Contract,
  perEnvironment: ReadonlyMap<string, EnvironmentValues>,
  options: JudgeAllOptions = {},
): readonly Judgement[] => {
  const given = new Map<string, EnvironmentValues>();
  for (const [name, values] of perEnvironment) {
    const environment = findEnvironment(contract, name);
    if (environment === undefined) throw unknownEnvironment(contract, name);
    given.set(environment.name, values);
  }
  const elsewhere = new Map([...given].map(([name, { values }]) => [name, values]));
  const environments = contract.environments.filter((environment) => given.has(environment.name));
  const alone = new Map(
    environments.map(({ name }) => {
      const { values = new Map(), sources = new Map() } = given.get(name) ?? {};
      return [name, judgeEnvironment(contract, name, values, { ...options, sources, elsewhere })] as const;
    }),
  );
  const held = environments.map((environment) => hold(contract, environment, given.get(environment.name) ?? { values: new Map() }));
  const shared = contract.variables.flatMap((variable) => sharedValues(variable, held, alone, options.strict === true));
  return environments.map((environment) => {
    const own = alone.get(environment.name) ?? [];
    return judgementOf(environment, byGravity([...own, ...shared.filter((issue) => issue.environment === environment.name)]));
  });
};

const hold = (contract: Contract, environment: Environment, given: EnvironmentValues): Held => {
  const scene: Scene = { contract, environment, values: given.values, sources: new Map(), blocks: false, elsewhere: new Map() };
  return { environment, given, judged: new Set(subjectsOf(scene).map((subject) => subject.variable.name)) };
};

/** The environment that only warns keeps the value; the one that blocks is told to change it. */
const byWeight = (a: Held, b: Held): number => Number(a.environment.boot === 'block') - Number(b.environment.boot === 'block');

/**
 * The environments that repeat a value which another one already has, one issue each. An environment where the variable is reported already is
 * left out: what is wrong there comes first, and putting it right usually parts the values too.
 */
const sharedValues = (
  variable: Variable,
  held: readonly Held[],
  alone: ReadonlyMap<string, readonly Issue[]>,
  strict: boolean,
): readonly Issue[] => {
  if (!variable.distinct) return [];
  const issues: Issue[] = [];
  const before: { readonly name: string; readonly value: string }[] = [];
  for (const { environment, given, judged } of held.toSorted(byWeight)) {
    const cell = variable.cells.find((c) => c.environment === environment.name);
    const value = judged.has(variable.name) ? heldValue(given.values, variable.name) : undefined;
    const reported = alone.get(environment.name)?.some((issue) => issue.variable === variable.name && issue.code !== 'deprecated') === true;
    // A value that the contract itself writes down is no secret, and cannot be changed to differ.
    const written = [cell?.is, cell?.default].some(
      (word) => word !== undefined && value !== undefined && isValue(variable.type, value, word),
    );
    if (value === undefined || reported || written) continue;
    const twins = before.filter((other) => isValue(variable.type, value, other.value)).map((other) => other.name);
    before.push({ name: environment.name, value });
    if (twins.length === 0) continue;
    const source = given.sources?.get(variable.name);
    issues.push({
      code: 'not-distinct',
      variable: variable.name,
      severity: environment.boot === 'block' || strict ? 'error' : 'warning',
      environment: environment.name,
      message: { en: `the same value as in ${listed(twins).en}`, fr: `la même valeur que dans ${listed(twins).fr}` },
      fix: {
        en: `give ${variable.name} a value of its own in ${environment.name}`,
        fr: `donnez à ${variable.name} sa propre valeur dans ${environment.name}`,
      },
      rule: cell?.at ?? variable.at,
      ...(source === undefined ? {} : { source }),
      secret: variable.secret,
    });
  }
  return issues;
};
