/**
 * Comment commands on the pull requests of promotions and rollbacks. They come to the same entries as reviews and dispatches, by the same rules, and to one answer each, which
 * the recorder posts. A comment that was changed since it was written says nothing: whoever may write can change other people's. One that is gone changes nothing that was recorded.
 *
 * An entry's key is the comment's number and the place of the command in it, so that doubled, late and unordered news of a comment come to the same.
 */
import type { Contract } from '../../contract/model.ts';
import type { Comment } from '../../forge/conversation-port.ts';
import type { Push } from '../../forge/port.ts';
import type { EntryBody, EntryDraft } from '../../ledger/entry.ts';
import { extendView, type LedgerView } from '../../ledger/view.ts';
import { type CommentCommand, parseCommands } from '../act/comment-commands.ts';
import { inForceOf } from '../facts/people.ts';
import type { World } from '../world.ts';
import { type Reading, type ReviewedPullRequest, refusal } from './acts-of.ts';
import { editsOn, type IsEdited } from './as-said.ts';
import { readSpoken } from './comment-meaning.ts';
import { actorOf, isPerson, type Refusal, type Seen } from './observation.ts';
import type { TrackedPromotion } from './pull-requests.ts';

/** A comment with commands, and what became of each of them. */
export interface Heard {
  readonly comment: Comment;
  readonly answers: readonly Answer[];
  /** All that was said there: our own answer may be among it. */
  readonly conversation: readonly Comment[];
}

export type Answer =
  | { readonly kind: 'taken'; readonly body: EntryBody }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'help' }
  /** What it needs could not be read; it is read again. */
  | { readonly kind: 'waits' };

/** A pull request to listen to, and what an attestation on it speaks of. */
export interface Listened extends ReviewedPullRequest {
  readonly tracked: TrackedPromotion;
}

/** `view` must already hold what is known of deployments, holds and dispatches. */
export const observeComments = async (
  world: World,
  contract: Contract,
  { view, deploymentsKnown }: { readonly view: LedgerView; readonly deploymentsKnown: boolean },
  pullRequests: readonly Listened[],
): Promise<Seen & { readonly heard: readonly Heard[] }> => {
  const drafts: EntryDraft[] = [];
  const refusals: Refusal[] = [];
  const heard: Heard[] = [];
  let seenSoFar = view;
  for (const listened of pullRequests) {
    const conversation = [...(await world.forge.comments(listened.number))].sort((a, b) => a.at.localeCompare(b.at) || a.id - b.id);
    const isEdited = editsOn(world.forge, listened.number, 'comments');
    let pushes: Promise<readonly Push[]> | undefined;
    const pushed = (): Promise<readonly Push[]> => {
      pushes ??= world.forge.pushes(listened.tracked.pullRequest.head.ref);
      return pushes;
    };
    for (const comment of conversation) {
      const commands = parseCommands(comment.body);
      if (commands.length === 0) continue;
      const answers: Answer[] = [];
      for (const [index, command] of commands.entries()) {
        const key = `comment:${comment.id}:${index + 1}`;
        const reading: Reading = { world, contract, view: seenSoFar, deploymentsKnown };
        const answer = await answerTo(reading, { listened, comment, command, key, pushed, isEdited });
        answers.push(answer);
        if (answer.kind === 'refused') refusals.push(answer.refusal);
        if (answer.kind !== 'taken' || seenSoFar.keys.has(key)) continue;
        const draft = { key, occurredAt: comment.at, actor: actorOf(comment.author), body: answer.body };
        seenSoFar = extendView(seenSoFar, [draft]);
        drafts.push(draft);
      }
      heard.push({ comment, answers, conversation });
    }
  }
  return { drafts, refusals, heard };
};

/** One command, and where it was said. */
export interface Spoken {
  readonly listened: Listened;
  readonly comment: Comment;
  readonly command: CommentCommand;
  readonly key: string;
  readonly pushed: () => Promise<readonly Push[]>;
  readonly isEdited: IsEdited;
}

const answerTo = async (reading: Reading, spoken: Spoken): Promise<Answer> => {
  const { comment, command, key } = spoken;
  const recorded = reading.view.keys.has(key) ? reading.view.entries.find((e) => e.key === key) : undefined;
  if (recorded !== undefined) return { kind: 'taken', body: recorded.body };
  const refused = (found: Refusal): Answer => ({ kind: 'refused', refusal: found });
  if (comment.app !== undefined || !isPerson(comment.author, inForceOf(reading))) return refused(notAPerson(comment));
  if (command.verb === 'help') return { kind: 'help' };
  if (comment.updatedAt > comment.at) return refused(edited(comment));
  if (command.verb === 'unclear') return refused(unclear(comment));
  const answer = await readSpoken(reading, { ...spoken, command });
  // The list's own times are of whole seconds, and a bot edits within one.
  return answer.kind === 'taken' && (await spoken.isEdited(comment)) ? refused(edited(comment)) : answer;
};

const notAPerson = (comment: Comment): Refusal =>
  refusal(
    'not-a-person',
    comment,
    'a bot, an App or an agent approves, attests and decides nothing',
    "un robot, une App ou un agent n'approuve, n'atteste et ne décide rien",
  );

const edited = (comment: Comment): Refusal =>
  refusal(
    'comment-edited',
    comment,
    'this comment was changed after it was written: say it in a new one',
    'ce commentaire a été modifié après coup : dites-le dans un nouveau',
  );

const unclear = (comment: Comment): Refusal =>
  refusal('comment-unclear', comment, 'this command cannot be read', 'cette commande est illisible');
