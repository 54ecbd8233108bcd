/** What a GitHub workflow says of a project: when it runs, where it deploys, which scripts its jobs run. Total: a file that is no workflow says nothing. */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import { environmentOf } from '../../heads/environment-words.ts';
import type { TextFile } from '../facts.ts';
import { literalsOf, placesOf } from './expressions.ts';
import { inside, type ScriptRun, scriptRuns } from './script-runs.ts';

export interface WorkflowPlace {
  /** A word of the workflow. */
  readonly environment: string;
  /** Those whose pushes lead there; empty: all that start the workflow. */
  readonly branches: readonly string[];
  readonly line: number;
  /** `declared`: under `environment:`, so that the forge knows of its deployments; `named`: the job or the step is called after it. */
  readonly by: 'declared' | 'named';
}

export interface WorkflowJob {
  readonly id: string;
  readonly line: number;
  /** As written, expressions and all. */
  readonly environment: string | undefined;
  readonly places: readonly WorkflowPlace[];
  /** Scripts of packages that its steps run. */
  readonly runs: readonly (ScriptRun & { readonly line: number })[];
  /** Plain values that it gives to variables, its steps' too. */
  readonly sets: readonly (readonly [name: string, value: string])[];
}

export interface WorkflowFacts {
  readonly file: string;
  readonly name: string;
  /** Undefined: not run by pushes. An empty list: by pushes to any branch. */
  readonly pushes: readonly string[] | undefined;
  readonly pullRequests: boolean;
  readonly jobs: readonly WorkflowJob[];
}

export const workflowFacts = ({ file, text }: TextFile): WorkflowFacts | undefined => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, strict: false, uniqueKeys: false, logLevel: 'silent' });
  const root = document.contents;
  if (!isMap(root)) return undefined;
  const lineOf = (node: unknown): number => {
    const range = (node as Node | null | undefined)?.range;
    return range === null || range === undefined ? 1 : lines.linePos(range[0]).line;
  };
  const jobs = root.get('jobs', true);
  const on = root.get('on', true) ?? root.get(true, true);
  const scene: Scene = { lineOf, folder: folderOf(root, ''), choices: choicesOf(on) };
  return {
    file,
    name: wordOf(root.get('name')) ?? '',
    ...triggers(on),
    jobs: isMap(jobs)
      ? jobs.items.flatMap(({ key, value }): readonly WorkflowJob[] => {
          const id = isScalar(key) ? String(key.value) : '';
          return !isMap(value) || id === '' ? [] : [jobOf(id, key, value, scene)];
        })
      : [],
  };
};

