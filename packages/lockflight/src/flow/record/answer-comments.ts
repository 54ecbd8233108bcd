/**
 * Each comment with commands is answered once: a reaction, and one comment of ours that says what became of each of them. That it was answered is known from the forge
 * alone, by a marker with the comment's number in a comment of our own account: a crash between the ledger and the answer, or a second recorder, says nothing twice. What is
 * judged otherwise later (a role that somebody got since) changes the answer where it stands. Bots and Apps are not answered: they might answer back.
 */
import { inLanguage, type Language, type Text } from '../../contract/text.ts';
import { LockflightError } from '../../errors.ts';
import type { Reaction } from '../../forge/conversation-port.ts';
import type { Forge } from '../../forge/port.ts';
import type { EntryBody } from '../../ledger/entry.ts';
import type { Answer, Heard } from '../observe/comments.ts';
import type { World } from '../world.ts';
import { requireSpeaker } from './speaker.ts';

const markerOf = (comment: number): string => `<!-- lockflight:answer:${comment} -->`;

/** The answers that could not be given; they are given at the next run. */
export const answerComments = async (
  { forge }: World,
  language: Language,
  heard: readonly Heard[],
): Promise<readonly LockflightError[]> => {
  const failed: LockflightError[] = [];
  const due = heard.filter(({ comment, answers }) => comment.author.kind === 'user' && comment.app === undefined && isDecided(answers));
  if (due.length === 0) return failed;
  try {
    const me = await requireSpeaker(forge);
    for (const each of due) await answer(forge, me.id, language, each);
  } catch (error) {
    if (!(error instanceof LockflightError)) throw error;
    failed.push(error);
  }
  return failed;
};

const isDecided = (answers: readonly Answer[]): boolean => answers.every((a) => a.kind !== 'waits');

const answer = async (forge: Forge, me: number, language: Language, { comment, answers, conversation }: Heard): Promise<void> => {
  const marker = markerOf(comment.id);
  const body = `${marker}\n${answers.map((a) => inLanguage(words(a), language)).join('\n')}`;
  const ours = conversation.find((c) => c.author.id === me && c.body.startsWith(marker));
  if (ours !== undefined && plain(ours.body) === plain(body)) return;
  await forge.react(comment.id, reactionTo(answers));
  if (ours === undefined) await forge.createComment(comment.number, body);
  else await forge.updateComment(ours.id, body);
};

/** A forge may give line ends back in its own way. */
const plain = (body: string): string => body.replaceAll('\r\n', '\n').trim();

const reactionTo = (answers: readonly Answer[]): Reaction =>
  answers.some((a) => a.kind === 'refused') ? '-1' : answers.some((a) => a.kind === 'taken') ? '+1' : 'eyes';

const words = (given: Answer): Text => {
  if (given.kind === 'help' || given.kind === 'waits') return HELP;
  if (given.kind === 'taken') return { en: `- Taken down: ${said(given.body).en}`, fr: `- Noté : ${said(given.body).fr}` };
  const { code, what } = given.refusal;
  const how = { en: `\`lockflight explain ${code}\``, fr: `\`lockflight explain ${code}\`` };
  const help = code === 'comment-unclear' ? { en: ` There is:\n${LIST}`, fr: ` Il y a :\n${LIST}` } : { en: '', fr: '' };
  return { en: `- Does not count. ${what.en} (${how.en}).${help.en}`, fr: `- Ne compte pas. ${what.fr} (${how.fr}).${help.fr}` };
};

/** Ids and names only: reasons and notes are anybody's words, and stay where they were written. */
const said = (body: EntryBody): Text => {
  switch (body.type) {
    case 'approval':
      return {
        en: `\`${body.kind}\` approved for tree \`${short(body.tree)}\``,
        fr: `\`${body.kind}\` approuvé pour l'arbre \`${short(body.tree)}\``,
      };
    case 'evidence':
      return attested(body);
    case 'post-mortem':
      return {
        en: 'post-mortem written: the hold of this rollback ends',
        fr: 'post-mortem écrit : la suspension de ce retour arrière prend fin',
      };
    case 'hold':
      return {
        en: `\`${body.step}\` is held${body.until === undefined ? '' : ` until ${body.until}`}; \`/lockflight release-hold ${body.id}\` lifts it`,
        fr: `\`${body.step}\` est suspendue${body.until === undefined ? '' : ` jusqu'au ${body.until}`} ; \`/lockflight release-hold ${body.id}\` lève la suspension`,
      };
    case 'hold-release':
      return { en: `\`${body.id}\` is lifted`, fr: `\`${body.id}\` est levée` };
    case 'waiver':
      return {
        en: `\`${body.gate}\` is waived on \`${body.step}\` until ${body.until}`,
        fr: `dérogation à \`${body.gate}\` sur \`${body.step}\` jusqu'au ${body.until}`,
      };
    default:
      throw new Error(`no comment comes to an entry of type ${body.type}`);
  }
};

const attested = ({ kind, result, environment = '-', tree }: Extract<EntryBody, { type: 'evidence' }>): Text =>
  result === 'errored'
    ? {
        en: `\`${kind}\`, but tree \`${short(tree)}\` did not run in ${environment} then: say it again once it does`,
        fr: `\`${kind}\`, mais l'arbre \`${short(tree)}\` ne tournait pas alors dans ${environment} : redites-le quand il y tournera`,
      }
    : {
        en: `\`${kind}\` ${result} in ${environment}, tree \`${short(tree)}\``,
        fr: `\`${kind}\` ${result === 'passed' ? 'réussi' : 'échoué'} dans ${environment}, arbre \`${short(tree)}\``,
      };

const short = (tree: string): string => tree.slice(0, 7);

const LIST = `\`\`\`
/lockflight approve KIND
/lockflight attest KIND passed|failed [WORDS]
/lockflight hold STEP WORDS [until 2026-12-31]
/lockflight waive GATE WORDS until 2026-12-31
/lockflight release-hold ID
\`\`\``;

const HELP: Text = {
  en: `Each on a line of its own, by a person with the role; what it comes to is answered here:\n${LIST}`,
  fr: `Chacune sur sa propre ligne, par une personne qui a le rôle ; la suite est dite ici :\n${LIST}`,
};
