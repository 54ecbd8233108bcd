/**
 * Commands, from the scripts that people name alike everywhere: the root's, and of nested packages those that act on an environment (where the root has none, all);
 * `proves` where a workflow that exists runs them. The kind of evidence is said by the script's name, its place by the job's environment. Pure.
 */
import type { CommandInput, ProofInput } from '../../../../contract/grammar/command.ts';
import { commandName } from '../../../../contract/grammar/shapes.ts';
import type { DraftCommand, DraftEnvironment, Reason } from '../../draft/model.ts';
import { secretIn } from '../../infer/secret.ts';
import type { RepositoryFacts } from '../facts.ts';
import type { WorkflowFacts } from '../places/workflow-facts.ts';
import { commandCells } from './command-cells.ts';
import { type Package, packagesOf } from './packages.ts';
import { runsOf, type ScriptsRun } from './runs-of.ts';

const WANTED =
  /^(?:ci|ci[:-].+|check|checks|verify|validate|lint|typecheck|type-check|check-types|test|tests|test[:-](?:unit|ci|integration|e2e|all)|e2e|build|start|start:prod|dev|develop|smoke|smoke[:-].+|test:smoke|seed|seed[:-].+|db:seed|migrate|migrate[:-].+|db:migrate|db:deploy|migration:run|deploy|deploy[:-].+|release)$/;
/** What acts on an environment, or proves something of it: of a nested package, the rest is what the root's own scripts are for. */
const ACTS =
  /^(?:smoke|smoke[:-].+|test:smoke|e2e|test[:-]e2e|seed|seed[:-].+|db:seed|migrate|migrate[:-].+|db:migrate|db:deploy|migration:run|deploy|deploy[:-].+|release)$/;
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
  'check-types',
];
/** Packages that nobody deploys. */
const ASIDE =
  /(?:^|\/)(?:examples?|samples?|demos?|docs?|website|fixtures|templates?|e2e|tests?|benchmarks?|tools?|tooling|scripts)(?:\/|$)/i;
const MOST = 60;

type Called = (words: string) => string | undefined;

interface Candidate {
  readonly name: string;
  readonly script: string;
  readonly of: Package;
  readonly line: number;
  readonly runs: readonly ScriptsRun[];
}

export const findCommands = (
  facts: RepositoryFacts,
  workflows: readonly WorkflowFacts[],
  environments: readonly DraftEnvironment[],
  called: Called,
): readonly DraftCommand[] => {
  const packages = packagesOf(facts);
  const all = candidatesIn(packages, workflows);
  const check = checkAmong(all);
  const bare = !all.some(({ of }) => of.folder === '');
  const wanted = all.filter((each) => each.of.folder === '' || bare || ACTS.test(each.script) || each === check);
  return wanted.slice(0, MOST).flatMap((each): readonly DraftCommand[] => {
    const run = commandLine(each, facts);
    const proofs = proofsOf(each.script, each === check, each.runs, called);
    const cells = commandCells(each.script, each.runs, environments, called);
    if (run === undefined || secretIn(run) !== undefined || cells === 'nowhere') return [];
    const reasons: Reason[] = [
      { at: { file: each.of.file, line: each.line }, why: { en: 'a script of the package', fr: 'un script du paquet' } },
      ...proofs.map(({ proof, at }) => ({ at, why: { en: `the job ${proof.job} runs it`, fr: `le job ${proof.job} l'exécute` } })),
    ];
    const proves = proofs.map(({ proof }) => proof);
    const own: CommandInput = {
      run,
      ...(proves.length === 0 ? {} : { proves: proves.length === 1 && proves[0] !== undefined ? proves[0] : proves }),
      ...(cells === undefined ? {} : { in: cells }),
    };
    return [{ name: each.name, facts: own, reasons }];
  });
};

