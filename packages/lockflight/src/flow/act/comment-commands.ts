/**
 * The commands of a comment: each line of the author's own that begins with `/lockflight`. A line that cannot be read is a command too, so that it is answered; its own
 * words are kept nowhere. Pure.
 *
 *     /lockflight approve release
 *     /lockflight attest functional-tests passed all of them, by hand
 *     /lockflight hold release the database is being moved until 2026-12-01
 *     /lockflight waive soak incident 42 until 2026-12-01T18:00Z
 *     /lockflight release-hold hold-comment-42
 *     /lockflight help
 */
import { type Act, parseAct } from './acts.ts';
import { ownLines } from './own-lines.ts';

export type CommentCommand =
  | Act
  | { readonly verb: 'hold'; readonly step: string; readonly why: string; readonly until?: string }
  | { readonly verb: 'waive'; readonly gate: string; readonly why: string; readonly until: string }
  | { readonly verb: 'release-hold'; readonly id: string; readonly why?: string }
  | { readonly verb: 'help' }
  | { readonly verb: 'unclear' };

/** More than anybody says at once; what comes after is not read. */
const MOST = 10;
const LONGEST = 1000;
/** Of reasons, as everywhere. */
const WORDS = 200;

/** Names of steps, gates and holds: nothing that a page could take for markup when they are repeated. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9:._-]{0,99}$/;

export const parseCommands = (body: string): readonly CommentCommand[] =>
  ownLines(body)
    .filter((line) => /^\/lockflight(?:\s|$)/.test(line))
    .slice(0, MOST)
    .map((line) => (line.length > LONGEST ? UNCLEAR : parse(line)));

const UNCLEAR = { verb: 'unclear' } as const;

const parse = (raw: string): CommentCommand => {
  const line = plain(raw);
  const act = parseAct(line);
  if (act !== undefined) return act;
  const [, verb, name = '', ...rest] = line.split(' ');
  if (verb === undefined || verb === 'help') return { verb: 'help' };
  if (!NAME.test(name)) return UNCLEAR;
  const { why, until } = reasonIn(rest);
  if (verb === 'hold' && why !== '') return { verb, step: name, why, ...(until === undefined ? {} : { until }) };
  if (verb === 'waive' && why !== '' && until !== undefined) return { verb, gate: name, why, until };
  if (verb !== 'release-hold') return UNCLEAR;
  const said = shortened(rest.join(' '));
  return { verb, id: name, ...(said === '' ? {} : { why: said }) };
};

/** One line of visible characters: what steers a terminal, turns the direction of writing or hides itself is not part of what is said. */
const plain = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Z}]+/gu, ' ')
    .trim();

/** `words until MOMENT`. Where what follows `until` is no moment, it is part of the reason. */
const reasonIn = (words: readonly string[]): { readonly why: string; readonly until?: string } => {
  const until = words.at(-2)?.toLowerCase() === 'until' ? momentOf(words.at(-1) ?? '') : undefined;
  if (until === undefined) return { why: shortened(words.join(' ')) };
  return { why: shortened(words.slice(0, -2).join(' ')), until };
};

const shortened = (text: string): string => {
  const letters = [...text];
  return letters.length <= WORDS ? text : `${letters.slice(0, WORDS - 1).join('')}…`;
};

/** A day ends with it, in UTC; a time of day needs its offset. */
const MOMENT = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d))?$/;

const momentOf = (text: string): string | undefined => {
  const [, day, time, offset = 'Z'] = MOMENT.exec(text.replace(/\.$/, '')) ?? [];
  if (day === undefined || Number.isNaN(Date.parse(`${day}T00:00:00Z`))) return undefined;
  // The 30th of February would become the 2nd of March.
  if (new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day) return undefined;
  const at = Date.parse(`${day}T${time ?? '23:59:59'}${offset}`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
};
