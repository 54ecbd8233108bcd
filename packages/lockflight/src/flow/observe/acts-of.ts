/**
 * What becomes of an approval or an attestation, wherever it was said. Only people count; what a workflow proves cannot be attested by hand. What a person observed in
 * an environment speaks for a tree that ran there when they said so, as with runs; a failure speaks against it anyhow.
 */
import { activityOfEvidence, refusalOf } from '../../contract/activity.ts';
import { type Contract, findEnvironment } from '../../contract/model.ts';
import type { Account } from '../../forge/port.ts';
import type { EntryBody, TreeRef } from '../../ledger/entry.ts';
import type { LedgerView } from '../../ledger/view.ts';
import type { Act } from '../act/acts.ts';
import { isInRoles } from '../facts/members.ts';
import { inForceOf } from '../facts/people.ts';
import { ranThroughout, runsOf } from '../facts/runs-of.ts';
import type { World } from '../world.ts';
import { type Refusal, utc } from './observation.ts';

/** A pull request on which people sign, and the environment that an attestation on it speaks of. */
export interface ReviewedPullRequest {
  readonly number: number;
  readonly environment: string;
  /** The rollback that it carries out, for its post-mortem. */
  readonly rollback?: string;
}

/** Who said it, where (by the forge's number for it), and when. */
export type Said = { readonly author: Account; readonly at: string } & ({ readonly review: number } | { readonly comment: number });

export interface Reading {
  readonly world: World;
  readonly contract: Contract;
  /** With all that is known of deployments. */
  readonly view: LedgerView;
  readonly deploymentsKnown: boolean;
}

export const isObservation = (act: Act): boolean => act.verb === 'attest' && act.kind !== 'post-mortem';

export const bodyOf = (act: Act, view: LedgerView, pullRequest: ReviewedPullRequest, said: Said, subject: TreeRef): EntryBody => {
  const place = 'review' in said ? { review: said.review } : { comment: said.comment };
  if (act.verb === 'approve')
    return { type: 'approval', kind: act.kind, result: 'approved', pullRequest: pullRequest.number, ...place, ...subject };
  if (act.kind === 'post-mortem') return { type: 'post-mortem', rollback: pullRequest.rollback ?? '', note: act.note ?? '' };
  const at = utc(said.at);
  const bound = ranThroughout(runsOf(view, pullRequest.environment), subject.tree, at, at);
  return {
    type: 'evidence',
    kind: act.kind,
    environment: pullRequest.environment,
    result: bound || act.result === 'failed' ? act.result : 'errored',
    pullRequest: pullRequest.number,
    ...(act.note === undefined ? {} : { note: act.note }),
    ...subject,
  };
};

/** Why an act of a person does not count, or undefined when it does. */
export const refuseAct = async (
  { world, contract, view }: Reading,
  pullRequest: ReviewedPullRequest,
  said: Said,
  act: Act,
): Promise<Refusal | undefined> => {
  if (act.verb === 'approve') return undefined; // whether the person has the role is judged with the roles of the day, not recorded
  const roles = contract.people.map((r) => r.name).filter((r) => r !== 'agents');
  if (!(await isInRoles(world.forge, inForceOf({ contract, view }), roles, said.author))) {
    return refusal(
      'attest-without-role',
      said,
      'only people who have a role in the contract can attest',
      'seules les personnes qui ont un rôle dans le contrat peuvent attester',
    );
  }
  if (act.kind === 'post-mortem') {
    if (pullRequest.rollback === undefined)
      return refusal(
        'post-mortem-elsewhere',
        said,
        "a post-mortem belongs on the rollback's own pull request",
        'un post-mortem se dépose sur la pull request du retour arrière',
      );
    const merged = view.rollbacks.get(pullRequest.rollback)?.history.find((h) => h.phase === 'merged' || h.phase === 'ungated');
    if (merged === undefined || utc(said.at) < merged.occurredAt)
      return refusal(
        'post-mortem-early',
        said,
        'a post-mortem is written after the rollback, not before',
        "un post-mortem s'écrit après le retour arrière, pas avant",
      );
    return act.note === undefined
      ? refusal(
          'post-mortem-without-note',
          said,
          'a post-mortem needs a link to what was written',
          'un post-mortem demande un lien vers ce qui a été écrit',
        )
      : undefined;
  }
  if (contract.commands.some((c) => c.proves.some((p) => p.kind === act.kind))) {
    return refusal(
      'attest-proven-kind',
      said,
      `${act.kind} is proven by a workflow: a person cannot type it in`,
      `${act.kind} se prouve par un workflow : personne ne peut le déclarer à la main`,
    );
  }
  const environment = findEnvironment(contract, pullRequest.environment);
  const activity = activityOfEvidence(act.kind);
  const why = environment === undefined || activity === undefined ? undefined : refusalOf(environment, activity);
  return why === undefined ? undefined : refusal('evidence-refused', said, why.en, why.fr);
};

export const refusal = (code: string, said: Pick<Said, 'author'>, en: string, fr: string): Refusal => ({
  code,
  what: { en: `${said.author.login}: ${en}`, fr: `${said.author.login} : ${fr}` },
});

export const notAPerson = (said: Pick<Said, 'author'>): Refusal =>
  refusal(
    'not-a-person',
    said,
    'a bot, an App or an agent approves and attests nothing',
    "un robot, une App ou un agent n'approuve et n'atteste rien",
  );
