/**
 * The constraints of a cell as expressions over a set value. Each is true only where the judge would find nothing: where an exact answer would be long, the
 * expression says no, and the judge is asked. Variables in scope: `vN` the text, `pN` the parsed value, `h` a string to keep a host in.
 */
import type { Cell, Scalar } from '../../contract/model.ts';
import { isValue } from '../formats/equality.ts';
import { normalizeHost } from '../formats/host.ts';
import type { Constants } from './constants.ts';
import { joined, literal, patternLiteral } from './literal.ts';
import { type PlannedVariable, scalarValue } from './plan.ts';

type Word = (planned: PlannedVariable, word: Scalar) => string;

const isList = ({ variable }: PlannedVariable): boolean => variable.type === 'list' || variable.type === 'cidr-list';

/** Is the value this word? */
const is: Word = ({ variable, traits, index }, word) => {
  const value = scalarValue(variable, word);
  if (traits.verbatim || typeof value === 'object' || value === undefined) return `v${index} === ${literal(String(word))}`;
  return `p${index} === ${literal(value)}`;
};

/** Is it surely another one? */
const isNot: Word = (planned, word) => {
  const { variable, traits, index } = planned;
  const value = scalarValue(variable, word);
  if (variable.type === 'list') return `p${index}?.includes(${literal(String(word))}) === false`;
  if (variable.type === 'cidr-list')
    return Array.isArray(value) && value.length === 1 ? `p${index}?.includes(${literal(value[0])}) === false` : 'false';
  if (variable.type === 'url' || traits.holds === 'unknown') return 'false';
  if (traits.verbatim || value === undefined) return `v${index} !== ${literal(String(word))}`;
  return `p${index} !== ${literal(value)}`;
};

const oneOf = (planned: PlannedVariable, allowed: readonly Scalar[]): string => {
  const { variable, index } = planned;
  if (!isList(planned))
    return joined(
      allowed.map((word) => is(planned, word)),
      '||',
      'false',
    );
  const words = allowed.map((word) => (variable.type === 'list' ? String(word) : [scalarValue(variable, word)].flat()[0]));
  return `p${index}?.every((item: any) => ${literal(words)}.includes(item))`;
};

const hostExpression = (planned: PlannedVariable, patterns: readonly string[]): string => {
  const { variable, index } = planned;
  const names = patterns.map(normalizeHost).map((pattern) => {
    const rest = pattern.slice(1);
    if (!pattern.includes('*')) return `h === ${literal(pattern)}`;
    if (pattern.startsWith('*') && !rest.includes('*')) return rest === '' ? 'true' : `h.endsWith(${literal(rest)})`;
    return `glob(${literal(pattern)}, h)`;
  });
  const host = new Map([
    ['host', `p${index}`],
    ['ip', `p${index}`],
    ['email', `v${index}.slice(v${index}.lastIndexOf('@') + 1)`],
    ['url', `plain(v${index})`],
    ['sentry-dsn', `plain(v${index})`],
  ]).get(variable.type);
  if (names.includes('true')) return host ?? 'false';
  return host === undefined ? 'false' : `(h = ${host}) && ${joined(names, '||', 'false')}`;
};

const portExpression = ({ variable, index }: PlannedVariable, ports: readonly number[]): string => {
  if (variable.type === 'port')
    return joined(
      ports.map((port) => `p${index} === ${port}`),
      '||',
      'false',
    );
  if (variable.type !== 'url' && variable.type !== 'sentry-dsn') return 'false';
  return `/^[^/?#]*\\/\\/[^/?#,]*:(?:${ports.join('|')})(?:[/?#]|$)/.test(v${index})`;
};

const rangeExpressions = ({ traits, variable, index }: PlannedVariable, { min, max }: Cell): readonly string[] => {
  if (min === undefined && max === undefined) return [];
  if (traits.holds === 'unknown') return ['false'];
  const measured = traits.holds === 'number' ? `p${index}` : isList({ variable } as PlannedVariable) ? `p${index}?.length` : undefined;
  if (measured === undefined) return [];
  return [...(min === undefined ? [] : [`${measured} >= ${min}`]), ...(max === undefined ? [] : [`${measured} <= ${max}`])];
};

const lengthExpressions = (index: number, { length }: Cell): readonly string[] => {
  const { min = 0, max } = length ?? {};
  // A character is one unit or two: only between the bounds must they be counted. A set value has one at least.
  return [
    ...(min > 1 ? [`(v${index}.length >= ${2 * min} || size(v${index}) >= ${min})`] : []),
    ...(max === undefined ? [] : [`(v${index}.length <= ${max} || size(v${index}) <= ${max})`]),
  ];
};

/** Does an `is` or a list of `values` already say that the text is of its type, and no placeholder? */
export const fixesText = ({ variable, traits }: PlannedVariable, cell: Cell): boolean => {
  const words = cell.is === undefined ? cell.values : [cell.is];
  return (
    words !== undefined &&
    traits.verbatim &&
    words.every((word) => isValue(variable.type, String(word), word) && scalarValue(variable, word) !== undefined)
  );
};

export const schemeExpressions = ({ variable, index }: PlannedVariable, { scheme: schemes }: Cell): readonly string[] =>
  schemes === undefined || (variable.type !== 'url' && variable.type !== 'sentry-dsn')
    ? []
    : [
        joined(
          schemes.map((scheme) => `v${index}.startsWith(${literal(`${scheme}:`)})`),
          '||',
          'false',
        ),
      ];

export const hostExpressions = (planned: PlannedVariable, { host }: Cell): readonly string[] =>
  host === undefined ? [] : [hostExpression(planned, host)];

/** All but scheme and host. */
export const constraintExpressions = (constants: Constants, planned: PlannedVariable, cell: Cell): readonly string[] => {
  const { index } = planned;
  return [
    ...(cell.is === undefined ? [] : [is(planned, cell.is)]),
    ...(cell.port === undefined ? [] : [portExpression(planned, cell.port)]),
    ...(cell.values === undefined ? [] : [oneOf(planned, cell.values)]),
    ...(cell.not ?? []).map((word) => isNot(planned, word)),
    ...(cell.matches === undefined ? [] : [`match(${constants.nameOf(patternLiteral(cell.matches))}, v${index})`]),
    ...rangeExpressions(planned, cell),
    ...lengthExpressions(index, cell),
  ];
};