interface Scene {
  readonly lineOf: (node: unknown) => number;
  /** Where its steps run; undefined: nobody can tell. */
  readonly folder: string | undefined;
  /** What a person may choose for an input. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
}

const jobOf = (id: string, key: unknown, job: YAMLMap, scene: Scene): WorkflowJob => {
  const { lineOf } = scene;
  const held = job.get('environment', true);
  const environment = isMap(held) ? wordOf(held.get('name')) : wordOf(held);
  const steps = job.get('steps', true);
  const all = isSeq(steps) ? steps.items.filter((step) => isMap(step)) : [];
  const line = lineOf(environment === undefined ? key : held);
  const branches = branchesIn(job);
  const folder = folderOf(job, scene.folder);
  const declared = environment === undefined ? [] : placesOf(environment, branches, { choices: scene.choices, matrix: matrixOf(job) });
  const named = namedPlace(id);
  return {
    id,
    line,
    environment,
    places: [
      ...declared.map((place) => ({ ...place, line, by: 'declared' as const })),
      ...(environment !== undefined || named === undefined ? [] : [{ environment: named, branches, line, by: 'named' as const }]),
      ...(declared.length > 0 || named !== undefined ? [] : all.flatMap((step) => stepPlaces(step, lineOf))),
    ],
    sets: [job, ...all].flatMap(setsOf),
    runs: all.flatMap((step) => runsOf(step, folder, lineOf)),
  };
};

const wordOf = (node: unknown): string | undefined => {
  const value = isScalar(node) ? node.value : node;
  return typeof value === 'string' ? value : undefined;
};

const wordsOf = (node: unknown): readonly string[] =>
  isSeq(node) ? node.items.flatMap((item) => wordOf(item) ?? []) : wordOf(node) === undefined ? [] : [wordOf(node) ?? ''];

const setsOf = (node: unknown): WorkflowJob['sets'] => {
  const env = isMap(node) ? node.get('env', true) : undefined;
  if (!isMap(env)) return [];
  return env.items.flatMap(({ key, value }) => {
    const name = wordOf(key);
    const given = wordOf(value);
    return name === undefined || given === undefined || given.includes('$') ? [] : [[name, given] as const];
  });
};

/** A job that is called after an environment. */
const namedPlace = (id: string): string | undefined =>
  environmentOf(id)?.sure === true ? id : /^(?:deploy|smoke|release|promote)[-_](\w+)$/.exec(id)?.[1];

/** The one environment that a job runs in, or that it is called after. */
export const placeOfJob = ({ places }: WorkflowJob): string | undefined => {
  const own = [...new Set(places.map(({ environment }) => environment))];
  return own.length === 1 ? own[0] : undefined;
};

const branchesIn = (node: YAMLMap): readonly string[] =>
  [...(wordOf(node.get('if')) ?? '').matchAll(/(?:refs\/heads\/|ref_name\s*==\s*['"])([\w./-]+)/g)].map(([, name = '']) => name);

/** `Deploy to staging`, for the pushes of one branch. */
const stepPlaces = (step: YAMLMap, lineOf: Scene['lineOf']): readonly WorkflowPlace[] => {
  const said = /\b(?:deploy|release|ship|promote)\w*\b\W*(?:to |on |the )*([\w-]+)/iu.exec(wordOf(step.get('name')) ?? '')?.[1];
  const branches = branchesIn(step);
  return said === undefined || branches.length !== 1 || environmentOf(said)?.sure !== true
    ? []
    : [{ environment: said, branches, line: lineOf(step), by: 'named' }];
};

const matrixOf = (job: YAMLMap): ReadonlyMap<string, readonly string[]> => {
  const matrix = job.getIn(['strategy', 'matrix'], true);
  if (!isMap(matrix)) return new Map();
  const included = matrix.get('include', true);
  const found = new Map<string, string[]>();
  const add = (key: unknown, values: readonly string[]): void => {
    const name = wordOf(key);
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), ...values]);
  };
  for (const { key, value } of matrix.items) add(key, wordsOf(value));
  for (const item of isSeq(included) ? included.items : [])
    if (isMap(item)) for (const { key, value } of item.items) add(key, wordsOf(value));
  return found;
};

/** The options of `workflow_dispatch` inputs. */
const choicesOf = (on: unknown): ReadonlyMap<string, readonly string[]> => {
  const inputs = isMap(on) ? on.getIn(['workflow_dispatch', 'inputs'], true) : undefined;
  if (!isMap(inputs)) return new Map();
  return new Map(
    inputs.items.flatMap(({ key, value }) => {
      const name = wordOf(key);
      return name === undefined || !isMap(value) ? [] : [[name, wordsOf(value.get('options', true))] as const];
    }),
  );
};

const triggers = (on: unknown): Pick<WorkflowFacts, 'pushes' | 'pullRequests'> => {
  if (!isMap(on)) {
    const names = wordsOf(on);
    return { pushes: names.includes('push') ? [] : undefined, pullRequests: names.some((name) => name.startsWith('pull_request')) };
  }
  const push = on.has('push') ? on.get('push', true) : undefined;
  const tagsOnly = isMap(push) && push.has('tags') && !push.has('branches');
  return {
    pushes: !on.has('push') || tagsOnly ? undefined : isMap(push) ? wordsOf(push.get('branches', true)) : [],
    pullRequests: on.has('pull_request') || on.has('pull_request_target') || on.has('merge_group'),
  };
};

/** `defaults.run.working-directory` of a workflow or of a job. */
const folderOf = (node: YAMLMap, otherwise: string | undefined): string | undefined => {
  const said = wordOf(node.getIn(['defaults', 'run', 'working-directory']));
  return said === undefined ? otherwise : plainFolder(said);
};

const plainFolder = (said: string): string | undefined =>
  literalsOf(said) === undefined ? inside('', said === '.' ? './' : said) : undefined;

const runsOf = (step: YAMLMap, folder: string | undefined, lineOf: Scene['lineOf']): WorkflowJob['runs'] => {
  const run = step.get('run', true);
  const text = wordOf(run);
  const own = wordOf(step.get('working-directory'));
  const there = own === undefined ? folder : plainFolder(own);
  if (text === undefined || there === undefined) return [];
  const first = lineOf(run) + (isScalar(run) && (run.type === 'BLOCK_LITERAL' || run.type === 'BLOCK_FOLDED') ? 1 : 0);
  return scriptRuns(text, there).map((each) => ({ ...each, line: first + each.offset }));
};
