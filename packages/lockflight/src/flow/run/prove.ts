/** The environment is proven before anything runs in it: which one it is, and that what is set is its own. What blocks the boot blocks the command too. */
import type { Environment } from '../../contract/model.ts';
import type { Judgement } from '../../env/issue.ts';
import { judgeEnvironment, judgementOf } from '../../env/judge.ts';
import { environmentHere, type Standpoint } from '../environment/here.ts';
import { handedValues } from './handed-values.ts';

export interface ProvenEnvironment {
  readonly judgement: Judgement;
  /** Undefined: it cannot be told which one, or what is set there is refused. */
  readonly proven: { readonly environment: Environment; readonly values: ReadonlyMap<string, string> } | undefined;
}

/** Errors: `unknown-environment`, env-file-*. */
export const proveEnvironment = async (standpoint: Standpoint): Promise<ProvenEnvironment> => {
  const here = await environmentHere(standpoint);
  if (here.kind === 'ambiguous')
    return { judgement: { environment: null, boot: 'block', ok: false, issues: [here.issue] }, proven: undefined };
  const { environment, loaded } = here;
  const issues = judgeEnvironment(standpoint.contract, environment.name, loaded.values, { strict: false, sources: loaded.sources });
  const judgement = judgementOf(environment, issues);
  return {
    judgement,
    proven: judgement.ok ? { environment, values: handedValues(standpoint.contract, environment, loaded.values) } : undefined,
  };
};
