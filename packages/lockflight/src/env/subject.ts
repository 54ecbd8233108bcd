/**
 * One variable in one environment, ready to be judged: its value if it is set, and the need and mode that hold for it. Need, mode and conditions
 * come from its cell, where reading the contract has put what its group says too.
 */
import type { Cell, Contract, Environment, Group, GroupCell, Mode, Need, Phase, Variable } from '../contract/model.ts';
import { conditionsHold } from './conditions.ts';
import { knowsModes } from './modes.ts';
import { heldValue } from './values.ts';

/** Everything that a judgement is made from. `values` holds what is set, whatever set it. */
export interface Scene {
  readonly contract: Contract;
  readonly environment: Environment;
  readonly values: ReadonlyMap<string, string>;
  /** The file that a value came from; a value of the process has no entry. */
  readonly sources: ReadonlyMap<string, string>;
  /** True where errors stop the boot: the environment blocks, or the caller is strict. */
  readonly blocks: boolean;
  readonly phase?: Phase;
  /** The values of the other environments, where they are judged together. */
  readonly elsewhere: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export interface Subject {
  readonly scene: Scene;
  readonly variable: Variable;
  readonly cell: Cell;
  /** Undefined: not set; the empty string is not set either. */
  readonly value: string | undefined;
  readonly need: Need;
  readonly mode: Mode | undefined;
  /** False: a later phase needs it, this one does not ask for it. */
  readonly demanded: boolean;
}

/** A group in one environment, with the members that are judged there. */
export interface GroupSubject {
  readonly group: Group;
  readonly cell: GroupCell | undefined;
  readonly members: readonly Subject[];
}

const subjectOf = (scene: Scene, variable: Variable): Subject | undefined => {
  const cell = variable.cells.find((c) => c.environment === scene.environment.name);
  if (cell === undefined || !conditionsHold(cell.when, scene)) return undefined;
  return {
    scene,
    variable,
    cell,
    value: heldValue(scene.values, variable.name),
    need: cell.need,
    mode: knowsModes(variable) ? cell.mode : undefined,
    demanded: scene.phase === undefined || variable.phases.includes(scene.phase),
  };
};

/** The variables that are judged in this scene: those whose conditions all hold. In the contract's order. */
export const subjectsOf = (scene: Scene): readonly Subject[] =>
  scene.contract.variables.map((variable) => subjectOf(scene, variable)).filter((subject) => subject !== undefined);

export const groupSubjectsOf = (scene: Scene, subjects: readonly Subject[]): readonly GroupSubject[] => {
  const byName = new Map(subjects.map((subject) => [subject.variable.name, subject]));
  return scene.contract.groups.map((group) => ({
    group,
    cell: group.cells.find((c) => c.environment === scene.environment.name),
    members: group.variables.map((name) => byName.get(name)).filter((subject) => subject !== undefined),
  }));
};
