/**
 * A command that deploys says so to the forge: which commit goes to which environment, that it is on its way, and how it ended. What is on its way for this commit there
 * is taken over and not doubled: the job's own `environment:` made one, or a run that died left one behind. Errors before the end: what the forge's port says.
 */
import type { Environment } from '../../contract/model.ts';
import { LockflightError } from '../../errors.ts';
import type { Deployment, Forge } from '../../forge/port.ts';
import type { World } from '../world.ts';

export interface DeploymentDraft {
  readonly command: string;
  readonly environment: Environment;
  readonly commit: string;
  /** Where its output can be read. */
  readonly url?: string;
}

type Deployments = Pick<Forge, 'deployments' | 'createDeployment' | 'setDeploymentStatus'>;

/** Nobody has said how it ended. */
export const isOnItsWay = ({ statuses }: Pick<Deployment, 'statuses'>): boolean => {
  const state = statuses.at(-1)?.state;
  return state === undefined || state === 'queued' || state === 'pending' || state === 'in_progress';
};

/** The number of the deployment that is in progress now. */
export const beginDeployment = async (forge: Deployments, draft: DeploymentDraft): Promise<number> => {
  const { environment, commit } = draft;
  const known = (await forge.deployments(environment.name, { commit })).findLast(isOnItsWay);
  const description = `lockflight run ${draft.command}`;
  const id =
    known?.id ??
    (
      await forge.createDeployment({
        environment: environment.name,
        commit,
        description: description.slice(0, 140),
        production: environment.kind === 'production',
      })
    ).id;
  if (known?.statuses.at(-1)?.state !== 'in_progress') await forge.setDeploymentStatus(id, 'in_progress', linked(draft));
  return id;
};

const linked = ({ url }: DeploymentDraft): { readonly url?: string } => (url === undefined ? {} : { url });

/** What `run` says of the deployment that its command was. */
export interface EndedDeployment {
  readonly id: number;
  readonly state: 'success' | 'failure';
  /** The code of what kept it from being said to the forge; absent: it was. */
  readonly unsaid?: string;
}

/** Between one try and the next, in milliseconds: a write that nobody answered is not sent again by the port itself, and saying this twice does no harm. */
const PAUSES = [2000, 4000] as const;

/** How it ended. What cannot be said any more is answered, never thrown: the child has done what it did. */
export const endDeployment = async (
  { forge, sleep }: { readonly forge: Deployments; readonly sleep: World['sleep'] },
  id: number,
  exit: number,
  draft: DeploymentDraft,
): Promise<EndedDeployment> => {
  const state = exit === 0 ? 'success' : 'failure';
  const description = `lockflight run ${draft.command}: exit ${exit}`;
  for (let failures = 0; ; failures += 1) {
    try {
      await forge.setDeploymentStatus(id, state, { description, ...linked(draft) });
      return { id, state };
    } catch (error) {
      if (!(error instanceof LockflightError)) throw error;
      const pause = PAUSES[failures];
      if (pause === undefined || error.failure.retryable !== true) return { id, state, unsaid: error.code };
      await sleep(pause);
    }
  }
};

/** Where people read the job's output. GitHub Docs, "Variables reference". Undefined: this is no job, or the variables are no address. */
export const runUrl = (process: Readonly<Record<string, string | undefined>>, fullName: string): string | undefined => {
  const { GITHUB_SERVER_URL: server = '', GITHUB_RUN_ID: run = '' } = process;
  const origin = URL.parse(server);
  if (!/^\d{1,20}$/.test(run) || (origin?.protocol !== 'https:' && origin?.protocol !== 'http:')) return undefined;
  return `${origin.origin}/${fullName}/actions/runs/${run}`;
};
