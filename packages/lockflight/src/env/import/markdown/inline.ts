/** The inside of a cell, a paragraph or a heading, flattened. Input: nodes of the parser; output: a `MarkdownCell`. Total. */
import type { fromMarkdown } from 'mdast-util-from-markdown';
import type { MarkdownCell } from './document.ts';

export type Root = ReturnType<typeof fromMarkdown>;
export type Node = Root | Root['children'][number];

type Piece = { readonly kind: 'words' | 'code' | 'footnote'; readonly text: string };

/** Short names of emoji that tables use as ticks. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  white_check_mark: '✅',
  heavy_check_mark: '✔',
  ballot_box_with_check: '☑',
  x: '❌',
  negative_squared_cross_mark: '❌',
  heavy_multiplication_x: '❌',
  no_entry: '⛔',
  no_entry_sign: '🚫',
  warning: '⚠',
  lock: '🔒',
  key: '🔑',
  heavy_minus_sign: '-',
};

export const flatten = (nodes: readonly Node[]): MarkdownCell => {
  const pieces: Piece[] = [];
  const open: Node[] = [...nodes].reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const piece = pieceOf(node);
    if (piece !== undefined) pieces.push(piece);
    else if ('children' in node) open.push(...[...node.children].reverse());
  }
  const said = pieces.filter(({ kind }) => kind !== 'footnote');
  const words = tidy(said.map(({ kind, text }) => (kind === 'code' ? ' ' : text)).join(''));
  const marked = [...words.matchAll(/\[\^([^\]\s]{1,60})\]/g)].map(([, id = '']) => id);
  return {
    text: tidy(said.map(({ text }) => text).join('')).replace(/ ?\[\^[^\]\s]{1,60}\](?!:)/g, ''),
    codes: pieces.flatMap(({ kind, text }) => (kind === 'code' && text.trim() !== '' ? [text.trim()] : [])),
    words: words.replace(/\[\^[^\]\s]{1,60}\]/g, '').trim(),
    footnotes: [...pieces.flatMap(({ kind, text }) => (kind === 'footnote' ? [text] : [])), ...marked],
  };
};

const pieceOf = (node: Node): Piece | undefined => {
  if (node.type === 'text') return { kind: 'words', text: node.value };
  if (node.type === 'inlineCode' || node.type === 'code') return { kind: 'code', text: node.value };
  if (node.type === 'html') return { kind: 'words', text: wordsOfTag(node.value) };
  if (node.type === 'break') return { kind: 'words', text: '\n' };
  if (node.type === 'image' || node.type === 'imageReference') return { kind: 'words', text: node.alt ?? '' };
  if ((node.type === 'linkReference' || node.type === 'footnoteReference') && (node.label ?? '').startsWith('^')) {
    return { kind: 'footnote', text: (node.label ?? '').slice(1) };
  }
  return undefined;
};

const ELEMENT =
  /^<\/?(?:a|abbr|b|big|center|code|del|details|em|font|h[1-6]|hr|i|img|input|ins|kbd|mark|ol|pre|q|s|samp|small|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|var|wbr)\b/i;

/** A tag ends a line or is ornament; what is none, `<your-key>`, is a placeholder that somebody wrote. */
const wordsOfTag = (tag: string): string => {
  if (/^<\/?(?:br|p|li|div)\b/i.test(tag)) return '\n';
  return ELEMENT.test(tag) || !/^<[A-Za-z]/.test(tag) ? '' : tag;
};

const tidy = (text: string): string =>
  text
    .replace(/:([a-z_]{1,40}):/g, (whole, name: string) => (Object.hasOwn(SHORT_NAMES, name) ? (SHORT_NAMES[name] ?? whole) : whole))
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[ \t\u00a0\u202f]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
