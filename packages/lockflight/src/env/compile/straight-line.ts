/**
 * The straight line: one expression that is true only where there is nothing to say about the values. It may say no where all is well (the judge then
 * finds nothing), never yes where something is wrong. What several environments ask alike is written once.
 */
import type { Cell, Environment, Group } from '../../contract/model.ts';
import { allOf } from './conditions.ts';
import type { Constants } from './constants.ts';
import { constraintExpressions, fixesText, hostExpressions, schemeExpressions } from './constraints.ts';
import { joined, literal } from './literal.ts';
import { modeAsked, modePattern } from './modes.ts';
import type { Plan, PlannedVariable } from './plan.ts';
import { stripePattern, urlPattern } from './quick-patterns.ts';

/** A part of the line. With `of`, it speaks of the text of that variable where it is set; without, it stands for itself. */
interface Part {
  readonly of?: number;
  readonly expression: string;
}

/** `v3`: the variable is set. */
const isSet = (index: number): Part => ({ of: index, expression: '' });

const append = <K, V>(lists: Map<K, V[]>, key: K, value: V): void => {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
};

/** Parts of one variable put together: `v3 && a && b` where it must be set, else `(!v3 || (a && b))`. */
const written = (parts: readonly Part[]): readonly string[] => {
  const about = new Map<number, string[]>();
  const alone: string[] = [];
  for (const { of, expression } of parts) {
    if (of === undefined) alone.push(expression);
    else append(about, of, expression);
  }
  const lines = [...about].map(([index, expressions]) => {
    const asked = expressions.filter((expression) => expression !== '');
    // `fresh` is content with a variable that is not set.
    if (asked.length === expressions.length && asked.every((expression) => expression.startsWith('fresh('))) return asked.join(' && ');
    if (asked.length < expressions.length) return [`v${index}`, ...asked].join(' && ');
    return asked.includes('false') ? `!v${index}` : `(!v${index} || ${asked.join(' && ')})`;
  });
  return [...lines, ...alone];
};

const modeExpressions = (constants: Constants, planned: PlannedVariable, environment: number, { kind }: Environment): readonly string[] => {
  const { variable, index } = planned;
  const mode = modeAsked(planned, environment);
  const test = modePattern(variable, 'test');
  const live = modePattern(variable, 'live');
  const own = mode === 'live' ? live : mode === 'test' ? test : undefined;
  const other = mode === 'live' ? test : mode === 'test' ? live : undefined;
  const liveElsewhere = planned.cells.some((cell, at) => at !== environment && cell.mode === 'live');
  const foreignLive = mode !== 'live' && !(kind === 'production' && mode === undefined && !liveElsewhere) ? live : undefined;
  return [
    ...(own === undefined ? [] : [`match(${constants.nameOf(own)}, v${index})`]),
    ...[...new Set([other, foreignLive])].flatMap((pattern) =>
      pattern === undefined ? [] : [`!match(${constants.nameOf(pattern)}, v${index})`],
    ),
  ];
};

const placeholderExpressions = (planned: PlannedVariable, cell: Cell, { boot }: Environment): readonly string[] => {
  const { variable, traits, index } = planned;
  if (boot !== 'block') return [];
  const isSample = variable.secret && variable.example !== undefined ? [`v${index} !== ${literal(variable.example)}`] : [];
  return traits.noPlaceholder || fixesText(planned, cell) ? isSample : [...isSample, `fresh(v${index})`];
};

const differsExpressions = (plan: Plan, planned: PlannedVariable, cell: Cell): readonly string[] =>
  cell.differsFrom.map((name) => {
    const { variable, traits, index } = planned;
    const other = plan.indexOf.get(name) ?? -1;
    if (variable.type === 'url') return `(!v${other} || apart(v${index}, v${other}))`;
    return traits.verbatim ? `v${index} !== v${other}` : `!v${other}`;
  });

const exposedExpressions = (plan: Plan, { variable, index }: PlannedVariable): readonly string[] => {
  if (!variable.exposed) return [];
  if (variable.secret) return ['false'];
  const secrets = plan.variables.filter((other) => other.variable.secret);
  return [`!SECRET.test(v${index})`, ...secrets.map((secret) => `v${index} !== v${secret.index}`)];
};

/** The text is of its type, its scheme and host are what the cell asks, and its mode: the quick way where there is one, with the long way behind it. */
const shapeExpressions = (
  constants: Constants,
  planned: PlannedVariable,
  cell: Cell,
  at: number,
  environment: Environment,
): readonly string[] => {
  const { variable, traits, index } = planned;
  const key = stripePattern(planned, at);
  if (key !== undefined) return [`${constants.nameOf(key)}.test(v${index})`, ...hostExpressions(planned, cell)];
  const read = variable.type === 'string' || variable.type === 'enum' || fixesText(planned, cell);
  const typed = read ? [] : [traits.verbatim ? `${traits.reader}(v${index})` : `p${index} !== undefined`];
  const reached = [...typed, ...schemeExpressions(planned, cell), ...hostExpressions(planned, cell)];
  const url = variable.type === 'url' && typed.length > 0 ? urlPattern(cell) : undefined;
  return [
    ...(url === undefined ? reached : [`(${constants.nameOf(url)}.test(v${index}) || (${reached.join(' && ')}))`]),
    ...modeExpressions(constants, planned, at, environment),
  ];
};