const candidatesIn = (packages: readonly Package[], workflows: readonly WorkflowFacts[]): readonly Candidate[] => {
  const usable = packages.filter(({ folder }) => folder === '' || (/^(?!-)[\w@.][\w@./-]*$/.test(folder) && !ASIDE.test(folder)));
  const taken = new Set<string>();
  return usable.flatMap((of) =>
    [...of.scripts].flatMap(([script, { line }]): readonly Candidate[] => {
      if (!WANTED.test(script)) return [];
      const name = namesFor(script, of.folder).find((each) => !taken.has(each) && commandName.safeParse(each).success);
      if (name === undefined) return [];
      taken.add(name);
      return [{ name, script, of, line, runs: runsOf(script, of, workflows) }];
    }),
  );
};

/** `api:migrate`; where that is another package's, its whole path. */
const namesFor = (script: string, folder: string): readonly string[] => {
  if (folder === '') return [script];
  const plain = folder.replaceAll('@', '');
  const short = plain.slice(plain.lastIndexOf('/') + 1);
  return [script.startsWith(`${short}:`) ? script : `${short}:${script}`, `${plain.replaceAll('/', '-')}:${script}`];
};

const isCheck = ({ pullRequests, pushes }: WorkflowFacts): boolean => pullRequests || pushes !== undefined;

/** The root's own before those of packages. */
const checkAmong = (all: readonly Candidate[]): Candidate | undefined => {
  const checked = all.filter(({ runs }) => runs.some(({ workflow }) => isCheck(workflow)));
  const first = (some: readonly Candidate[]): Candidate | undefined =>
    CHECKS.map((name) => some.find(({ script }) => script === name)).find((each) => each !== undefined);
  return first(checked.filter(({ of }) => of.folder === '')) ?? first(checked);
};

/** How it is run from the root; undefined: no shell would take it as it stands. */
const commandLine = ({ script, of }: Candidate, facts: RepositoryFacts): string | undefined => {
  if (!/^[\w:.@/-]+$/.test(script)) return undefined;
  const { folder } = of;
  const tool = toolOf(facts, folder);
  if (folder === '') return `${tool} run ${script}`;
  switch (tool) {
    case 'pnpm':
      return `pnpm --dir ${folder} run ${script}`;
    case 'yarn':
      return `yarn --cwd ${folder} run ${script}`;
    case 'bun':
      return `bun run --cwd ${folder} ${script}`;
    default:
      return `npm run ${script} ${of.member ? '--workspace' : '--prefix'} ${folder}`;
  }
};

const LOCKS = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
] as const;

/** The package manager of the nearest folder upwards that shows one. */
const toolOf = ({ files, manifests }: RepositoryFacts, folder: string): string => {
  const known = new Set(files);
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const below = at === '' ? '' : `${at}/`;
    const text = manifests.find(({ file }) => file === `${below}package.json`)?.text ?? '';
    const named =
      /"packageManager"\s*:\s*"(npm|pnpm|yarn|bun)@/.exec(text)?.[1] ?? LOCKS.find(([file]) => known.has(`${below}${file}`))?.[1];
    if (named !== undefined) return named;
    if (at === '') return 'npm';
  }
};

const WORKFLOW = /^\.github\/workflows\/[A-Za-z0-9._-]+\.ya?ml$/;

const proofsOf = (
  name: string,
  isTheCheck: boolean,
  runs: readonly ScriptsRun[],
  called: Called,
): readonly { readonly proof: ProofInput; readonly at: Reason['at'] }[] => {
  const usable = runs.filter(({ workflow, job }) => WORKFLOW.test(workflow.file) && /^[A-Za-z_][\w-]*$/.test(job));
  const proof = (kind: string, run: ScriptsRun, environment: string | undefined) => ({
    proof: { kind, ...(environment === undefined ? {} : { environment }), workflow: run.workflow.file, job: run.job } as ProofInput,
    at: { file: run.workflow.file, line: run.line },
  });
  if (isTheCheck) {
    const checks = usable.filter(({ workflow }) => isCheck(workflow));
    const run =
      checks.find(({ workflow, environment }) => workflow.pullRequests && environment === undefined) ??
      checks.find(({ environment }) => environment === undefined) ??
      usable[0];
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
