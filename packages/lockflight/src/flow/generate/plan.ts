/** Which files a contract gives, and what each of them says: pure compilers, put behind one banner that tells a hand edit. */

import { type Contract, RECORDER_WORKFLOW, WAKE_WORKFLOW } from '../../contract/model.ts';
import { withBanner } from '../../env/compile/banner.ts';
import { compileValidator } from '../../env/compile/compile-validator.ts';
import { compileReport } from '../../env/report/compile-report.ts';
import { compileSample } from '../../env/samples/compile-sample.ts';
import { compileAgents } from '../../reference/compile-agents.ts';
import { compileReference } from '../../reference/compile-reference.ts';
import { compileRecorder, type RecorderFacts } from '../../reference/recorder/compile-recorder.ts';
import { compileWake } from '../../reference/recorder/compile-wake.ts';

export type GeneratedKind = 'validator' | 'sample' | 'reference' | 'agents' | 'report' | 'workflow';

export interface PlannedFile {
  readonly kind: GeneratedKind;
  /** Relative to the contract, as the contract says it. */
  readonly path: string;
  /** The text with its banner; of a section, what stands between the markers. */
  readonly text: string;
}

/** In the order of the contract's own language: validator, samples, reference, agents, report, the recorder's workflows. */
export const planFiles = (contract: Contract, facts: RecorderFacts & { readonly digest: string }): readonly PlannedFile[] => {
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
    ...(recorder === undefined
      ? []
      : [
          { kind: 'workflow' as const, path: RECORDER_WORKFLOW, text: withBanner(compileRecorder(contract, recorder, facts), '#') },
          { kind: 'workflow' as const, path: WAKE_WORKFLOW, text: withBanner(compileWake(contract), '#') },
        ]),
  ];
};
