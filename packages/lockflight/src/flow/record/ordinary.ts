/**
 * Pull requests that are neither promotions nor rollbacks. Into an environment that only a flow step from another branch may feed they are refused;
 * into one that is fed by pull requests (a step from an environment without a branch, as a preview is) they meet that step's gates, most often none. What is
 * judged is the head as it is; it is no promotion, so the check says it and the ledger does not.
 */
import type { Contract, Environment, Step } from '../../contract/model.ts';
import type { Text } from '../../contract/text.ts';
import type { Verdict } from '../../policy/verdict.ts';
import { pullRequestSteps } from '../observe/pull-request-steps.ts';
import type { TrackedPullRequest } from '../observe/pull-requests.ts';
import { reachHead } from '../promote/reach-commit.ts';
import { judgeCandidate } from '../verdict/judge-candidate.ts';
import { type Saying, say } from './check-run.ts';
import type { Judged } from './judged.ts';
import type { Recorder } from './recorder.ts';
import { verdictWords } from './verdict-words.ts';

export const judgeOrdinary = async (recorder: Recorder, tracked: TrackedPullRequest): Promise<readonly Judged[]> => {
  const { world, situation } = recorder;
  const { pullRequest, environment } = tracked;
  const { contract } = situation;
  const into = contract.flow.filter((s) => s.to === environment.name);
  if (into.length === 0 || pullRequest.state === 'closed') return [];
  const steps = pullRequestSteps(contract, environment.name);
  const { outcome, ...said } = steps.some((s) => s.gates.length === 0)
    ? NO_GATE(environment)
    : ((await judgeHead(recorder, tracked, steps[0])) ?? refused(contract, environment));
  await say(world, contract.language, { environment: environment.name, commit: pullRequest.head.commit, ...said });
  return [{ pullRequest: pullRequest.number, environment: environment.name, outcome }];
};

type Said = Pick<Saying, 'conclusion' | 'title' | 'summary' | 'text'> & Pick<Judged, 'outcome'>;

/** Undefined: no such step, or a head that nobody has. */
const judgeHead = async (recorder: Recorder, { pullRequest }: TrackedPullRequest, step: Step | undefined): Promise<Said | undefined> => {
  const { world, situation, observed, view } = recorder;
  const head = step === undefined ? undefined : await reachHead(world, pullRequest);
  if (step === undefined || head === undefined) return undefined;
  const verdict = await judgeCandidate(
    world,
    situation,
    { observation: observed.observation, view },
    { step, candidate: { commit: head.commit, tree: head.tree }, pullRequest: pullRequest.number, asRecorder: true },
  );
  return {
    outcome: verdict.outcome,
    conclusion: verdict.outcome === 'passed' ? 'success' : verdict.outcome === 'blocked' ? 'failure' : 'pending',
    title: titleOf(step, verdict),
    ...verdictWords(verdict),
  };
};

const titleOf = ({ id, to }: Step, { gates }: Verdict): Text => {
  const open = gates.filter((g) => g.outcome !== 'passed' && g.outcome !== 'waived').length;
  return open === 0
    ? { en: `${id}: may be merged into ${to}`, fr: `${id} : peut être fusionnée dans ${to}` }
    : { en: `${id}: held up by ${open} of ${gates.length} gates`, fr: `${id} : retenue par ${open} porte(s) sur ${gates.length}` };
};

const NO_GATE = ({ name }: Environment): Said => ({
  outcome: 'passed',
  conclusion: 'success',
  title: { en: 'this step has no gate', fr: "cette étape n'a pas de porte" },
  summary: { en: `${name} is fed by pull requests.`, fr: `${name} est alimenté par des pull requests.` },
});

const refused = (contract: Contract, { name }: Environment): Said => {
  const from = contract.flow.find((s) => s.to === name)?.from;
  return {
    outcome: 'refused',
    conclusion: 'failure',
    title: { en: 'only a promotion may go here', fr: 'seule une promotion peut aller ici' },
    summary: {
      en: `${name} takes what ${from} has proven, and nothing else. Merge into ${from} and run: lockflight promote ${from} ${name}`,
      fr: `${name} ne prend que ce que ${from} a prouvé. Fusionnez dans ${from} puis lancez : lockflight promote ${from} ${name}`,
    },
  };
};
