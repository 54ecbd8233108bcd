/**
 * Do the claims about a job let it run a command in an environment? The same for a verified token and for variables that nobody vouches for; only which claims must be there
 * differs. `sub` is never read: its form is whatever the organisation made of it. Pure.
 */
import type { Text } from '../../contract/text.ts';

export interface JobClaims {
  readonly repositoryId?: string;
  readonly repository?: string;
  /** `refs/heads/main` */
  readonly ref?: string;
  readonly event?: string;
  /** The workflow that the run began with: `koomy/koomy/.github/workflows/deploy.yml@refs/heads/main`. */
  readonly workflow?: string;
  /** The workflow that has the job: another one where it is reused. */
  readonly jobWorkflow?: string;
  /** The forge's environment of the job, if it has one. */
  readonly environment?: string;
}

export interface WantedJob {
  /** By number where it is known: a name can change hands. */
  readonly repository: { readonly id?: number; readonly fullName?: string };
  /** The branch whose runs may, where the contract names one. */
  readonly on: string | undefined;
  readonly environment: string;
  /** Workflow files that may, where the contract names some. */
  readonly workflows: readonly string[];
  /** A verified token has all of these; a variable may be unset. */
  readonly complete: boolean;
  /** The job has to be one of the forge's environment: what guards that one, guards the job. */
  readonly inEnvironment: boolean;
}

/** What starts a run of this repository's own code by somebody who may write to it. Anybody at all can cause the others. */
const OWN_EVENTS = ['push', 'workflow_dispatch', 'repository_dispatch', 'schedule', 'release', 'deployment', 'deployment_status'];

/** Why not: the first thing that is wrong. Undefined: nothing is. */
export const pipelineProblem = (claims: JobClaims, wanted: WantedJob): Text | undefined =>
  ofRepository(claims, wanted) ??
  ofEvent(claims, wanted) ??
  ofRef(claims, wanted) ??
  ofWorkflow(claims, wanted) ??
  ofEnvironment(claims, wanted);

const ofRepository = ({ repositoryId, repository }: JobClaims, { repository: wanted, complete }: WantedJob): Text | undefined => {
  const other = { en: 'it is a job of another repository', fr: "c'est une tâche d'un autre dépôt" };
  if (wanted.id !== undefined) return fits(repositoryId, complete, (id) => id === String(wanted.id)) ? undefined : other;
  const name = wanted.fullName?.toLowerCase();
  return name === undefined || fits(repository, complete, (r) => r.toLowerCase() === name) ? undefined : other;
};

const ofEvent = ({ event }: JobClaims, { complete }: WantedJob): Text | undefined =>
  fits(event, complete, (e) => OWN_EVENTS.includes(e))
    ? undefined
    : { en: `anybody can cause ${shown(event)}`, fr: `n'importe qui peut provoquer ${shown(event)}` };

const ofRef = ({ ref }: JobClaims, { on }: WantedJob): Text | undefined =>
  on === undefined || ref === `refs/heads/${on}`
    ? undefined
    : { en: `this run is of ${shown(ref)}, not of ${on}`, fr: `cette exécution est de ${shown(ref)}, pas de ${on}` };

/** A workflow reused from elsewhere runs what its own repository says, in the name of this one. */
const ofWorkflow = ({ workflow, jobWorkflow }: JobClaims, { workflows, complete }: WantedJob): Text | undefined => {
  if (workflows.length === 0) return undefined;
  const named = (ref: string): boolean => workflows.includes(fileOf(ref));
  if (fits(workflow, complete, named) && (jobWorkflow === undefined || ownerOf(jobWorkflow) === ownerOf(workflow ?? ''))) return undefined;
  return { en: `its workflow is none of ${workflows.join(', ')}`, fr: `son workflow n'est aucun de ${workflows.join(', ')}` };
};

const ownerOf = (ref: string): string => ref.split('/').slice(0, 2).join('/').toLowerCase();

/** `koomy/koomy/.github/workflows/deploy.yml@refs/heads/main` -> `.github/workflows/deploy.yml`. */
const fileOf = (ref: string): string => ref.replace(/@.*$/s, '').split('/').slice(2).join('/');

/** Names of environments are case-insensitive on the forge. */
const ofEnvironment = ({ environment }: JobClaims, { environment: wanted, inEnvironment }: WantedJob): Text | undefined => {
  if (environment === undefined)
    return inEnvironment
      ? {
          en: `it is a job of no environment, and has to be one of ${wanted}`,
          fr: `cette tâche n'a pas d'environnement : il lui faut ${wanted}`,
        }
      : undefined;
  return environment.toLowerCase() === wanted.toLowerCase()
    ? undefined
    : { en: `it is a job of the environment ${shown(environment)}`, fr: `c'est une tâche de l'environnement ${shown(environment)}` };
};

const fits = (claim: string | undefined, complete: boolean, holds: (claim: string) => boolean): boolean =>
  claim === undefined ? !complete : holds(claim);

/** Branches and environments are named by whoever may push: nothing of it may steer a terminal. */
const shown = (text = '?'): string => text.replaceAll(/[^\x21-\x7e]/g, '?').slice(0, 100);

const word = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const named = (claims: Readonly<Record<keyof JobClaims, unknown>>): JobClaims =>
  Object.fromEntries(Object.entries(claims).flatMap(([name, value]) => (word(value) === undefined ? [] : [[name, value]])));

/** GitHub Docs, "OpenID Connect reference". */
export const claimsOfToken = (payload: Readonly<Record<string, unknown>>): JobClaims =>
  named({
    repositoryId: payload.repository_id,
    repository: payload.repository,
    ref: payload.ref,
    event: payload.event_name,
    workflow: payload.workflow_ref,
    jobWorkflow: payload.job_workflow_ref,
    environment: payload.environment,
  });

/** GitHub Docs, "Variables reference". Undefined: this is no job. Anybody can set them. */
export const claimsOfVariables = (process: Readonly<Record<string, string | undefined>>): JobClaims | undefined =>
  process.GITHUB_ACTIONS !== 'true'
    ? undefined
    : named({
        repositoryId: process.GITHUB_REPOSITORY_ID,
        repository: process.GITHUB_REPOSITORY,
        ref: process.GITHUB_REF,
        event: process.GITHUB_EVENT_NAME,
        workflow: process.GITHUB_WORKFLOW_REF,
        jobWorkflow: undefined,
        environment: undefined,
      });
