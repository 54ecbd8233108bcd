/**
 * The contract as a validator that needs nothing: one TypeScript module without an import, that exports `validateEnv` and the type `Env`. It answers as
 * env/judge.ts does, code for code, and differential tests hold the two together.
 *
 * Two ways through it. The straight line is one expression for all variables, true where there is nothing to say; it makes nothing and calls no rule. Where it
 * says no, the judge goes over the same rules as data and writes the findings. So a healthy start pays for reading and comparing alone.
 *
 * Values are read one by one (`source.NAME`), never spread: `process.env` is slow to copy, and a bundler or an edge runtime may hand over less than an object of
 * everything. Pure, and deterministic: the same contract gives the same text.
 */
import type { Contract, Scalar } from '../../contract/model.ts';
import type { Language } from '../../contract/text.ts';
import { assemble } from './assemble.ts';
import { allOf } from './conditions.ts';
import { type Constants, newConstants } from './constants.ts';
import { envType } from './env-type.ts';
import { codeTable, environmentLookup, judgeText } from './judge-text.ts';
import { keyLiteral, literal, property, typeKey } from './literal.ts';
import { type Plan, type PlannedVariable, planOf, scalarValue } from './plan.ts';
import { READERS } from './readers.ts';
import { RUNTIME } from './runtime.ts';
import { RUNTIME_TYPES } from './runtime-types.ts';
import { straightLine } from './straight-line.ts';
import { groupTable, needTable, rowTable, typeTable } from './table.ts';
import { usesOf } from './uses.ts';

export interface CompileOptions {
  /** The language of messages. Default: the contract's. */
  readonly language?: Language;
  /** How messages name the contract. Default: `lockflight.yaml`. */
  readonly contractFile?: string;
}

/** The module's text, without a banner (see banner.ts). Total for every contract that the reader lets through. */
export const compileValidator = (contract: Contract, options: CompileOptions = {}): string => {
  const plan = planOf(contract, options.language ?? contract.language);
  const uses = usesOf(plan);
  const constants = newConstants();
  const main = validateText(plan, constants);
  const snippets = {
    ...READERS,
    ...RUNTIME,
    judge: judgeText(plan, uses, options.contractFile ?? 'lockflight.yaml'),
    environmentOf: environmentLookup(plan),
    CODES: codeTable(plan, uses),
    NEEDS: needTable(plan),
    ENVIRONMENTS: `const ENVIRONMENTS = ${literal(plan.environments.map(({ name }) => name))};`,
    BLOCKS: `const BLOCKS = ${literal(plan.environments.map(({ boot }) => (boot === 'block' ? 1 : 0)))};`,
    types: typeTable(plan, uses),
    rows: rowTable(plan),
    Team: 'type Team = readonly [string, number, readonly number[], string, number | readonly number[]];',
    teams: groupTable(plan),
  };
  return [
    '/* eslint-disable */',
    '// biome-ignore-all lint: generated',
    '// biome-ignore-all format: generated',
    envType(plan),
    sourceType(plan),
    RUNTIME_TYPES,
    constants.neededBy(main),
    assemble(snippets, main),
    main,
    '',
  ].join('\n');
};

/** Members of every object in TypeScript's eyes, and no texts: with them, `{}` would be no source. */
const OF_EVERY_OBJECT: ReadonlySet<string> = new Set([
  'constructor',
  'toString',
  'toLocaleString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
]);

/** What a source may hold: anything, and our names in it. */
const sourceType = (plan: Plan): string =>
  [
    'interface Source {',
    '  readonly [name: string]: string | undefined;',
    ...plan.names.filter((name) => !OF_EVERY_OBJECT.has(name)).map((name) => `  readonly ${typeKey(name)}?: string | undefined;`),
    '}',
  ].join('\n');

const isParsed = ({ traits }: PlannedVariable): boolean => !traits.verbatim;

/** Alternatives by environment: `e === 0 ? a : e === 2 ? c : otherwise`, shortest where all agree. */
const byEnvironment = (values: readonly string[], otherwise: string): string => {
  if (values.every((value) => value === values[0])) return values[0] ?? otherwise;
  const cases = values.flatMap((value, at) => (value === otherwise ? [] : [`e === ${at} ? ${value} : `]));
  return `(${cases.join('')}${otherwise})`;
};

