/** The declarations that a text needs, and those that they need in turn, each before its first use where that is possible. */
import type { Snippets } from './readers.ts';

/** The contract's words stand in double quotes, and there only. */
const STRING = /"(?:[^"\\\n]|\\.)*"/g;

/** Not a property (`.size`, but `...size`), nor a key (`size:`). A comment may mention a name without meaning it: an unneeded declaration is harmless. */
const mentionedIn = (text: string, names: ReadonlySet<string>): readonly string[] =>
  [...new Set(text.replace(STRING, '""').match(/(?<!(?<!\.\.)\.)\b[A-Za-z_$][\w$]*\b(?!\??:)/g) ?? [])].filter((word) => names.has(word));

export const assemble = (snippets: Snippets, main: string): string => {
  const names = new Set(Object.keys(snippets));
  const done = new Set<string>();
  const ordered: string[] = [];
  const visit = (name: string): void => {
    if (done.has(name)) return;
    done.add(name);
    const text = snippets[name] ?? '';
    for (const other of mentionedIn(text, names)) visit(other);
    ordered.push(text);
  };
  for (const name of mentionedIn(main, names)) visit(name);
  return ordered.filter((text) => text !== '').join('\n');
};
