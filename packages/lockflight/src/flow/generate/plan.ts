/** Which files a contract gives, and what each of them says: pure compilers, put behind one banner that tells a hand edit. */

import { type Contract, RECORDER_WORKFLOW, type RecorderWorkflow, WAKE_WORKFLOW } from '../../contract/model.ts';
import { withBanner } from '../../env/compile/banner.ts';
import { compileValidator } from '../../env/compile/compile-validator.ts';
import { compileReport } from '../../env/report/compile-report.ts';
import { compileSample } from '../../env/samples/compile-sample.ts';
import { compileAgents } from '../../reference/compile-agents.ts';
import { compileReference } from '../../reference/compile-reference.ts';
import { compileRecorder, type RecorderFacts } from '../../reference/recorder/compile-recorder.ts';
import { compileWake } from '../../reference/recorder/compile-wake.ts';
import type { Verified } from '../../reference/recorder/verified.ts';

export type GeneratedKind = 'validator' | 'sample' | 'reference' | 'agents' | 'report' | 'workflow';

export interface PlannedFile {
  readonly kind: GeneratedKind;
  /** Relative to the contract, as the contract says it. */
  readonly path: string;
  /** The text with its banner; of a section, what stands between the markers. */
  readonly text: string;
  /** Why it is not to be written at all. */
  readonly withheld?: Withheld;
}

export type Withheld = Exclude<Verified, { readonly integrity: string }>;

export interface PlanFacts {
  /** Of the contract's text, for the report. */
  readonly digest: string;
  /** Only of a contract with a recorder. */
  readonly recorder?: RecorderFacts;
}

/** In the order of the contract's own language: validator, samples, reference, agents, report, the recorder's workflows. */
export const planFiles = (contract: Contract, facts: PlanFacts): readonly PlannedFile[] => {
  const { validator, samples, reference, agents, report, recorder } = contract.generate;
  return [
    ...(validator === undefined
      ? []
      : [{ kind: 'validator' as const, path: validator, text: withBanner(compileValidator(contract), '//') }]),
    ...samples.flatMap(({ environment: name, files }) => {
      const environment = contract.environments.find((each) => each.name === name);
      if (environment === undefined) return [];
      const text = withBanner(compileSample(contract, environment), '#');
      return files.map((path) => ({ kind: 'sample' as const, path, text }));
    }),
    ...(reference === undefined
      ? []
      : [{ kind: 'reference' as const, path: reference, text: withBanner(`\n${compileReference(contract)}`, '<!--') }]),
    ...(agents === undefined
      ? []
      : [{ kind: 'agents' as const, path: agents, text: withBanner(`\n${compileAgents(contract)}\n`, '<!--') }]),
    ...(report === undefined
      ? []
      : [{ kind: 'report' as const, path: report, text: withBanner(compileReport(contract, facts.digest), '//') }]),
    ...(recorder === undefined || facts.recorder === undefined
      ? []
      : [
          recorderFile(contract, recorder, facts.recorder),
          { kind: 'workflow' as const, path: WAKE_WORKFLOW, text: withBanner(compileWake(contract), '#') },
        ]),
  ];
};

/** Never a workflow that runs a package which nothing is held against. */
const recorderFile = (contract: Contract, recorder: RecorderWorkflow, facts: RecorderFacts): PlannedFile => {
  const file = { kind: 'workflow', path: RECORDER_WORKFLOW } as const;
  const held = facts.package;
  if (!('integrity' in held)) return { ...file, text: '', withheld: held };
  return { ...file, text: withBanner(compileRecorder(contract, recorder, { ...facts, package: held }), '#') };
};
