/** `lockflight attest KIND`: what a person observed, as a review. What a workflow proves cannot be said by hand. */
import type { Contract } from '../../contract/model.ts';
import { LockflightError } from '../../errors.ts';
import { inForceOf } from '../facts/people.ts';
import { readSituation, requireAdoption } from '../verdict/situation.ts';
import type { World } from '../world.ts';
import { formatAct } from './acts.ts';
import type { Acted } from './approve.ts';
import { findPullRequest, requirePerson } from './find-pull-request.ts';
import { attestableKinds } from './kinds.ts';
import { standingOf } from './standing.ts';
import { unknownKind } from './unknown-kind.ts';

export interface AttestRequest {
  readonly kind: string;
  readonly result: 'passed' | 'failed';
  readonly note?: string;
  readonly pullRequest?: number;
}

/** Errors: `proven-by-workflow`, `unknown-kind`, `note-missing`, `not-a-person`, `no-open-promotion`, `several-open`, `not-adopted`, and what the forge says. */
export const attest = async (world: World, request: AttestRequest): Promise<Acted> => {
  const situation = await readSituation(world);
  requireAdoption(situation);
  const proof = situation.contract.commands.flatMap((c) => c.proves).find((p) => p.kind === request.kind);
  if (proof !== undefined) throw provenByWorkflow(request.kind, proof.workflow, proof.job);
  requireKind(situation.contract, request.kind);
  const postMortem = request.kind === 'post-mortem';
  if (postMortem && request.note === undefined) throw noteMissing();
  const by = await world.forge.viewer();
  requirePerson(inForceOf(situation), by);
  const { pullRequest } = await findPullRequest(world, situation, {
    kinds: postMortem ? ['rollback'] : ['promotion'],
    closedToo: postMortem,
    ...(request.pullRequest === undefined ? {} : { number: request.pullRequest }),
  });
  const words = formatAct({
    verb: 'attest',
    kind: request.kind,
    result: request.result,
    ...(request.note === undefined ? {} : { note: request.note }),
  });
  const roles = situation.contract.people.map((r) => r.name).filter((r) => r !== 'agents');
  const standing = await standingOf(world, inForceOf(situation), by, roles);
  await world.forge.review(pullRequest.number, { event: 'COMMENT', body: words, commit: pullRequest.head.commit });
  return { situation, by, pullRequest, words, standing };
};

const requireKind = (contract: Contract, kind: string): void => {
  const kinds = attestableKinds(contract);
  if (kinds.includes(kind)) return;
  throw unknownKind(kind, kinds, { en: `nothing asks for evidence of "${kind}"`, fr: `rien ne demande de preuve « ${kind} »` });
};

const provenByWorkflow = (kind: string, workflow: string, job: string): LockflightError =>
  new LockflightError({
    code: 'proven-by-workflow',
    exit: 2,
    message: {
      en: `${kind} is proven by a run of ${workflow} (job ${job}): nobody can type it in`,
      fr: `${kind} se prouve par une exécution de ${workflow} (tâche ${job}) : personne ne peut le déclarer`,
    },
    hint: { en: 'run that workflow for the commit', fr: 'lancez ce workflow pour le commit' },
  });

const noteMissing = (): LockflightError =>
  new LockflightError({
    code: 'note-missing',
    exit: 2,
    message: { en: 'a post-mortem needs a link to what was written', fr: 'un post-mortem demande un lien vers ce qui a été écrit' },
    hint: { en: 'lockflight attest post-mortem --note URL', fr: 'lockflight attest post-mortem --note URL' },
  });
