/**
 * GitHub Actions, as far as the recorder's own workflows go: which of them an event starts, on which ref, with which token and which secrets, and their scripts. It
 * reads the files of the forge's branch, so that what is proven is what `lockflight generate` wrote. Anything in them that it does not know is an error.
 * Sources, by their titles on docs.github.com: "Events that trigger workflows", "Deployments and environments", "Automatic token authentication", "Control the
 * concurrency of workflows and jobs".
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { main } from '../../cli/main.ts';
import { gitIn } from '../../git/repository.fixture.ts';
import { ownVersion } from '../../own-package.ts';
import type { ForgeWorld } from './forge-world.fixture.ts';

const execute = promisify(execFile);
const FILES = ['.github/workflows/lockflight.yml', '.github/workflows/lockflight-wake.yml'] as const;

/** What happened; `ref` is the branch (or the tag) that it is about. Events of the default branch run that branch's files, whatever they are about. */
export interface Happened {
  readonly name: string;
  readonly ref?: string;
  readonly tag?: true;
  /** A run that is made again runs the same file on the same ref. */
  readonly attempt?: number;
  /** Of `workflow_run`: the name of the workflow that ended. */
  readonly workflow?: string;
  /** Of `issue_comment`. */
  readonly commenter?: 'User' | 'Bot';
  /** What stands in the runner's workspace, by path. */
  readonly workspace?: Readonly<Record<string, string>>;
  /** What the registry gives that day, where it is not what was meant. */
  readonly archive?: string;
}

export interface PlayedJob {
  readonly workflow: string;
  readonly environment: string | undefined;
  /** `skipped`: its condition does not hold; `refused`: the environment does not take this branch; `replaced`: it waited, and a newer one took its place. */
  readonly ended: 'success' | 'failure' | 'skipped' | 'refused' | 'replaced';
  /** Names of all that its steps could see, of what is worth something. */
  readonly saw: readonly string[];
  readonly permissions: Readonly<Record<string, string>>;
  readonly output: string;
  readonly exit?: number;
}

interface Concurrency {
  readonly group: string;
}

interface Job {
  readonly if?: string;
  readonly concurrency?: Concurrency;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, 'read' | 'write'>>;
  readonly steps: readonly {
    readonly run: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly 'working-directory'?: string;
  }[];
}

interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, { readonly workflows?: readonly string[]; readonly branches?: readonly string[] } | null>>;
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
  readonly concurrency?: Concurrency;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** These run the default branch's file, on the default branch. */
const OF_THE_DEFAULT_BRANCH = ['pull_request_target', 'issue_comment', 'workflow_run', 'schedule'];
const DEFAULT = 'main';

/** Everything that the event starts, and what starts when that has ended. */
export const happens = async (world: ForgeWorld, event: Happened): Promise<readonly PlayedJob[]> => {
  const played: PlayedJob[] = [];
  for (const started of await startedBy(world, event)) {
    played.push(await play(world, started));
    played.push(...(await afterEnd(world, started)));
  }
  return played;
};

/**
 * The same of events that all come while a job of each group runs: of those that enter a group one may wait, and the newest takes the place of the one that does.
 * A job whose condition does not hold never enters; a workflow with a group of its own does before any condition is looked at. In the order of their ends.
 */
export const happenWhileOneRuns = async (world: ForgeWorld, events: readonly Happened[]): Promise<readonly PlayedJob[]> => {
  const played: PlayedJob[] = [];
  const waiting = new Map<string, Playing>();
  const arrives = async (event: Happened): Promise<void> => {
    for (const started of await startedBy(world, event)) {
      const { workflow, job, ref } = started;
      const enters = workflow.concurrency !== undefined || job.if === undefined || holds(job.if, event, ref);
      const group = (workflow.concurrency ?? job.concurrency)?.group;
      if (group === undefined || !enters) {
        played.push(await play(world, started));
        if (event.name !== 'workflow_run') await arrives({ name: 'workflow_run', workflow: workflow.name });
        continue;
      }
      const replaced = waiting.get(group);
      if (replaced !== undefined) played.push({ ...shownOf(replaced), ended: 'replaced' });
      waiting.set(group, started);
    }
  };
  for (const event of events) await arrives(event);
  for (const started of waiting.values()) played.push(await play(world, started));
  return played;
};

