/**
 * A repository's facts to a draft of its contract. Input: texts and plain facts (`RepositoryFacts`); output: the draft, what is undecided, secrets by place and
 * kind. Invariants: pure and total; no value that looks like a secret is in the draft; names and environments are those of the grammar; the YAML of it
 * is read back by the contract's own reader without an error.
 */

import type { Draft, DraftVariable, Undecided } from '../draft/model.ts';
import type { FoundSecret } from '../draft-from-markdown.ts';
import { secretIn } from '../infer/secret.ts';
import { findCommands } from './around/find-commands.ts';
import { findFlow } from './around/find-flow.ts';
import { findGroups } from './around/find-groups.ts';
import { findServices } from './around/find-services.ts';
import type { RepositoryFacts } from './facts.ts';
import { findEnvironments } from './places/find-environments.ts';
import { placeOfJob, workflowFacts } from './places/workflow-facts.ts';
import { composeValues } from './samples/compose-values.ts';
import { type CellScene, cellsOf } from './variables/cells-of.ts';
import { gatherEvidence, isProgram, readSamples, type SampleOf, type VariableEvidence } from './variables/evidence.ts';
import { ownFacts } from './variables/facts-of.ts';
import { schemaNotes, selectorNotes } from './variables/schema-notes.ts';
import { findSelector, isSelectorName, type Selector } from './variables/selector.ts';
import { selectorVariable } from './variables/selector-variable.ts';

export interface RepositoryDraft {
  readonly draft: Draft;
  readonly secrets: readonly FoundSecret[];
}

export const draftFromRepository = (facts: RepositoryFacts): RepositoryDraft => {
  const workflows = facts.workflows.flatMap((file) => workflowFacts(file) ?? []);
  const places = findEnvironments(facts, workflows);
  const samples = readSamples(facts, places.called);
  const gathered = gatherEvidence(facts, samples);
  const at = { file: samples[0]?.file ?? facts.manifests[0]?.file ?? facts.files[0] ?? '.', line: 1 };
  const given = workflows.flatMap(({ jobs }) =>
    jobs.flatMap((job) => {
      const environment = places.called(placeOfJob(job) ?? '');
      return environment === undefined ? [] : job.sets.map(([name, value]) => ({ environment, name, value }));
    }),
  );
  const selector = findSelector(gathered, { environments: places.environments, called: places.called, known: facts.known, at, given });
  const evidence = gathered.filter((each) => isWanted(each, selector));
  const running = facts.findings.reads.filter(({ test }) => !test);
  const scene: CellScene = {
    environments: selector.environments,
    samples,
    hasCode: running.some(({ via }) => !isProgram(via)),
  };
  const drafted = evidence.map((each) => draftVariable(each, scene, selector));
  const variables = related(drafted.map(({ variable }) => variable));
  const grouped = findGroups(variables, samples, selector.environments);
  const found = findServices(facts, variables, evidence);
  const commands = findCommands(facts, workflows, selector.environments, places.called);
  const flow = findFlow(facts, selector.environments, commands, places.deployed, workflows, at);
  const undecided = [
    ...places.undecided,
    ...selector.undecided,
    ...drafted.flatMap((each) => each.undecided),
    ...grouped.undecided,
    ...found.undecided,
    ...flow.undecided,
  ];
  return {
    draft: {
      project: facts.project,
      language: facts.language,
      select: selector.select,
      environments: selector.environments,
      variables,
      groups: grouped.groups,
      services: found.services,
      commands,
      parts: flow.parts,
      undecided,
    },
    secrets: secretsOf(facts, samples),
  };
};

/** A selector that nobody chose and that only a platform sets is nobody's variable. */
const isWanted = ({ name, reads, entries, real }: VariableEvidence, { select }: Selector): boolean =>
  !isSelectorName(name) ||
  select.includes(name) ||
  entries.length > 0 ||
  real.length > 0 ||
  reads.some(({ schema }) => schema !== undefined) ||
  !/^(?:NODE_ENV|VERCEL_ENV|RAILWAY_|LOCKFLIGHT_)/.test(name);

const draftVariable = (
  evidence: VariableEvidence,
  scene: CellScene,
  selector: Selector,
): { readonly variable: DraftVariable; readonly undecided: readonly Undecided[] } => {
  const own = ownFacts(evidence);
  const names = selector.values.get(evidence.name);
  const selects = selector.select.includes(evidence.name);
  const written = evidence.entries.length > 0;
  // A schema says which values it may have; where it does not tell the environments apart, it is a variable like any other.
  const asAnyOther = !selects && !written && own.schema !== undefined;
  if (names !== undefined && names.size > 0 && !asAnyOther && !evidence.entries.some(({ whole }) => whole))
    return {
      variable: selectorVariable(evidence, own, names, scene.environments, selects),
      undecided: selectorNotes(evidence.name, own),
    };
  const cells = cellsOf(evidence, own, scene);
  return {
    variable: { name: evidence.name, facts: { ...own.facts, ...cells.facts }, cells: cells.cells, reasons: own.reasons },
    undecided: [...own.undecided, ...cells.undecided, ...schemaNotes(evidence.name, own, scene.environments)],
  };
};

/** A shadow database is another one, by what it is for; what a sample's rule names and nobody has is dropped. */
const related = (variables: readonly DraftVariable[]): readonly DraftVariable[] => {
  const names = new Set(variables.map(({ name }) => name));
  return variables.map((variable) => {
    const primary = variable.name.replace(/^SHADOW_/, '');
    const stated = variable.cells.some(({ facts }) => facts['differs-from'] !== undefined);
    const cells = variable.cells.map((cell) => {
      const other = cell.facts['differs-from'];
      const { 'differs-from': _, ...rest } = cell.facts;
      return other === undefined || names.has(String(other)) ? cell : { ...cell, facts: rest };
    });
    const differs = primary !== variable.name && names.has(primary) && !stated ? { 'differs-from': primary } : {};
    return { ...variable, facts: { ...variable.facts, ...differs }, cells };
  });
};

const secretsOf = (facts: RepositoryFacts, samples: readonly SampleOf[]): readonly FoundSecret[] => [
  ...facts.compose.flatMap((file) =>
    composeValues(file).flatMap(({ value, line }): readonly FoundSecret[] => {
      // The password of a container beside it is nobody's secret.
      const kind = /@[\w-]+(?::\d+)?(?:[/?]|$)/.test(value) ? undefined : secretIn(value);
      return kind === undefined ? [] : [{ at: { file: file.file, line }, kind }];
    }),
  ),
  ...samples.flatMap(({ file, entries }) =>
    entries.flatMap(({ line, value, given }): readonly FoundSecret[] => {
      const kind = given === true ? undefined : secretIn(value);
      return kind === undefined ? [] : [{ at: { file, line }, kind }];
    }),
  ),
  ...facts.real.flatMap(({ file, entries }) =>
    entries.flatMap(({ line, secret }): readonly FoundSecret[] => (secret === undefined ? [] : [{ at: { file, line }, kind: secret }])),
  ),
];
