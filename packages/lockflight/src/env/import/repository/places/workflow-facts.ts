/** What a GitHub workflow says of a project: when it runs, where it deploys, which commands its jobs run. Total: a file that is no workflow says nothing. */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { environmentOf } from '../../heads/environment-words.ts';
import type { TextFile } from '../facts.ts';

export interface WorkflowJob {
  readonly id: string;
  readonly line: number;
  /** As written, expressions and all. */
  readonly environment: string | undefined;
  /** The lines of its `run:` steps. */
  readonly runs: readonly { readonly line: number; readonly words: string }[];
  /** Plain values that it gives to variables, its steps' too. */
  readonly sets: readonly (readonly [name: string, value: string])[];
  /** Branches that its `if:` names. */
  readonly branches: readonly string[];
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
  return {
    file,
    name: wordOf(root.get('name')) ?? '',
    ...triggers(on),
    jobs: isMap(jobs)
      ? jobs.items.flatMap(({ key, value }): readonly WorkflowJob[] => {
          const id = isScalar(key) ? String(key.value) : '';
          if (!isMap(value) || id === '') return [];
          const environment = value.get('environment', true);
          const steps = value.get('steps', true);
          return [
            {
              id,
              line: lineOf(isMap(value) && environment !== undefined ? environment : key),
              environment: isMap(environment) ? wordOf(environment.get('name')) : wordOf(environment),
              sets: [value, ...(isSeq(steps) ? steps.items : [])].flatMap(setsOf),
              runs: isSeq(steps) ? steps.items.flatMap((step) => runsOf(step, lineOf)) : [],
              branches: [...(wordOf(value.get('if')) ?? '').matchAll(/(?:refs\/heads\/|ref_name\s*==\s*['"])([\w./-]+)/g)].map(
                ([, name = '']) => name,
              ),
            },
          ];
        })
      : [],
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

/** The environment that a job runs in, or that it is called after. */
export const placeOfJob = ({ environment, id }: WorkflowJob): string | undefined =>
  environment ?? (environmentOf(id)?.sure === true ? id : /^(?:deploy|smoke|release|promote)[-_](\w+)$/.exec(id)?.[1]);

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

const runsOf = (step: unknown, lineOf: (node: unknown) => number): WorkflowJob['runs'] => {
  if (!isMap(step)) return [];
  const run = step.get('run', true);
  const text = wordOf(run);
  if (text === undefined) return [];
  const folder = wordOf(step.get('working-directory'));
  return folder !== undefined && folder !== '.'
    ? []
    : text.split('\n').map((words, at) => ({ line: lineOf(run) + at, words: words.trim() }));
};
