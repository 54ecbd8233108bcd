/** The jobs that run one script of one package: by its folder, by a flag that names the package, or as a task that the root's script hands on. Pure. */
import { isSelected } from '../places/script-runs.ts';
import { placeOfJob, type WorkflowFacts } from '../places/workflow-facts.ts';
import type { Package } from './packages.ts';

export interface ScriptsRun {
  readonly workflow: WorkflowFacts;
  readonly job: string;
  /** A word of the workflow. */
  readonly environment: string | undefined;
  readonly line: number;
}

/** The first of each job. */
export const runsOf = (script: string, of: Package, workflows: readonly WorkflowFacts[]): readonly ScriptsRun[] => {
  const words = of.scripts.get(script)?.words ?? '';
  // `test: turbo run test` is the task itself.
  const hands = new RegExp(`\\b(?:turbo|nx)\\b.*[\\s=,:]${script.replace(/[^\w]/g, '\\$&')}(?:$|[\\s,])`).test(words.slice(0, 500));
  return workflows.flatMap((workflow) =>
    workflow.jobs.flatMap((job) => {
      const run = job.runs.find((each) => {
        if (each.script !== script) return false;
        if (each.task)
          return of.folder === ''
            ? hands && each.selector === undefined
            : each.selector !== undefined && isSelected(each.selector, of.name, of.folder);
        return each.selector === undefined ? each.folder === of.folder : of.folder !== '' && isSelected(each.selector, of.name, of.folder);
      });
      return run === undefined ? [] : [{ workflow, job: job.id, environment: placeOfJob(job), line: run.line }];
    }),
  );
};