/** Everything that one variable must be in one environment. */
const variableParts = (plan: Plan, constants: Constants, planned: PlannedVariable, at: number): readonly Part[] => {
  const { variable, index } = planned;
  const cell = planned.cells[at];
  const environment = plan.environments[at];
  if (cell === undefined || environment === undefined) return [];
  const asked = (cell.need === 'required' || cell.need === 'recommended') && cell.default === undefined;
  const must = asked ? [isSet(index)] : [];
  const constraints = constraintExpressions(constants, planned, cell);
  // A comparison with the parsed value already says that there is one.
  const isCompared = constraints.some((expression) => /^\(?p\d+ (?:===|>=|<=) /.test(expression) && !expression.includes(`v${index}`));
  const shape = shapeExpressions(constants, planned, cell, at, environment);
  const expressions = [
    ...(isCompared ? shape.filter((expression) => expression !== `p${index} !== undefined`) : shape),
    ...constraints,
    ...differsExpressions(plan, planned, cell),
    ...exposedExpressions(plan, planned),
    ...placeholderExpressions(planned, cell, environment),
  ];
  const isUnwanted = cell.need === 'forbidden' || variable.deprecated !== undefined;
  const about = isUnwanted ? [{ expression: `!v${index}` }] : expressions.map((expression): Part => ({ of: index, expression }));
  const parts = [...must, ...about];
  if (cell.when.length === 0) return parts;
  const applies = allOf(plan, cell.when, at);
  // Even where nothing is asked of it: a variable that is not judged is not handed on, and only the judge can tell.
  if (applies === undefined) return [{ expression: 'false' }];
  return parts.length === 0 ? [] : [{ expression: `(!(${applies}) || (${written(parts).join(' && ')}))` }];
};

const groupExpressions = (plan: Plan, group: Group, at: number): readonly string[] => {
  const cell = group.cells.find((each) => each.environment === plan.environments[at]?.name);
  if (group.rule === undefined || cell?.only !== undefined) return [];
  const members = group.variables
    .map((name) => plan.variables[plan.indexOf.get(name) ?? -1])
    .filter((planned) => planned !== undefined && planned.cells[at]?.need !== 'forbidden') as readonly PlannedVariable[];
  const chosen = members.map(({ variable, index }) => (variable.type === 'boolean' ? `p${index}` : `v${index}`));
  const alwaysJudged = members
    .map((member, i) => (member.cells[at]?.when.length === 0 ? (chosen[i] ?? '') : ''))
    .filter((each) => each !== '');
  const wanted = cell?.need === 'required' || cell?.need === 'recommended';
  const some = wanted && members.length > 0 ? [joined(alwaysJudged, '||', 'false')] : [];
  if (group.rule === 'at-least-one') return some;
  if (group.rule === 'exactly-one') {
    return members.length < 2 ? some : [...some, `${chosen.map((each) => `(${each} ? 1 : 0)`).join(' + ')} < 2`];
  }
  const texts = members.map(({ index }) => `v${index}`);
  const always = members.every(
    ({ cells }) => cells[at]?.need === 'required' && cells[at]?.default === undefined && cells[at]?.when.length === 0,
  );
  return members.length < 2 || always ? [] : [`(${joined(texts, '&&', 'true')} || !${joined(texts, '||', 'true')})`];
};

/** `e` is one of these, as an expression that is false there: `e !== 2`. */
const elsewhere = (environments: readonly number[], count: number): string => {
  const [first] = environments;
  if (environments.length === 1) return `e !== ${first}`;
  const absent = Array.from({ length: count }, (_, at) => at).filter((at) => !environments.includes(at));
  if (absent.length === 1) return `e === ${absent[0]}`;
  if (count > 30) return `!${literal(environments)}.includes(e)`;
  return `!((${environments.reduce((mask, at) => mask | (1 << at), 0)} >> e) & 1)`;
};

/** Compilers go down one level for each `&&`: a chain of thousands is cut into pieces. */
const PIECE = 100;

const chained = (expressions: readonly string[]): string => {
  if (expressions.length <= PIECE) return expressions.join(' &&\n      ');
  const pieces = Array.from({ length: Math.ceil(expressions.length / PIECE) }, (_, n) => expressions.slice(n * PIECE, (n + 1) * PIECE));
  return chained(pieces.map((piece) => `(${piece.join(' &&\n      ')})`));
};

/** The whole expression. */
export const straightLine = (plan: Plan, constants: Constants): string => {
  const where = new Map<string, { readonly part: Part; readonly environments: Set<number> }>();
  plan.environments.forEach((_, at) => {
    const parts: readonly Part[] = [
      ...plan.variables.flatMap((planned) => variableParts(plan, constants, planned, at)),
      ...plan.contract.groups.flatMap((group) => groupExpressions(plan, group, at)).map((expression) => ({ expression })),
    ];
    for (const part of parts) {
      const key = `${part.of ?? ''} ${part.expression}`;
      const known = where.get(key) ?? { part, environments: new Set() };
      where.set(key, known);
      known.environments.add(at);
    }
  });
  const bySet = new Map<string, Part[]>();
  for (const { part, environments } of where.values()) {
    const key = [...environments].join();
    append(bySet, key, part);
  }
  const lines = [...bySet].map(([key, parts]) => {
    const environments = key.split(',').map(Number);
    const all = chained(written(parts));
    return environments.length === plan.environments.length
      ? all
      : `(${elsewhere(environments, plan.environments.length)} ||\n      (${all}))`;
  });
  return lines.length === 0 ? 'true' : lines.join(' &&\n    ');
};
