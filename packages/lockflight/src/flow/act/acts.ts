/**
 * What a person says on the forge, in one grammar for reviews, comments and the commands that post them: a line of its own that begins with
 * `/lockflight`. Everything else in the text is for people. Pure.
 */
import { ownLines } from './own-lines.ts';

export type Act =
  | { readonly verb: 'approve'; readonly kind: string }
  | { readonly verb: 'attest'; readonly kind: string; readonly result: 'passed' | 'failed'; readonly note?: string };

const KIND = '[a-z][a-z0-9-]{0,63}';
const APPROVE = new RegExp(`^/lockflight approve (${KIND})$`);
const ATTEST = new RegExp(`^/lockflight attest (${KIND}) (passed|failed)(?: (\\S.{0,499}))?$`);

/** The acts of a text, in order. A line inside a quotation or a code block is somebody else's and does not count. */
export const parseActs = (body: string): readonly Act[] => ownLines(body).flatMap((line) => parseAct(line) ?? []);

export const parseAct = (line: string): Act | undefined => {
  const approve = APPROVE.exec(line);
  if (approve?.[1] !== undefined) return { verb: 'approve', kind: approve[1] };
  const attest = ATTEST.exec(line);
  if (attest?.[1] === undefined) return undefined;
  const note = attest[3] === undefined ? {} : { note: attest[3] };
  return { verb: 'attest', kind: attest[1], result: attest[2] === 'passed' ? 'passed' : 'failed', ...note };
};

export const formatAct = (act: Act): string =>
  act.verb === 'approve'
    ? `/lockflight approve ${act.kind}`
    : `/lockflight attest ${act.kind} ${act.result}${act.note === undefined ? '' : ` ${act.note.replaceAll(/\s+/g, ' ').slice(0, 500)}`}`;
