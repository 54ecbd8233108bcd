/** `lockflight status`: every environment, what is there, since when, what waits and what is wrong. Read-only. */
import type { Step } from '../contract/model.ts';
import type { LedgerView } from '../ledger/view.ts';
import type { Verdict } from '../policy/verdict.ts';
import { decideProtection } from '../protection/decide.ts';
import { type Assurance, assurance } from './assurance.ts';
import { runsOf } from './facts/runs-of.ts';
import { versionOf } from './facts/version.ts';
import type { Source } from './observe/observation.ts';
import { type Observed, observe } from './observe/observe.ts';
import { stepIdOf } from './promote/promotion-head.ts';
import { readProtectionFacts } from './protect/read-facts.ts';
import { checkName } from './record/check-run.ts';
import { judgeCandidate } from './verdict/judge-candidate.ts';
import { readSituation, type Situation } from './verdict/situation.ts';
import type { World } from './world.ts';

export interface EnvironmentStatus {
  readonly name: string;
  readonly kind: string;
  readonly branch?: string;
  readonly head?: { readonly commit: string; readonly tree: string };
  readonly version?: string;
  /** How the head got there, when the ledger says. */
  readonly standing?: string;
  readonly since?: string;
  /** What the forge's deployments say runs there. */
  readonly running?: { readonly commit: string; readonly tree: string; readonly since: string };
}

export interface StepStatus {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Absent where there is nothing to promote, or nothing can be judged yet. */
  readonly verdict?: Verdict;
  /** Open promotion of this step. */
  readonly pullRequest?: number;
  /** The newest candidate that passes, when the head does not. */
  readonly newestPassing?: string;
}

export interface Status {
  readonly situation: Situation;
  readonly view: LedgerView;
  readonly environments: readonly EnvironmentStatus[];
  readonly steps: readonly StepStatus[];
  readonly assurance: Assurance;
  /** Violations that no promotion or rollback came after. */
  readonly standing: LedgerView['violations'];
  readonly unavailable: readonly { readonly source: Source; readonly code: string }[];
}

/** Errors: what `readSituation`, git and the forge say. An unadopted repository has a status too. */
export const readStatus = async (world: World): Promise<Status> => {
  const situation = await readSituation(world);
  const observed = await observe(world, situation);
  const { view, observation } = observed;
  const environments = [];
  for (const environment of situation.contract.environments)
    environments.push(await environmentStatus(world, situation, view, environment.name));
  const steps = [];
  for (const step of situation.contract.flow) steps.push(await stepStatus(world, situation, observed, step));
  return {
    situation,
    view,
    environments,
    steps,
    assurance: await readAssurance(world, situation),
    standing: standingViolations(view),
    unavailable: [
      ...[...observation.unavailable].map(([source, error]) => ({ source, code: error.code })),
      ...[...(observation.unreported?.values() ?? [])].map(({ code }) => ({ source: 'reports' as const, code })),
    ],
  };
};

/** What happened before the latest proven state is history: audit tells it. */
const standingViolations = (view: LedgerView): LedgerView['violations'] =>
  view.violations.filter((v) => {
    const line = view.lines.get(v.environment) ?? [];
    return line.findLastIndex((s) => s.commit === v.commit) > line.findLastIndex((s) => s.standing !== 'pushed');
  });

const environmentStatus = async (
  world: World,
  { contract, heads }: Situation,
  view: LedgerView,
  name: string,
): Promise<EnvironmentStatus> => {
  const environment = contract.environments.find((e) => e.name === name);
  const head = heads.get(name);
  const base = { name, kind: environment?.kind ?? '', ...(environment?.branch === undefined ? {} : { branch: environment.branch }) };
  if (head === undefined) return base;
  const { commit, tree, time } = await world.git.commit(head);
  const recorded = view.lines.get(name)?.findLast((s) => s.commit === commit);
  const running = runsOf(view, name).at(-1);
  return {
    ...base,
    head: { commit, tree },
    version: await versionOf(world.git, contract, commit),
    since: recorded?.at ?? new Date(time * 1000).toISOString(),
    ...(recorded === undefined ? {} : { standing: recorded.standing }),
    ...(running === undefined || running.until !== undefined
      ? {}
      : { running: { commit: running.commit, tree: running.tree, since: running.since } }),
  };
};

/** How many candidates behind the head are tried for one that passes. */
const TRIED = 4;

const stepStatus = async (world: World, situation: Situation, observed: Observed, step: Step): Promise<StepStatus> => {
  const base = { id: step.id, from: step.from, to: step.to };
  const source = situation.heads.get(step.from);
  const target = situation.heads.get(step.to);
  if (!situation.adopted || source === undefined || target === undefined) return base;
  const open = observed.pullRequests.find((t) => t.kind === 'promotion' && t.pullRequest.state === 'open' && stepIdOf(t.id) === step.id)
    ?.pullRequest.number;
  const withOpen = { ...base, ...(open === undefined ? {} : { pullRequest: open }) };
  const candidate = await world.git.commit(source);
  if (candidate.tree === (await world.git.commit(target)).tree) return withOpen;
  const judge = (commit: { readonly commit: string; readonly tree: string }) =>
    judgeCandidate(world, situation, observed, {
      step,
      candidate: { commit: commit.commit, tree: commit.tree },
      ...(open === undefined ? {} : { pullRequest: open }),
    });
  const verdict = await judge(candidate);
  if (verdict.outcome === 'passed') return { ...withOpen, verdict };
  for (const older of (await world.git.line(source)).slice(-1 - TRIED, -1).reverse()) {
    if ((await judge(older)).outcome === 'passed') return { ...withOpen, verdict, newestPassing: older.commit };
  }
  return { ...withOpen, verdict };
};

const readAssurance = async (world: World, situation: Situation): Promise<Assurance> => {
  const { contract, adopted, repository, heads } = situation;
  const production = contract.environments.find((e) => e.kind === 'production' && e.branch !== undefined && heads.has(e.name));
  return assurance({
    contract,
    adopted,
    checkedInCi: await isCheckedInCi(world, repository.defaultBranch),
    protection: decideProtection(await readProtectionFacts(world, situation)),
    ...(production === undefined ? {} : { production: production.name }),
    checkName: checkName(production?.name ?? contract.environments.at(-1)?.name ?? ''),
  });
};

const isCheckedInCi = async (world: World, branch: string): Promise<boolean> => {
  const head = await world.git.resolve(`refs/remotes/${world.remote}/${branch}`);
  if (head === undefined) return false;
  for (const path of await world.git.listFiles(head, '.github/workflows')) {
    if (/lockflight\S* +(env )?check|uses: +\S*lockflight\/action@/.test((await world.git.readFile(head, path)) ?? '')) return true;
  }
  return false;
};
