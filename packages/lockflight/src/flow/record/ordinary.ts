/**
 * Pull requests that are neither promotions nor rollbacks. Into an environment that only a flow step from another branch may feed they are refused;
 * into one that is fed by pull requests (a step from an environment without a branch, as a preview is) they meet that step's gates, most often none.
 */
import type { TrackedPullRequest } from '../observe/pull-requests.ts';
import { say } from './check-run.ts';
import type { Judged } from './judged.ts';
import type { Recorder } from './recorder.ts';

export const judgeOrdinary = async (
  { world, situation }: Recorder,
  { pullRequest, environment }: TrackedPullRequest,
): Promise<readonly Judged[]> => {
  const { contract } = situation;
  const into = contract.flow.filter((s) => s.to === environment.name);
  if (into.length === 0 || pullRequest.state === 'closed') return [];
  const open = into.some((s) => contract.environments.find((e) => e.name === s.from)?.branch === undefined && s.gates.length === 0);
  const [step] = into;
  await say(world, contract.language, {
    environment: environment.name,
    commit: pullRequest.head.commit,
    conclusion: open ? 'success' : 'failure',
    title: open
      ? { en: 'this step has no gate', fr: "cette étape n'a pas de porte" }
      : { en: 'only a promotion may go here', fr: 'seule une promotion peut aller ici' },
    summary: open
      ? { en: `${environment.name} is fed by pull requests.`, fr: `${environment.name} est alimenté par des pull requests.` }
      : {
          en: `${environment.name} takes what ${step?.from} has proven, and nothing else. Merge into ${step?.from} and run: lockflight promote ${step?.from} ${environment.name}`,
          fr: `${environment.name} ne prend que ce que ${step?.from} a prouvé. Fusionnez dans ${step?.from} puis lancez : lockflight promote ${step?.from} ${environment.name}`,
        },
  });
  return [{ pullRequest: pullRequest.number, environment: environment.name, outcome: open ? 'passed' : 'refused' }];
};
