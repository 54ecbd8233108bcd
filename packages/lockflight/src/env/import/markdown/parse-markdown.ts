/**
 * Text to `MarkdownDocument`. The parser is micromark's (CommonMark and GFM tables, with positions); here its tree is walked once, without
 * recursion, so that depth is no danger. Rows whose code spans hold a bare `|` are cut again as their writer meant them.
 */
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { cutRow, isCutInCode } from './cut-row.ts';
import type { MarkdownCell, MarkdownDocument, MarkdownNote, MarkdownRow, MarkdownTable } from './document.ts';
import { flatten, type Node, type Root } from './inline.ts';

type TableNode = Extract<Root['children'][number], { type: 'table' }>;

export const parseMarkdown = (text: string): MarkdownDocument => {
  const tree = parse(text);
  const tables: MarkdownTable[] = [];
  const notes: MarkdownNote[] = [];
  const codes: MarkdownNote[] = [];
  const htmlTables: number[] = [];
  const footnotes = new Map<string, string>();
  const headings: { readonly depth: number; readonly text: string }[] = [];
  let title: string | undefined;
  let lead = '';
  const open: Node[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const line = node.position?.start.line ?? 1;
    if (node.type === 'heading') {
      const words = flatten(node.children).text;
      while ((headings.at(-1)?.depth ?? 0) >= node.depth) headings.pop();
      headings.push({ depth: node.depth, text: words });
      title ??= words;
      lead = '';
    } else if (node.type === 'table') {
      tables.push(toTable(node, text, { headings: headings.map((heading) => heading.text), lead }));
    } else if (node.type === 'paragraph') {
      const said = flatten(node.children);
      lead = said.text;
      notes.push({ line, text: said.text });
      codes.push(...said.codes.map((code) => ({ line, text: code })));
      collectFootnotes(said.text, footnotes);
    } else if (node.type === 'html' && /<table\b/i.test(node.value)) htmlTables.push(line);
    else if (node.type === 'code') codes.push({ line, text: node.value });
    else if (node.type === 'definition' && (node.label ?? '').startsWith('^')) footnotes.set((node.label ?? '').slice(1), node.url);
    else if ('children' in node) open.push(...[...node.children].reverse());
  }
  return { tables, notes, footnotes, title, codes, htmlTables };
};

const parse = (text: string): Root => fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });

/** `[^1]: words` at the start of a line of a paragraph; a definition of one word is a link definition to the parser. */
const collectFootnotes = (text: string, into: Map<string, string>): void => {
  for (const [, id = '', words = ''] of text.matchAll(/^\[\^([^\]\s]{1,60})\]:[ \t]*(.{1,2000})$/gm)) into.set(id, words);
};

const toTable = (node: TableNode, source: string, around: Pick<MarkdownTable, 'headings' | 'lead'>): MarkdownTable => {
  const rows = node.children.map((row): MarkdownRow => ({ line: row.position?.start.line ?? 1, cells: cellsOf(row, source) }));
  const [head, ...body] = rows;
  return { line: node.position?.start.line ?? 1, head: head?.cells ?? [], rows: body, ...around };
};

const cellsOf = (row: TableNode['children'][number], source: string): readonly MarkdownCell[] => {
  const raw = row.children.map((cell) => source.slice(cell.position?.start.offset ?? 0, cell.position?.end.offset ?? 0));
  if (!raw.some(isCutInCode)) return row.children.map((cell) => flatten(cell.children));
  const whole = source.slice(row.position?.start.offset ?? 0, row.position?.end.offset ?? 0);
  return cutRow(whole).map((piece) => flatten(parse(piece).children));
};
