/**
 * The contract's rules as data, for the judge of the compiled validator: one row a variable, with what all its cells share, and beside it what each
 * environment has of its own. A function body, so that nothing is built before something is wrong.
 */
import type { Cell, Need } from '../../contract/model.ts';
import { needOfKind } from '../../contract/normalize/environments.ts';
import { normalizeHost } from '../formats/host.ts';
import { conditionData } from './conditions.ts';
import { keyLiteral, literal, patternLiteral } from './literal.ts';
import { modeAsked, modePattern } from './modes.ts';
import { type Plan, type PlannedVariable, words } from './plan.ts';
import { GROUP_RULES, type Uses } from './uses.ts';
import { SHAPES } from './wording.ts';

const NEEDS: Readonly<Record<Need, number>> = { forbidden: 0, optional: 1, recommended: 2, required: 3 };

/** `types()`: each type in use by its name: reader, how its text looks, hosts, the spelling that values are compared by, and whether an `is` of it tells. */
export const typeTable = (plan: Plan, uses: Uses): string => {
  const types = new Map(plan.variables.map(({ variable, traits }) => [variable.type, traits]));
  const entries = [...types].map(([type, { reader, hosts, spelling, tells }]) => {
    const shape = SHAPES[type];
    const all = [
      reader,
      shape === undefined ? '' : literal(words(plan, shape)),
      uses.hosts ? (hosts ?? '') : '',
      spelling ?? '',
      uses.hosts && tells ? '1' : '',
    ];
    while (all.at(-1) === '') all.pop();
    return `  ${keyLiteral(type)}: [${all.map((each) => (each === '' ? '0' : each)).join(', ')}],`;
  });
  return `const types = (): { readonly [type: string]: Type } => ({\n${entries.join('\n')}\n});`;
};

/** What a cell says, as `key: literal` pairs; the keys are those of the judge's `Rule`. */
const cellPairs = (plan: Plan, planned: PlannedVariable, environment: number): ReadonlyMap<string, string> => {
  const cell = planned.cells[environment] as Cell;
  const pairs = new Map<string, string>();
  const put = (key: string, value: unknown): void => {
    if (value !== undefined) pairs.set(key, literal(value));
  };
  const mode = modeAsked(planned, environment);
  put('mode', mode);
  put('is', cell.is);
  put('def', cell.default);
  put('scheme', planned.variable.type === 'url' || planned.variable.type === 'sentry-dsn' ? cell.scheme : undefined);
  put('host', cell.host?.map(normalizeHost));
  put('port', cell.port);
  put('values', cell.values);
  put('not', cell.not);
  if (cell.matches !== undefined) pairs.set('matches', patternLiteral(cell.matches));
  put('min', cell.min);
  put('max', cell.max);
  put('size', cell.length === undefined ? undefined : [cell.length.min ?? 0, ...(cell.length.max === undefined ? [] : [cell.length.max])]);
  put('differs', cell.differsFrom.length === 0 ? undefined : cell.differsFrom.map((name) => plan.indexOf.get(name)));
  put('when', cell.when.length === 0 ? undefined : cell.when.map((each) => conditionData(plan, each)));
  return pairs;
};

const variablePairs = (planned: PlannedVariable): readonly string[] => {
  const { variable } = planned;
  const phases = variable.phases.reduce((bits, phase) => bits | { build: 1, boot: 2, run: 4 }[phase], 8);
  const test = modePattern(variable, 'test');
  const live = modePattern(variable, 'live');
  return [
    variable.secret ? 'secret: true' : '',
    variable.exposed ? 'exposed: true' : '',
    phases === 14 ? '' : `phases: ${phases}`,
    test === undefined ? '' : `test: ${test}`,
    live === undefined ? '' : `live: ${live}`,
    variable.deprecated === undefined ? '' : `use: ${literal(variable.deprecated.use ?? '')}`,
    variable.example === undefined ? '' : `example: ${literal(variable.example)}`,
  ].filter((pair) => pair !== '');
};

const braces = (pairs: readonly string[]): string => (pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`);

const defaultNeeds = (plan: Plan): string => plan.environments.map((environment) => NEEDS[needOfKind(environment)]).join('');

const row = (plan: Plan, planned: PlannedVariable): string => {
  const cells = planned.cells.map((_, environment) => cellPairs(plan, planned, environment));
  const keys = [...new Set(cells.flatMap((pairs) => [...pairs.keys()]))];
  const isShared = (key: string): boolean => cells.every((pairs) => pairs.get(key) === cells[0]?.get(key));
  const shared = keys.filter(isShared).map((key) => `${key}: ${cells[0]?.get(key)}`);
  const own = cells.map((pairs) => braces([...pairs].filter(([key]) => !isShared(key)).map(([key, value]) => `${key}: ${value}`)));
  // The last one stands for all that follow.
  while (own.length > 1 && own.at(-1) === own.at(-2)) own.pop();
  const needs = planned.cells.map((cell) => NEEDS[cell.need]).join('');
  const more = [
    ...(needs === defaultNeeds(plan) ? [] : [`need: ${literal(needs)}`]),
    ...variablePairs(planned),
    ...shared,
    ...(own.every((each) => each === '{}') ? [] : [`in: [${own.join(', ')}]`]),
  ];
  const lines = planned.cells.map((cell) => cell.at.line);
  const line = lines.every((each) => each === lines[0]) ? `${lines[0] ?? planned.variable.at.line}` : `[${lines.join(', ')}]`;
  return `  [${literal(planned.variable.type)}, ${line}${more.length === 0 ? '' : `, ${braces(more)}`}],`;
};

/** `rows()`: every variable, in the contract's order. */
export const rowTable = (plan: Plan): string =>
  ['const rows = (): readonly Row[] => [', ...plan.variables.map((planned) => row(plan, planned)), '];'].join('\n');

/** The needs of a variable that says nothing, a digit an environment. */
export const needTable = (plan: Plan): string => `const NEEDS = ${literal(defaultNeeds(plan))};`;

/** `teams`: the groups that have a rule. The digit of an environment is its need, 9 where `only` leaves no rule to break. */
export const groupTable = (plan: Plan): string => {
  const entries = plan.contract.groups.flatMap((group) => {
    if (group.rule === undefined) return [];
    const cells = plan.environments.map((environment) => group.cells.find((cell) => cell.environment === environment.name));
    const needs = cells.map((cell) => (cell?.only !== undefined ? 9 : NEEDS[cell?.need ?? 'optional'])).join('');
    const all = cells.map((cell) => cell?.at.line ?? group.at.line);
    const lines = all.every((each) => each === all[0]) ? all[0] : all;
    const members = group.variables
      .map((name) => plan.indexOf.get(name))
      .filter((index) => index !== undefined && index < plan.variables.length);
    return [`  [${literal(group.name)}, ${GROUP_RULES.indexOf(group.rule)}, ${literal(members)}, ${literal(needs)}, ${literal(lines)}],`];
  });
  return `const teams = (): readonly Team[] => [\n${entries.join('\n')}\n];`;
};
