/**
 * Commands, from the scripts of the root's package.json that people name alike everywhere; `proves` where a workflow that exists runs them. The kind of
 * evidence is said by the script's name, its place by the job's environment. Pure.
 */
import type { CommandInput, ProofInput } from '../../../../contract/grammar/command.ts';
import type { DraftCommand, DraftEnvironment, Reason } from '../../draft/model.ts';
import { secretIn } from '../../infer/secret.ts';
import type { RepositoryFacts } from '../facts.ts';
import { placeOfJob, type WorkflowFacts } from '../places/workflow-facts.ts';
import { objectIn } from './find-services.ts';

const WANTED =
  /^(?:ci|ci[:-].+|check|checks|verify|validate|lint|typecheck|type-check|test|tests|test[:-](?:unit|ci|integration|e2e|all)|e2e|build|start|start:prod|dev|develop|smoke|smoke[:-].+|test:smoke|seed|seed[:-].+|db:seed|migrate|migrate[:-].+|db:migrate|db:deploy|migration:run|deploy|deploy[:-].+|release)$/;
/** The first that a workflow runs is the check of a tree. */
const CHECKS = [
  'ci:check',
  'ci',
  'check',
  'verify',
  'validate',
  'test:ci',
  'test',
  'tests',
  'test:unit',
  'test:all',
  'build',
  'lint',
  'typecheck',
  'type-check',
];

type Called = (words: string) => string | undefined;

export const findCommands = (
  facts: RepositoryFacts,
  workflows: readonly WorkflowFacts[],
  environments: readonly DraftEnvironment[],
  called: Called,
): readonly DraftCommand[] => {
  const manifest = facts.manifests.find(({ file }) => file === 'package.json');
  if (manifest === undefined) return [];
  const scripts = objectIn(manifest.text).scripts;
  const names =
    typeof scripts === 'object' && scripts !== null ? Object.keys(scripts).filter((name) => WANTED.test(name) && name.length <= 80) : [];
  const lines = manifest.text.split('\n');
  const tool = toolOf(facts);
  const check = CHECKS.find((name) => names.includes(name) && runsOf(name, workflows).some(({ workflow }) => isCheck(workflow)));
  return names.flatMap((name): readonly DraftCommand[] => {
    const line = Math.max(1, lines.findIndex((each) => each.includes(`"${name}"`)) + 1);
    const runs = runsOf(name, workflows);
    const proofs = proofsOf(name, name === check, runs, called);
    const cells = cellsFor(name, runs, environments, called);
    const run = `${tool} run ${name}`;
    if (secretIn(run) !== undefined) return [];
    const reasons: Reason[] = [
      { at: { file: manifest.file, line }, why: { en: 'a script of the package', fr: 'un script du paquet' } },
      ...proofs.map(({ proof, at }) => ({ at, why: { en: `the job ${proof.job} runs it`, fr: `le job ${proof.job} l'exécute` } })),
    ];
    const proves = proofs.map(({ proof }) => proof);
    const facts_: CommandInput = {
      run,
      ...(proves.length === 0 ? {} : { proves: proves.length === 1 && proves[0] !== undefined ? proves[0] : proves }),
      ...(cells === undefined ? {} : { in: cells }),
    };
    return [{ name, facts: facts_, reasons }];
  });
};

const toolOf = ({ files, manifests }: RepositoryFacts): string => {
  const stated = objectIn(manifests.find(({ file }) => file === 'package.json')?.text ?? '').packageManager;
  const named = /^(npm|pnpm|yarn|bun)@/.exec(typeof stated === 'string' ? stated : '')?.[1];
  if (named !== undefined) return named;
  if (files.includes('pnpm-lock.yaml')) return 'pnpm';
  if (files.includes('yarn.lock')) return 'yarn';
  return files.includes('bun.lock') || files.includes('bun.lockb') ? 'bun' : 'npm';
};

