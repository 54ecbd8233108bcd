/**
 * Is this process a job of the forge's pipeline that may run the command here? Where the job has an identity token, that proves it. Without one the runner's variables are
 * believed where the contract says so (`identity: claimed`), and the answer says that they prove nothing.
 */
import type { Command, Contract, Environment, PipelineIdentity } from '../../contract/model.ts';
import { hasCode, LockflightError } from '../../errors.ts';
import { type ForgeLocation, locateForge } from '../../forge/locate.ts';
import { openGit } from '../../git/open.ts';
import type { Git } from '../../git/port.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { failed } from './failures.ts';
import { hasIdToken, issuerOf, verifiedClaims } from './id-token.ts';
import { claimsOfToken, claimsOfVariables, type JobClaims, pipelineProblem, type WantedJob } from './pipeline-claims.ts';

export interface PipelineQuestion {
  readonly contract: Contract;
  readonly command: Command;
  readonly environment: Environment;
  readonly on: string | undefined;
  readonly identity: PipelineIdentity;
  readonly directory: string;
  readonly process: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
}

/** `proven`: by the job's identity token. `claimed`: by variables that anybody can set. */
export type PipelineProof = 'proven' | 'claimed';

/** Errors: `pipeline-only`, `pipeline-identity-required`, `pipeline-identity-refused`, `pipeline-identity-unavailable`. */
export const requirePipeline = async (question: PipelineQuestion): Promise<PipelineProof> => {
  const { process, now, identity } = question;
  const variables = claimsOfVariables(process);
  if (variables === undefined) throw notInPipeline(question);
  if (identity === 'required' && !hasIdToken(process)) throw withoutToken(question);
  const { fullName, origin, id } = await repositoryHere(question);
  const repository = { ...(id === undefined ? {} : { id }), ...(fullName === undefined ? {} : { fullName }) };
  if (!hasIdToken(process)) {
    requireFit(question, variables, { repository, complete: false, inEnvironment: false });
    return 'claimed';
  }
  if (id === undefined && fullName === undefined) throw whereAreWe();
  const payload = await verifiedClaims({ process, now, issuer: issuerOf(origin) });
  requireFit(question, claimsOfToken(payload), { repository, complete: true, inEnvironment: identity === 'required' });
  return 'proven';
};

const requireFit = (
  { command, environment, on }: PipelineQuestion,
  claims: JobClaims,
  how: Pick<WantedJob, 'repository' | 'complete' | 'inEnvironment'>,
): void => {
  const workflows = command.proves.filter((p) => p.environment === undefined || p.environment === environment.name).map((p) => p.workflow);
  const problem = pipelineProblem(claims, { ...how, on, environment: environment.name, workflows });
  if (problem === undefined) return;
  throw failed(
    how.complete ? 'pipeline-identity-refused' : 'pipeline-only',
    {
      en: `${command.name} does not run in ${environment.name} from this job: ${problem.en}`,
      fr: `${command.name} ne s'exécute pas dans ${environment.name} depuis cette tâche : ${problem.fr}`,
    },
    on === undefined
      ? { en: "start this repository's own workflow", fr: 'lancez le workflow de ce dépôt' }
      : { en: `push to ${on}: its workflow runs it`, fr: `poussez sur ${on} : son workflow l'exécute` },
  );
};

interface Repository extends Partial<Pick<ForgeLocation, 'fullName'>> {
  readonly origin: string;
  /** As the ledger has it since adoption. */
  readonly id?: number;
}

/** From the clone alone: a variable could name any repository and any forge. */
const repositoryHere = async ({ directory, contract }: PipelineQuestion): Promise<Repository> => {
  const git = await gitHere(directory);
  if (git === undefined) return { origin: GITHUB };
  const [where, id] = [locationOf(await git.remoteUrl(REMOTE)), await adoptionId(git, contract)];
  return { ...where, ...(id === undefined ? {} : { id }) };
};

const GITHUB = 'https://github.com';
const REMOTE = 'origin';

const gitHere = async (directory: string): Promise<Git | undefined> => {
  try {
    return await openGit(directory);
  } catch (error) {
    if (hasCode(error, 'not-a-repository', 'git-missing')) return undefined;
    throw error;
  }
};

const locationOf = (remote: string | undefined): Repository => {
  try {
    const { fullName, origin } = locateForge(remote, {});
    return { fullName, origin };
  } catch (error) {
    if (error instanceof LockflightError) return { origin: GITHUB };
    throw error;
  }
};

/** Adoption is the ledger's first word and never changes: what the clone has is as good as new. A ledger that cannot be had leaves the name to compare. */
const adoptionId = async (git: Git, contract: Contract): Promise<number | undefined> => {
  for (const fetch of [false, true]) {
    try {
      const { view, entries } = await (await openLedger({ git, branch: contract.ledgerBranch, remote: REMOTE, fetch })).read();
      const [first] = entries;
      if (view.adoption !== undefined && first?.body.type === 'adoption') return first.body.repository.id;
    } catch (error) {
      if (!(error instanceof LockflightError) || error.code.startsWith('ledger-')) throw error;
    }
  }
  return undefined;
};

const whereAreWe = (): LockflightError =>
  failed(
    'pipeline-identity-unavailable',
    {
      en: 'this clone has no remote on a forge, so no token can be held against it',
      fr: "ce clone n'a pas de dépôt distant sur une forge : aucun jeton ne peut lui être comparé",
    },
    {
      en: 'check the repository out with its remote (actions/checkout)',
      fr: 'récupérez le dépôt avec son dépôt distant (actions/checkout)',
    },
  );

const withoutToken = ({ command, environment }: PipelineQuestion): LockflightError =>
  failed(
    'pipeline-identity-required',
    {
      en: `${command.name} runs in ${environment.name} for a job that proves itself, and this one has no identity token`,
      fr: `${command.name} ne s'exécute dans ${environment.name} que pour une tâche qui prouve son identité, et celle-ci n'a pas de jeton`,
    },
    {
      en: `give the job permissions: { id-token: write } and environment: ${environment.name}`,
      fr: `donnez à la tâche permissions: { id-token: write } et environment: ${environment.name}`,
    },
  );

const notInPipeline = ({ command, environment, on }: PipelineQuestion): LockflightError =>
  failed(
    'pipeline-only',
    {
      en: `${command.name} runs in ${environment.name} by the pipeline only`,
      fr: `${command.name} ne s'exécute dans ${environment.name} que par le pipeline`,
    },
    on === undefined
      ? { en: 'start its workflow on the forge', fr: 'lancez son workflow sur la forge' }
      : { en: `push to ${on}: its workflow runs it`, fr: `poussez sur ${on} : son workflow l'exécute` },
  );
