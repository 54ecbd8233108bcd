import type { Contract, Step } from '../../contract/model.ts';

/** The steps that feed an environment by pull requests: from an environment without a branch, as a preview is. */
export const pullRequestSteps = (contract: Contract, to: string): readonly Step[] =>
  contract.flow.filter((s) => s.to === to && contract.environments.find((e) => e.name === s.from)?.branch === undefined);
