/** What the text of a migration says of going back: a way down that does something, or a declaration that the code before it can live with it. Pure. */

const COMMENT_LINE = /^(?:--|\/\/|#)/;
/** MySQL runs what stands in `/*! ... *\/`. */
const COMMENT_BLOCK = /\/\*(?!!)[\s\S]*?(?:\*\/|$)/g;
const NOTHING =
  /^(?:begin(?: transaction| work)?|start transaction|(?:commit|rollback|end)(?: transaction| work)?|select (?:1|null|true)(?: as \w+)?|pass)?$/i;

/** Does it do anything at all? Comments undo nothing, and neither does a transaction around nothing, nor the statement that stands for none. */
export const doesSomething = (text: string): boolean =>
  lines(text.replace(COMMENT_BLOCK, ' '))
    .filter((line) => !COMMENT_LINE.test(line))
    .map((line) => line.replace(/\s--\s.*$/, ''))
    .join(' ')
    .split(';')
    .some((statement) => !NOTHING.test(statement.trim().replaceAll(/\s+/g, ' ')));

/** The marker stands on a line of its own, in whatever comments the language has. */
export const declaresCompatible = (text: string, marker: string): boolean => {
  const words = marker.trim();
  const bare = words.replace(/^(?:--|\/\/|#)\s*/, '');
  const ways = [words, ...(bare === words ? [] : ['--', '//', '#'].map((mark) => `${mark} ${bare}`))];
  return lines(text).some((line) => ways.some((way) => line === way || line.startsWith(`${way} `)));
};

/** Where the part that undoes begins, as tools that keep both ways in one file mark it: dbmate, goose, sql-migrate, node-pg-migrate, Play. */
const DOWN_BEGINS = /^(?:--|#)\s*(?:migrate:down\b.*|\+goose\s+down\b.*|\+migrate\s+down\b.*|down\s+migration\b.*|---\s*!downs\b.*)$/i;
const UP_BEGINS = /^(?:--|#)\s*(?:migrate:up\b.*|\+goose\s+up\b.*|\+migrate\s+up\b.*|up\s+migration\b.*|---\s*!ups\b.*)$/i;

/** The part of a file that undoes the rest of it; undefined: it has none. Both parts have to be marked, or the whole file would run forwards. */
export const downPartOf = (text: string): string | undefined => {
  const all = lines(text);
  const from = all.findIndex((line) => DOWN_BEGINS.test(line));
  const up = all.findIndex((line) => UP_BEGINS.test(line));
  if (from === -1 || up === -1) return undefined;
  return all.slice(from + 1, up > from ? up : all.length).join('\n');
};

const lines = (text: string): readonly string[] => text.split(/\r?\n/).map((line) => line.trim());
