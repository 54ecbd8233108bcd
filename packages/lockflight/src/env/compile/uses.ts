/** What a contract makes use of: parts of the judge that nothing asks for are left out of its validator. */
import { ISSUE_ORDER } from '../issue.ts';
import { modePattern } from './modes.ts';
import type { Plan } from './plan.ts';

export interface Uses {
  /** Hosts, or an `is` that tells one environment from another: a value may belong to another environment. */
  readonly hosts: boolean;
  readonly schemes: boolean;
  readonly modes: boolean;
  readonly exposed: boolean;
  readonly forbidden: boolean;
  readonly conditions: boolean;
  readonly differs: boolean;
  readonly deprecated: boolean;
  readonly lists: boolean;
  readonly ports: boolean;
  readonly ranges: boolean;
  readonly lengths: boolean;
  readonly patterns: boolean;
  readonly refusals: boolean;
  readonly words: boolean;
  readonly placeholders: boolean;
  readonly recommended: boolean;
  readonly hints: boolean;
  /** A variable called `name`: in `Env` that is the environment's. */
  readonly aVariableCalledName: boolean;
  /** The rules that groups have: 0 all-or-none, 1 at-least-one, 2 exactly-one. */
  readonly rules: ReadonlySet<number>;
  /** The codes that can come up, gravest first. */
  readonly codes: readonly string[];
}

export const GROUP_RULES = ['all-or-none', 'at-least-one', 'exactly-one'] as const;

export const usesOf = (plan: Plan): Uses => {
  const cells = plan.variables.flatMap((planned) => planned.cells.map((cell) => ({ ...planned, cell })));
  const rules = new Set(plan.contract.groups.flatMap(({ rule }) => (rule === undefined ? [] : [GROUP_RULES.indexOf(rule)])));
  const hosts = cells.some(({ cell, traits }) => cell.host !== undefined || (cell.is !== undefined && traits.tells));
  const modes = plan.variables.some(
    ({ variable }) => modePattern(variable, 'test') !== undefined || modePattern(variable, 'live') !== undefined,
  );
  const uses = {
    hosts,
    schemes: cells.some(({ cell }) => cell.scheme !== undefined),
    modes,
    exposed: plan.variables.some(({ variable }) => variable.exposed),
    forbidden: cells.some(({ cell }) => cell.need === 'forbidden'),
    conditions: cells.some(({ cell }) => cell.when.length > 0),
    differs: cells.some(({ cell }) => cell.differsFrom.length > 0),
    deprecated: plan.variables.some(({ variable }) => variable.deprecated !== undefined),
    lists: plan.variables.some(({ variable }) => variable.type === 'list' || variable.type === 'cidr-list'),
    ports: cells.some(({ cell }) => cell.port !== undefined),
    ranges: cells.some(({ cell }) => cell.min !== undefined || cell.max !== undefined),
    lengths: cells.some(({ cell }) => cell.length !== undefined),
    patterns: cells.some(({ cell }) => cell.matches !== undefined),
    refusals: cells.some(({ cell }) => cell.not !== undefined),
    words: cells.some(({ cell }) => cell.values !== undefined),
    placeholders: plan.environments.some(({ boot }) => boot === 'block'),
    recommended: cells.some(({ cell }) => cell.need === 'recommended'),
    hints: plan.variables.some(({ variable, cells }) => variable.example !== undefined || cells.some(({ is }) => is !== undefined)),
    aVariableCalledName: plan.variables.some(({ variable }) => variable.name === 'name'),
    rules,
  };
  const never = new Set([
    'undeclared',
    ...(hosts || modes ? [] : ['foreign-value']),
    ...(uses.exposed ? [] : ['client-secret']),
    ...(modes ? [] : ['wrong-mode']),
    ...(uses.forbidden ? [] : ['forbidden']),
    ...(uses.placeholders ? [] : ['placeholder']),
    ...(rules.size > 0 ? [] : ['incomplete-group']),
    ...(uses.differs ? [] : ['not-distinct']),
    ...(uses.deprecated ? [] : ['deprecated']),
  ]);
  return { ...uses, codes: [...ISSUE_ORDER.filter((code) => !never.has(code)), 'unknown-environment'] };
};