/** A default as an expression. JSON is parsed anew each time: a key `__proto__` would set the prototype of a literal. */
const standInOf = ({ variable, traits }: PlannedVariable, word: Scalar | undefined): string => {
  const value = word === undefined ? undefined : scalarValue(variable, word);
  return traits.holds === 'unknown' && value !== undefined ? `readJson(${literal(String(word))})` : literal(value);
};

/** What is handed on: the value or the default, and nothing where the variable is not judged. */
const outcome = (plan: Plan, planned: PlannedVariable): string => {
  const held = isParsed(planned) ? `p${planned.index}` : `v${planned.index}`;
  const standIns = planned.cells.map(({ default: word }) => standInOf(planned, word));
  const standIn = byEnvironment(standIns, 'undefined');
  // A JSON value may be null, and is a value all the same.
  const orElse = planned.traits.holds === 'unknown' ? `v${planned.index} ? ${held} : ${standIn}` : `${held} ?? ${standIn}`;
  const value = standIn === 'undefined' ? held : orElse;
  const applies = byEnvironment(
    planned.cells.map((cell, at) => allOf(plan, cell.when, at) ?? 'true'),
    'true',
  );
  return applies === 'true' ? value : `${applies} ? (${value}) : undefined`;
};

const validateText = (plan: Plan, constants: Constants): string => {
  const selector = plan.contract.select.map((name) => `v${plan.indexOf.get(name)}`).join(' ?? ') || 'undefined';
  const properties = plan.variables.filter(({ variable }) => variable.name !== 'name');
  const undeclared = plan.names.slice(plan.variables.length);
  // Keys that look like indexes would come first, whatever their place.
  const isOrdered = plan.variables.every(({ variable }) => variable.name !== 'name' && !/^\d/.test(variable.name));
  const names = isOrdered
    ? `Object.keys(env).slice(1)${undeclared.length === 0 ? '' : `.concat(${literal(undeclared)})`}`
    : literal(plan.names);
  const expression = straightLine(plan, constants);
  const usesHost = /\bh = /.test(expression);
  const results = properties.map((planned) => `    ${keyLiteral(planned.variable.name)}: ${outcome(plan, planned)},`).join('\n');
  const mentioned = new Set(`${selector} ${expression} ${results}`.match(/\b[pv]\d+\b/g) ?? []);
  const parsed = plan.variables.filter((planned) => isParsed(planned) && mentioned.has(`p${planned.index}`));
  const read = plan.names.flatMap((name, index) =>
    mentioned.has(`v${index}`) || parsed.some((planned) => planned.index === index) ? [{ name, index }] : [],
  );
  return `interface Options<P extends Phase> {
  /** Demand only what this phase needs. Default: everything. */
  readonly phase?: P | undefined;
  /** The environment, by name or alias; default: what the selector says. */
  readonly env?: string | undefined;
  /** Takes the text of the warnings, at every call. Default: console.warn, once in a process for the same environment and findings. */
  readonly onWarn?: ((text: string) => void) | undefined;
}

/**
 * Reads and judges every variable of the contract. Where an error stops the boot it throws one error (name EnvError, code env-invalid) whose \`issues\` hold
 * every finding; other findings are warned about once in a process, and a value that is refused is then left out. No value is ever part of a message.
 */
export function validateEnv<P extends Phase = never>(source: Source = platform.process?.env ?? Object.create(null), options?: Options<P>): Env<P> {
${read.map(({ name, index }) => `  const v${index}: any = text(${property('source', name)});`).join('\n')}
${parsed.map(({ index, traits }) => `  const p${index}: any = v${index} && ${traits.reader}(v${index});`).join('\n')}
  const selected = ${selector};
  const said = options?.env ?? selected;
  const e: any = said === undefined ? -2 : environmentOf(said);
  ${usesHost ? 'let h: any;\n  ' : ''}const fine =
    e >= 0 && (said === selected || selected === undefined) &&
    ${expression};
  const env = {
    name: ENVIRONMENTS[e],
${results}
  };
  return (fine ? env : judge(env, ${names}, e, source, options)) as unknown as Env<P>;
}`;
};