interface Run {
  readonly workflow: WorkflowFacts;
  readonly job: string;
  readonly environment: string | undefined;
  readonly line: number;
}

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const runsOf = (name: string, workflows: readonly WorkflowFacts[]): readonly Run[] => {
  const short = /^(?:test|start)$/.test(name) ? '(?:run )?' : 'run ';
  const pattern = new RegExp(`(?:^|[;&|(]\\s*|\\s)(?:npm ${short}|(?:pnpm|yarn|bun) (?:run )?)${escaped(name)}(?=$|[\\s;&|)])`);
  return workflows.flatMap((workflow) =>
    workflow.jobs.flatMap((job) => {
      const run = job.runs.find(({ words }) => pattern.test(words) && !/^#/.test(words));
      return run === undefined ? [] : [{ workflow, job: job.id, environment: placeOfJob(job), line: run.line }];
    }),
  );
};

const isCheck = ({ pullRequests, pushes }: WorkflowFacts): boolean => pullRequests || pushes !== undefined;

const WORKFLOW = /^\.github\/workflows\/[A-Za-z0-9._-]+\.ya?ml$/;

const proofsOf = (
  name: string,
  isTheCheck: boolean,
  runs: readonly Run[],
  called: Called,
): readonly { readonly proof: ProofInput; readonly at: Reason['at'] }[] => {
  const usable = runs.filter(({ workflow }) => WORKFLOW.test(workflow.file));
  const proof = (kind: string, run: Run, environment: string | undefined) => ({
    proof: { kind, ...(environment === undefined ? {} : { environment }), workflow: run.workflow.file, job: run.job } as ProofInput,
    at: { file: run.workflow.file, line: run.line },
  });
  if (isTheCheck) {
    const run = usable.find(({ workflow, environment }) => isCheck(workflow) && environment === undefined) ?? usable[0];
    return run === undefined ? [] : [proof('ci-check', run, undefined)];
  }
  const kind = /smoke/.test(name) ? 'smoke' : /e2e/.test(name) ? 'e2e' : undefined;
  if (kind === undefined) return [];
  const seen = new Set<string>();
  return usable.flatMap((run) => {
    const environment = run.environment === undefined ? undefined : called(run.environment);
    const key = environment ?? '';
    if (seen.has(key) || (run.environment !== undefined && environment === undefined)) return [];
    seen.add(key);
    return [proof(kind, run, environment)];
  });
};

/** Where it may run: only what the name leaves no doubt about. */
const cellsFor = (
  name: string,
  runs: readonly Run[],
  environments: readonly DraftEnvironment[],
  called: Called,
): CommandInput['in'] | undefined => {
  const all = environments.map(({ name: each, facts }) => ({ name: each, kind: facts.kind }));
  const give = (mode: (kind: string, environment: string) => 'allow' | 'confirm' | 'pipeline' | 'deny') =>
    Object.fromEntries(all.map((each) => [each.name, mode(each.kind, each.name)]).filter(([, mode_]) => mode_ !== 'deny')) as NonNullable<
      CommandInput['in']
    >;
  if (/^dev(?:elop)?$/.test(name)) return give((kind) => (kind === 'development' || kind === 'preview' ? 'allow' : 'deny'));
  if (/seed/.test(name)) return give((kind) => (kind === 'production' ? 'confirm' : 'allow'));
  if (!/^(?:deploy|migrate|db:migrate|db:deploy|migration:run)/.test(name)) return undefined;
  const target = called(/[:-]([a-z]+)$/.exec(name)?.[1] ?? '');
  const piped = new Set(runs.flatMap(({ environment }) => (environment === undefined ? [] : [called(environment)])));
  const inPipeline = runs.length > 0;
  return give((kind, environment) => {
    if (/^deploy/.test(name)) {
      if (kind === 'development' || (target !== undefined && target !== environment)) return 'deny';
      return piped.has(environment) || (piped.size === 0 && inPipeline) ? 'pipeline' : 'confirm';
    }
    if (kind === 'development' || kind === 'preview') return 'allow';
    return piped.has(environment) ? 'pipeline' : 'confirm';
  });
};