const startedBy = async (world: ForgeWorld, event: Happened): Promise<readonly Playing[]> => {
  const ref = OF_THE_DEFAULT_BRANCH.includes(event.name) ? DEFAULT : (event.ref ?? DEFAULT);
  const started: Playing[] = [];
  for (const file of FILES) {
    const workflow = await workflowAt(world, `refs/${event.tag ? 'tags' : 'heads'}/${ref}`, file);
    if (workflow === undefined || !starts(workflow, event, ref)) continue;
    for (const job of Object.values(workflow.jobs)) started.push({ event, ref, workflow, job });
  }
  return started;
};

/** What the end of a workflow starts; GitHub lets no chain grow from it here. */
const afterEnd = async (world: ForgeWorld, { event, workflow }: Playing): Promise<readonly PlayedJob[]> =>
  event.name === 'workflow_run' ? [] : happens(world, { name: 'workflow_run', workflow: workflow.name });

const workflowAt = async (world: ForgeWorld, ref: string, file: string): Promise<Workflow | undefined> => {
  const text = await gitIn(world.dir, ['show', `${ref}:${file}`]).catch(() => undefined);
  return text === undefined ? undefined : (parse(text) as Workflow);
};

const starts = ({ on }: Workflow, { name, workflow }: Happened, ref: string): boolean => {
  if (!(name in on)) return false;
  const { workflows, branches } = on[name] ?? {};
  return (workflows === undefined || workflows.includes(workflow ?? '')) && (branches === undefined || branches.includes(ref));
};

interface Playing {
  readonly event: Happened;
  readonly ref: string;
  readonly workflow: Workflow;
  readonly job: Job;
}

const shownOf = ({ workflow, job }: Playing) => ({
  workflow: workflow.name,
  environment: job.environment,
  permissions: job.permissions ?? workflow.permissions,
  saw: [],
  output: '',
});

const play = async (world: ForgeWorld, playing: Playing): Promise<PlayedJob> => {
  const { event, ref, job } = playing;
  const known = shownOf(playing);
  const { permissions } = known;
  if (job.if !== undefined && !holds(job.if, event, ref)) return { ...known, ended: 'skipped' };
  if (job.environment !== undefined && !world.sim.mayUse(world.repository, job.environment, ref)) return { ...known, ended: 'refused' };
  const rights = Object.fromEntries(Object.entries(permissions).map(([name, level]) => [name.replaceAll('-', '_'), level]));
  const token = world.sim.actionsToken(world.repository, rights);
  const folder = await mkdtemp(join(tmpdir(), 'lockflight-runner-'));
  const places = { 'runner.temp': join(folder, 'temp'), 'github.workspace': join(folder, 'workspace') };
  try {
    for (const place of Object.values(places)) await mkdir(place);
    for (const [path, text] of Object.entries(event.workspace ?? {})) await writeFile(join(places['github.workspace'], path), text);
    const saw = new Set<string>();
    let output = '';
    for (const step of job.steps) {
      const value = (words: string): string => {
        if (words in places) return places[words as keyof typeof places];
        if (words === 'github.token') return token;
        const [, name] = /^(?:secrets|vars)\.(\w+)$/.exec(words) ?? [];
        if (name === undefined) throw new Error(`the runner does not know ${words}`);
        return givenTo(world, job.environment, name) ?? '';
      };
      const filled = (text: string): string => text.replaceAll(/\$\{\{ (.+?) \}\}/g, (_, words: string) => value(words));
      const environment = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, text]) => [name, filled(text)]));
      for (const [name, text] of Object.entries(environment)) if (text !== '') saw.add(name);
      const ran = await runScript(world, step.run, {
        directory: filled(step['working-directory'] ?? places['github.workspace']),
        environment: {
          ...environment,
          RUNNER_TEMP: places['runner.temp'],
          GITHUB_WORKSPACE: places['github.workspace'],
          GITHUB_SERVER_URL: world.sim.url,
          GITHUB_API_URL: world.sim.apiUrl,
          GITHUB_REPOSITORY: world.repository,
        },
        archive: event.archive ?? ARCHIVE,
      });
      output += ran.output;
      if (ran.exit !== 0) return { ...known, ended: 'failure', saw: [...saw], output, exit: ran.exit };
    }
    return { ...known, ended: 'success', saw: [...saw], output, exit: 0 };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
};

