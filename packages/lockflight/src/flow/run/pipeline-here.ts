/**
 * Is this process a job of the forge's pipeline, and on which branch? Read from what GitHub's runners set ("Variables reference", GitHub Docs). Anybody can set
 * variables: where the job has an identity token, that is what proves it.
 */
import { failed } from './failures.ts';

export interface PipelineClaim {
  /** `refs/heads/main` */
  readonly ref: string | undefined;
  readonly workflow: string | undefined;
}

export const pipelineHere = (process: Readonly<Record<string, string | undefined>>): PipelineClaim | undefined =>
  process.GITHUB_ACTIONS === 'true' ? { ref: process.GITHUB_REF, workflow: process.GITHUB_WORKFLOW_REF } : undefined;

/** Errors: `pipeline-only`. `on`: the branch whose runs may. */
export const requirePipeline = (command: string, environment: string, on: string | undefined, claim: PipelineClaim | undefined): void => {
  if (claim === undefined) {
    throw failed(
      'pipeline-only',
      {
        en: `${command} runs in ${environment} by the pipeline only`,
        fr: `${command} ne s'exécute dans ${environment} que par le pipeline`,
      },
      on === undefined
        ? { en: 'start its workflow on the forge', fr: 'lancez son workflow sur la forge' }
        : { en: `push to ${on}: its workflow runs it`, fr: `poussez sur ${on} : son workflow l'exécute` },
    );
  }
  if (on !== undefined && claim.ref !== `refs/heads/${on}`) {
    const ref = claim.ref ?? '?';
    throw failed(
      'pipeline-only',
      {
        en: `${command} runs in ${environment} from ${on} only, and this run is of ${ref}`,
        fr: `${command} ne s'exécute dans ${environment} que depuis ${on}, et cette exécution est de ${ref}`,
      },
      { en: `push to ${on}`, fr: `poussez sur ${on}` },
    );
  }
};
