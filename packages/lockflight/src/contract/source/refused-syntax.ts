/**
 * What YAML would let through and a contract does not, seen on the token tree before anything is composed: directives
 * (`%YAML 1.1` turns `off` into false), tags, a second document, and nesting that would exhaust a recursive reader.
 * The walk is iterative: the input may be a quarter megabyte of opening brackets.
 */
import type { CST } from 'yaml';
import type { Text } from '../text.ts';

export const MAX_DEPTH = 40;

export interface Refusal {
  readonly code: 'yaml-directive' | 'yaml-tag' | 'several-documents' | 'too-deep';
  readonly offset: number;
  readonly message: Text;
  readonly fix: Text;
}

export function refusedSyntax(tokens: readonly CST.Token[]): readonly Refusal[] {
  const refusals: Refusal[] = [];
  let documents = 0;
  const open: { readonly token: CST.Token | CST.SourceToken; readonly depth: number }[] = [];
  for (let i = tokens.length - 1; i >= 0; i--) open.push({ token: tokens[i] as CST.Token, depth: 0 });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > MAX_DEPTH) return [...refusals, tooDeep(token.offset)];
    if (token.type === 'directive') refusals.push(directive(token.offset));
    else if (token.type === 'tag') refusals.push(tag(token.offset, token.source));
    else if (token.type === 'document' && ++documents === 2) refusals.push(second(token.offset));
    const children = childrenOf(token);
    const inner = isCollection(token) ? depth + 1 : depth;
    for (let i = children.length - 1; i >= 0; i--) open.push({ token: children[i] as CST.Token, depth: inner });
  }
  return refusals;
}

const isCollection = (token: CST.Token | CST.SourceToken): boolean =>
  token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection';

function childrenOf(token: CST.Token | CST.SourceToken): readonly (CST.Token | CST.SourceToken)[] {
  if (token.type === 'document') return [...token.start, ...(token.value ? [token.value] : [])];
  if (token.type !== 'block-map' && token.type !== 'block-seq' && token.type !== 'flow-collection') return [];
  const children: (CST.Token | CST.SourceToken)[] = [];
  for (const item of token.items) {
    children.push(...item.start);
    if (item.key) children.push(item.key);
    if (item.sep) children.push(...item.sep);
    if (item.value) children.push(item.value);
  }
  return children;
}

const directive = (offset: number): Refusal => ({
  code: 'yaml-directive',
  offset,
  message: { en: 'YAML directives are not allowed in a contract', fr: 'les directives YAML sont interdites dans un contrat' },
  fix: { en: 'delete this line', fr: 'supprimez cette ligne' },
});

const tag = (offset: number, source: string): Refusal => ({
  code: 'yaml-tag',
  offset,
  message: {
    en: `YAML tags are not allowed in a contract: ${source.slice(0, 40)}`,
    fr: `les étiquettes YAML sont interdites dans un contrat : ${source.slice(0, 40)}`,
  },
  fix: {
    en: 'delete the tag; quote the value where it must be text',
    fr: "supprimez l'étiquette ; mettez la valeur entre guillemets si elle doit être du texte",
  },
});

const second = (offset: number): Refusal => ({
  code: 'several-documents',
  offset,
  message: {
    en: 'a contract is one YAML document; a second one begins here',
    fr: 'un contrat est un seul document YAML ; un second commence ici',
  },
  fix: { en: 'delete the `---` or `...` line and merge the documents', fr: 'supprimez la ligne `---` ou `...` et réunissez les documents' },
});

const tooDeep = (offset: number): Refusal => ({
  code: 'too-deep',
  offset,
  message: {
    en: `values are nested more than ${MAX_DEPTH} levels deep`,
    fr: `les valeurs sont imbriquées sur plus de ${MAX_DEPTH} niveaux`,
  },
  fix: { en: 'no contract needs this: flatten the value', fr: "aucun contrat n'en a besoin : aplatissez la valeur" },
});
