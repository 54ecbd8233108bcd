/**
 * The lines of a text that its author says themselves: nothing that is shown as code or as a quotation, and nothing that is not shown at all. GitHub Flavored Markdown, read
 * carefully: where it is unclear whose words a line holds, it is nobody's. Pure.
 */

/** What begins a stretch that is not said: a comment, or an element that quotes or hides. */
const BEGIN = /<!--|<(pre|code|blockquote|script|style|textarea|template)(?=[\s>])/i;

const endOf = (tag: string | undefined): RegExp => (tag === undefined ? /-->/ : new RegExp(`</${tag}\\s*>`, 'i'));

const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const QUOTE = /^ {0,3}>/;

export const ownLines = (text: string): readonly string[] => {
  const own: string[] = [];
  let fence: string | undefined;
  let until: RegExp | undefined;
  let quoted = false;
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.trimEnd();
    if (until !== undefined) {
      until = afterwards(line, until);
      continue;
    }
    if (fence !== undefined) {
      if (closes(line, fence)) fence = undefined;
      continue;
    }
    const opened = FENCE.exec(line)?.[1];
    if (opened !== undefined) {
      fence = opened;
      quoted = false;
      continue;
    }
    // A line right below a quotation, without an empty one between, is shown as part of it.
    quoted = QUOTE.test(line) || (quoted && line !== '');
    if (!quoted) own.push(line);
    until = afterwards(line, undefined);
  }
  return own;
};

const closes = (line: string, fence: string): boolean => {
  const [mark = ''] = fence;
  const found = /^ {0,3}(`{3,}|~{3,})$/.exec(line)?.[1];
  return found?.startsWith(mark) === true && found.length >= fence.length;
};

/** What is being waited for at the end of this line. */
const afterwards = (line: string, before: RegExp | undefined): RegExp | undefined => {
  let [rest, until] = [line, before];
  for (;;) {
    const found = (until ?? BEGIN).exec(rest);
    if (found === null) return until;
    rest = rest.slice(found.index + found[0].length);
    until = until === undefined ? endOf(found[1]) : undefined;
  }
};