/** Of variables the simulator tells names through its interface, and values to a job alone: a test puts them among the secrets. */
const givenTo = ({ sim, repository }: ForgeWorld, environment: string | undefined, name: string): string | undefined =>
  sim.secret(repository, environment, name) ?? sim.secret(repository, undefined, name);

/** `a == b`, `a != b`, `&&`, `||` and brackets: what the generated condition is made of. */
const holds = (condition: string, event: Happened, ref: string): boolean => {
  const facts: Readonly<Record<string, string>> = {
    'github.event_name': event.name,
    'github.ref_name': ref,
    'github.ref_type': event.tag ? 'tag' : 'branch',
    'github.run_attempt': String(event.attempt ?? 1),
    'github.event.repository.default_branch': DEFAULT,
    'github.event.comment.user.type': event.commenter ?? '',
  };
  const compared = condition.replaceAll(/([\w.]+) (==|!=) ('[^']*'|[\w.]+)/g, (_, left: string, sign: string, right: string) => {
    const of = (words: string): string => {
      if (words.startsWith("'")) return words.slice(1, -1);
      const fact = facts[words];
      if (fact === undefined) throw new Error(`the runner does not know ${words}`);
      return fact;
    };
    return String((of(left) === of(right)) === (sign === '=='));
  });
  return eitherOf(compared);
};

const eitherOf = (words: string): boolean => {
  const inner = /\(([^()]*)\)/.exec(words);
  if (inner !== null) return eitherOf(words.replace(inner[0], String(eitherOf(inner[1] ?? ''))));
  return words.split('||').some((part) => part.split('&&').every((one) => one.trim() === 'true'));
};

interface Surroundings {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly archive: string;
}

/** What the registry gives under the name and version: bytes in its stead, since what runs is this very package. */
const ARCHIVE = 'the archive of lockflight\n';
/** Of a workflow that means those bytes. */
export const ARCHIVE_INTEGRITY = `sha512-${createHash('sha512').update(ARCHIVE).digest('base64')}`;

/** Line by line, to the first failure: git is git, digests are digests, Lockflight runs in this process. */
const runScript = async (world: ForgeWorld, script: string, around: Surroundings): Promise<{ exit: number; output: string }> => {
  let output = '';
  for (const line of script.trim().split('\n')) {
    const words = wordsOf(line, around.environment);
    const [program = '', ...args] = words;
    const archive = join(around.directory, `lockflight-${ownVersion()}.tgz`);
    if (program === 'true') continue;
    else if (program === 'tar') await readFile(archive);
    else if (program === 'mkdir') await mkdir(args[0] ?? '');
    else if (program === 'npm') {
      if (args[0] !== 'pack' || args.at(-1) !== `lockflight@${ownVersion()}`)
        throw new Error(`the runner fetches only this package: ${line}`);
      await writeFile(archive, around.archive);
    } else if (program === 'echo' && line.endsWith(' | sha512sum --check --strict --quiet')) {
      const digest = createHash('sha512')
        .update(await readFile(archive))
        .digest('hex');
      if (args[0] !== `${digest}  ${basename(archive)}`)
        return { exit: 1, output: 'sha512sum: WARNING: 1 computed checksum did NOT match\n' };
    } else if (program === 'git') {
      const env = { ...around.environment, PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
      await execute('git', args, { cwd: around.directory, env });
    } else if (program === 'node' && args[0] === 'package/bin/lockflight.js') {
      world.sim.clock.advance(60_000);
      const say = (said: string): void => {
        output += said;
      };
      const terminal = {
        out: say,
        err: say,
        environment: around.environment,
        colour: false,
        cwd: around.directory,
        now: () => world.sim.clock.now(),
      };
      const exit = await main(args.slice(1), terminal);
      if (exit !== 0) return { exit, output };
    } else throw new Error(`the runner does not know ${line}`);
  }
  return { exit: 0, output };
};

/** Words as a shell would make them of such a line: quotes, and variables outside of single ones. */
const wordsOf = (line: string, environment: Readonly<Record<string, string>>): readonly string[] =>
  [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, plain]) => {
    if (single !== undefined) return single;
    return (double ?? plain ?? '').replaceAll(/\$(\w+)/g, (_, name: string) => environment[name] ?? '');
  });
