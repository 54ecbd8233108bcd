/** Where a variable of the contract is used, by the contract's own words: what has to be looked at before it is changed. */
import type { Condition, Contract } from '../contract/model.ts';

export interface VariableUses {
  /** The services it leads to, and the part it plays there. */
  readonly services: readonly { readonly service: string; readonly part: string }[];
  /** Commands whose line names it. */
  readonly commands: readonly string[];
  /** Variables that are only judged when this one says so. */
  readonly decides: readonly string[];
  /** Variables that must not have its value. */
  readonly differs: readonly string[];
  /** Does it tell a process where it is? */
  readonly selects: boolean;
}

export const variableUses = (contract: Contract, name: string): VariableUses => ({
  services: contract.services.flatMap((service) => {
    const all = [...service.uses, ...service.cells.flatMap(({ uses }) => uses)].filter(({ variable }) => variable === name);
    return [...new Set(all.map(({ part }) => part))].map((part) => ({ service: service.name, part }));
  }),
  commands: contract.commands.filter(({ run }) => namesIn(run).has(name)).map((command) => command.name),
  decides: contract.variables.filter(({ cells }) => cells.some(({ when }) => when.some((each) => speaksOf(each, name)))).map((v) => v.name),
  differs: contract.variables.filter(({ cells }) => cells.some(({ differsFrom }) => differsFrom.includes(name))).map((v) => v.name),
  selects: contract.select.includes(name),
});

/** Whole words only: `DATABASE_URL` is not in `SHADOW_DATABASE_URL`. */
const namesIn = (run: string): ReadonlySet<string> => new Set(run.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? []);

const speaksOf = (condition: Condition, name: string): boolean => {
  switch (condition.kind) {
    case 'equals':
      return condition.variable === name;
    case 'not':
      return speaksOf(condition.condition, name);
    case 'all':
    case 'any':
      return condition.conditions.some((each) => speaksOf(each, name));
  }
};
