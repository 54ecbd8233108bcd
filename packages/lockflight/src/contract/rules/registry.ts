/** All rules of a contract. Each sees the whole; none depends on another. */
import { archivesHaveNames, guardedBranchesExist, productionIsGuarded } from './branches.ts';
import { conditionsCanHold, conditionsEnd } from './conditions.ts';
import { consistentActivities, distinctBranches, distinctNames, distinctVariables } from './distinct-names.ts';
import { commandsAreAllowed, evidenceCanBeHad, proofsAreAllowed } from './evidence.ts';
import { commandsEnd, deploymentsHaveAPipeline, filesAreWrittenOnce, identitiesProveSomething } from './files.ts';
import { groupModesAreKnown, oneGroupEach, onlyMembers } from './groups.ts';
import { knownEnvironments } from './known-environments.ts';
import { knownCommands, knownRoles, knownSources } from './known-names.ts';
import { knownVariables } from './known-variables.ts';
import { ownValues, rangesHoldSomething } from './own-values.ts';
import { patterns } from './patterns.ts';
import { ownersExist, rolesHaveMembers } from './people.ts';
import { pointersLead } from './pointers.ts';
import { recorderRunsApart } from './recorder.ts';
import type { Rule } from './rule.ts';
import { migrationsAreFound, programsAreTheHosts, sourcesAreWhole, tokensTravelSafely } from './sources.ts';
import {
  expeditedApprovalIsKept,
  expeditedIsApproved,
  gatesAreDistinct,
  stepsAreDistinct,
  stepsLeadOn,
  waivableGatesExist,
  windowsOpen,
} from './steps.ts';
import { validatorIsTypeScript } from './validator-path.ts';
import { enumsHaveValues, forbiddenHasNoValue, modesAreKnown, notItself, secretsStayInside } from './variable-rules.ts';

export const RULES: readonly Rule[] = [
  knownEnvironments,
  knownVariables,
  knownCommands,
  knownRoles,
  knownSources,
  distinctNames,
  distinctBranches,
  distinctVariables,
  consistentActivities,
  secretsStayInside,
  forbiddenHasNoValue,
  modesAreKnown,
  enumsHaveValues,
  notItself,
  ownValues,
  rangesHoldSomething,
  patterns,
  conditionsEnd,
  conditionsCanHold,
  oneGroupEach,
  onlyMembers,
  groupModesAreKnown,
  stepsLeadOn,
  stepsAreDistinct,
  gatesAreDistinct,
  waivableGatesExist,
  expeditedIsApproved,
  expeditedApprovalIsKept,
  windowsOpen,
  evidenceCanBeHad,
  proofsAreAllowed,
  commandsAreAllowed,
  rolesHaveMembers,
  ownersExist,
  guardedBranchesExist,
  archivesHaveNames,
  productionIsGuarded,
  commandsEnd,
  deploymentsHaveAPipeline,
  identitiesProveSomething,
  filesAreWrittenOnce,
  validatorIsTypeScript,
  sourcesAreWhole,
  migrationsAreFound,
  tokensTravelSafely,
  programsAreTheHosts,
  recorderRunsApart,
  pointersLead,
];
