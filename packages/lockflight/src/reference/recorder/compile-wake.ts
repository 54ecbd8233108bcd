/**
 * The workflow without a key: reviews, pushes and deployments run it, from whatever branch they are about, and its end wakes the recorder (`workflow_run`, which
 * runs the default branch's file). It has no permission and does nothing, so it does not matter who changes it.
 */
import type { Contract } from '../../contract/model.ts';
import { WAKE_NAME } from './compile-recorder.ts';
import { workflowWriter } from './workflow-writer.ts';

/** The text below the banner: LF, one newline at the end. */
export const compileWake = (contract: Contract): string => {
  const { about, quoted, lines } = workflowWriter(contract.language);
  const branches = [...new Set(contract.environments.flatMap(({ branch }) => (branch === undefined ? [] : [branch])))];
  return lines(
    ...about({
      en: 'Wakes the recorder after reviews, pushes and deployments, whose own runs must not see its key: it holds nothing, may do nothing, and does nothing.',
      fr: "Réveille le greffier après les revues, les pushs et les déploiements, dont les exécutions ne doivent pas voir sa clé : il ne détient rien, n'a aucun droit et ne fait rien.",
    }),
    `name: ${WAKE_NAME}`,
    'on:',
    '  pull_request_review:',
    '    types: [submitted, edited, dismissed]',
    ...(branches.length === 0 ? [] : ['  push:', `    branches: [${branches.map((branch) => quoted(literal(branch))).join(', ')}]`]),
    '  deployment_status:',
    'permissions: {}',
    'jobs:',
    '  wake:',
    '    runs-on: ubuntu-24.04',
    '    timeout-minutes: 5',
    '    permissions: {}',
    '    steps:',
    "      - run: 'true'",
  );
};

/** GitHub reads a branch as a pattern. Git's own rules leave few of its characters. */
const literal = (branch: string): string => branch.replaceAll(/[+\]!]/g, '\\$&');
