/** What one command of a person's comment comes to, or why it does not count. */
import type { Contract } from '../../contract/model.ts';
import type { EntryBody, TreeRef } from '../../ledger/entry.ts';
import type { Act } from '../act/acts.ts';
import type { CommentCommand } from '../act/comment-commands.ts';
import { approvalKinds, attestableKinds, rolesFor } from '../act/kinds.ts';
import { isInRoles } from '../facts/members.ts';
import { inForceOf } from '../facts/people.ts';
import { stepIdOf } from '../promote/promotion-head.ts';
import { treeIfKnown } from '../tree-of.ts';
import { bodyOf as bodyOfAct, isObservation, type Reading, refusal, refuseAct } from './acts-of.ts';
import type { Answer, Spoken } from './comments.ts';
import { bodyOf as bodyOfDecision, type Dispatch, refuseDecision, tooLate } from './decisions.ts';
import { headThen } from './heads-then.ts';
import type { Refusal } from './observation.ts';

type Meant = Exclude<CommentCommand, { verb: 'help' | 'unclear' }>;
type Meaning = Spoken & { readonly command: Meant };

export const readSpoken = async (reading: Reading, spoken: Meaning): Promise<Answer> => {
  const { command } = spoken;
  if (command.verb === 'approve' || command.verb === 'attest') return readAct(reading, spoken, command);
  const act = decisionOf(reading.contract, spoken, command);
  const by = spoken.comment.author;
  const refused =
    (await withoutRight(reading, spoken)) ??
    (await refuseDecision(reading.world, reading.contract, reading.view, { by, act })) ??
    tooLate({ by, at: spoken.comment.at, act }, reading.world.now());
  return refused === undefined ? taken(bodyOfDecision(holdId(spoken.key), act)) : { kind: 'refused', refusal: refused };
};

const taken = (body: EntryBody): Answer => ({ kind: 'taken', body });

/** `hold-comment-42`, or `hold-comment-42-2` for the second command of that comment. */
const holdId = (key: string): string => `hold-${key.replaceAll(':', '-').replace(/-1$/, '')}`;

const readAct = async (reading: Reading, { listened, comment, pushed }: Spoken, act: Act): Promise<Answer> => {
  if (isObservation(act) && !reading.deploymentsKnown) return { kind: 'waits' };
  const said = { author: comment.author, at: comment.at, comment: comment.id };
  const refused = (await refuseKind(reading, { listened, comment }, act)) ?? (await refuseAct(reading, listened, said, act));
  if (refused !== undefined) return { kind: 'refused', refusal: refused };
  const head = headThen(await pushed(), comment.at);
  const subject: TreeRef | undefined = head === undefined ? undefined : await treeIfKnown(reading.world, head);
  if (subject === undefined) return { kind: 'refused', refusal: headUnknown(comment) };
  return taken(bodyOfAct(act, reading.view, listened, said, subject));
};

const refuseKind = async (
  { world, contract, view }: Reading,
  { listened, comment }: Pick<Spoken, 'listened' | 'comment'>,
  act: Act,
): Promise<Refusal | undefined> => {
  const proven = contract.commands.some((c) => c.proves.some((p) => p.kind === act.kind));
  const kinds = act.verb === 'approve' ? approvalKinds(contract) : attestableKinds(contract);
  if (!kinds.includes(act.kind) && !(act.verb === 'attest' && proven)) {
    const list = kinds.join(', ');
    return refusal(
      'unknown-kind',
      comment,
      `nothing asks for ${act.kind}; there is: ${list}`,
      `rien ne demande ${act.kind} ; il y a : ${list}`,
    );
  }
  if (act.verb === 'attest') return undefined; // its role is asked for with the rest
  const roles = rolesFor(contract, act.kind, listened.tracked.environment);
  if (await isInRoles(world.forge, inForceOf({ contract, view }), roles, comment.author)) return undefined;
  const names = roles.join(', ') || '-';
  return refusal('approve-without-role', comment, `${act.kind} is approved by: ${names}`, `${act.kind} s'approuve par : ${names}`);
};

/** What a dispatch of the workflow asks of whoever makes one, the forge asks of nobody who comments. */
const withoutRight = async ({ world }: Reading, { comment }: Spoken): Promise<Refusal | undefined> => {
  const permission = await world.forge.permissionOf(comment.author);
  if (['write', 'maintain', 'admin'].includes(permission)) return undefined;
  return refusal(
    'comment-without-right',
    comment,
    'only who may write to the repository holds, waives and lifts',
    'seul qui peut écrire dans le dépôt suspend, déroge et lève',
  );
};

const decisionOf = (contract: Contract, { listened }: Spoken, command: Exclude<Meant, Act>): Dispatch => {
  if (command.verb === 'hold') {
    const { step, why, until } = command;
    return { act: 'hold', step, why, ...(until === undefined ? {} : { until }) };
  }
  if (command.verb === 'release-hold') {
    const { id, why } = command;
    return { act: 'release-hold', id, ...(why === undefined ? {} : { why }) };
  }
  const { gate, why, until } = command;
  return { act: 'waive', step: stepHere(contract, listened), gate, why, until };
};

/** A waiver is for the step whose promotion it is asked on; a rollback has no step, and nothing of it is waivable. */
const stepHere = (contract: Contract, { tracked }: Spoken['listened']): string => {
  const id = tracked.kind === 'promotion' ? stepIdOf(tracked.id) : tracked.id;
  return contract.flow.find((s) => s.id === id && s.to === tracked.environment.name)?.id ?? id;
};

const headUnknown = (comment: Spoken['comment']): Refusal =>
  refusal(
    'comment-of-unknown',
    comment,
    'nobody can tell which head this was said of: say it again, or in a review',
    'on ne peut pas dire de quelle tête cela parle : redites-le, ou dans une relecture',
  );
