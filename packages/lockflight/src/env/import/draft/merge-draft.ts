/**
 * Adds what is new in a draft to a contract that exists. Input: the contract's text, valid YAML, and a draft; output: the text with entries added, and
 * their names. Invariants: no byte of the text is changed or taken out, only added to, so every human edit and comment stays; doing it twice adds
 * nothing the second time; an entry that exists is left alone, but for the cells of environments that are new. Pure.
 */
import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml';
import type { Draft, DraftEnvironment, DraftGroup, DraftPart } from './model.ts';
import { cellLine, entriesOf, flow, partText, SECTIONS, type Section } from './write-draft.ts';

export interface Added {
  readonly section: Section | DraftPart['key'];
  readonly name: string;
  /** Set where only a cell was added to a variable that was there. */
  readonly environment?: string;
}

export interface Merged {
  readonly text: string;
  readonly added: readonly Added[];
}

interface Edit {
  readonly at: number;
  readonly text: string;
}

export const mergeDraft = (text: string, draft: Draft): Merged => {
  const document = parseDocument(text);
  const root = document.contents;
  if (document.errors.length > 0 || !isMap(root)) return { text, added: [] };
  const fitting = fittingDraft(draft, root);
  const edits: Edit[] = [];
  const added: Added[] = [];
  let tail = '';
  for (const section of SECTIONS) {
    const map = root.get(section, true);
    const present = new Set(isMap(map) ? namesIn(map) : []);
    const entries = entriesOf(fitting, section).filter(({ name }) => !present.has(name));
    if (entries.length === 0) continue;
    const lines = entries.flatMap((entry) => entry.lines);
    if (isMap(map) && map.items.length > 0 && map.flow !== true) edits.push(belowLast(text, map, lines));
    else if (isMap(map))
      edits.push(
        insideFlow(
          map,
          entries.map(({ name }) => `${name}: ${flow(plainFacts(fitting, section, name))}`),
        ),
      );
    else if (map === undefined) tail += `\n${section}:\n${lines.join('\n')}\n`;
    else continue;
    added.push(...entries.map(({ name }) => ({ section, name })));
  }
  for (const part of draft.parts ?? []) {
    if (!part.again || root.has(part.key)) continue;
    tail += `\n${partText(part, draft.language)}`;
    added.push({ section: part.key, name: part.key });
  }
  const cells = newCells(text, root, fitting, added);
  const all = [...edits, ...cells.edits].toSorted((a, b) => b.at - a.at);
  const grown = all.reduce((whole, edit) => `${whole.slice(0, edit.at)}${edit.text}${whole.slice(edit.at)}`, text);
  const merged = tail === '' ? grown : `${grown.endsWith('\n') ? grown : `${grown}\n`}${tail}`;
  return parseDocument(merged).errors.length > 0 ? { text, added: [] } : { text: merged, added: [...added, ...cells.added] };
};

const namesIn = (map: YAMLMap): readonly string[] => map.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : []));

/** What would clash with the contract's own names is left out: aliases that are taken, members that have a group. */
const fittingDraft = (draft: Draft, root: YAMLMap): Draft => {
  const environments = root.get('environments', true);
  const taken = new Set(
    isMap(environments)
      ? environments.items.flatMap((item) => [...namesIn({ items: [item] } as unknown as YAMLMap), ...aliasesOf(item.value)])
      : [],
  );
  const groups = root.get('groups', true);
  const grouped = new Set(
    isMap(groups) ? groups.items.flatMap((item) => listOf(isMap(item.value) ? item.value.get('variables') : undefined)) : [],
  );
  const known = isMap(groups) ? namesIn(groups) : [];
  return {
    ...draft,
    environments: draft.environments.map((each) => withoutAliases(each, taken)),
    groups: draft.groups.flatMap((group) => freeGroup(group, grouped, known)),
  };
};

const aliasesOf = (value: unknown): readonly string[] => listOf(isMap(value) ? value.get('aliases') : undefined);

const listOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  const items = typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items) ? value.items : [];
  return items.map((item: unknown) => (isScalar(item) ? String(item.value) : String(item)));
};

const withoutAliases = (environment: DraftEnvironment, taken: ReadonlySet<string>): DraftEnvironment => {
  const { aliases, ...facts } = environment.facts;
  const free = [aliases ?? []].flat().filter((alias) => !taken.has(alias));
  return { ...environment, facts: { ...facts, ...(free.length === 0 ? {} : { aliases: free }) } };
};

const freeGroup = (group: DraftGroup, grouped: ReadonlySet<string>, known: readonly string[]): readonly DraftGroup[] => {
  const free = [group.facts.variables].flat().filter((name) => !grouped.has(name));
  const whole = free.length === [group.facts.variables].flat().length;
  // Half a group says another rule than the whole: it is left out, not cut down.
  return whole || known.includes(group.name) ? [group] : [];
};

const plainFacts = (draft: Draft, section: Section, name: string): object => {
  const entry = draft[section].find((each) => each.name === name);
  if (entry === undefined) return {};
  return 'cells' in entry
    ? { ...entry.facts, in: Object.fromEntries(entry.cells.map((cell) => [cell.environment, cell.facts])) }
    : entry.facts;
};

/** After the line on which the last entry of a block mapping ends, indented as its entries are. */
const belowLast = (text: string, map: YAMLMap, lines: readonly string[]): Edit => {
  const indent = columnOf(text, startOf(map.items[0]?.key));
  const written = lines.map((line) => `${' '.repeat(indent)}${line.replace(/^ {2}/, '')}`).join('\n');
  const end = endOf(map);
  if (text[end - 1] === '\n') return { at: end, text: `${written}\n` };
  const next = text.indexOf('\n', end);
  return next === -1 ? { at: text.length, text: `\n${written}\n` } : { at: next + 1, text: `${written}\n` };
};

const insideFlow = (map: YAMLMap, entries: readonly string[]): Edit => {
  if (map.items.length === 0) return { at: (map.range?.[1] ?? 1) - 1, text: ` ${entries.join(', ')} ` };
  return { at: endOf(map), text: `, ${entries.join(', ')}` };
};

const startOf = (node: unknown): number => (isScalar(node) ? (node.range?.[0] ?? 0) : 0);

/** Where the last value of a mapping ends, without the comment behind it. */
const endOf = (map: YAMLMap): number => {
  const last = map.items.at(-1);
  const value = last?.value as { readonly range?: readonly number[] | null } | null | undefined;
  const key = last?.key as { readonly range?: readonly number[] | null } | null | undefined;
  return value?.range?.[1] ?? key?.range?.[1] ?? map.range?.[1] ?? 0;
};

const columnOf = (text: string, offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1);

/** The cells that variables which are there already have in environments which are new. */
const newCells = (
  text: string,
  root: YAMLMap,
  draft: Draft,
  added: readonly Added[],
): { readonly edits: readonly Edit[]; readonly added: readonly Added[] } => {
  const fresh = new Set(added.filter(({ section }) => section === 'environments').map(({ name }) => name));
  const variables = root.get('variables', true);
  if (fresh.size === 0 || !isMap(variables)) return { edits: [], added: [] };
  const found = draft.variables.flatMap((variable) => {
    const written = variables.get(variable.name, true);
    const cells = isMap(written) ? written.get('in', true) : undefined;
    const missing = variable.cells.filter(
      (cell) => fresh.has(cell.environment) && isMap(cells) && !namesIn(cells).includes(cell.environment),
    );
    if (!isMap(cells) || cells.items.length === 0 || missing.length === 0) return [];
    const edit =
      cells.flow === true
        ? insideFlow(
            cells,
            missing.map((cell) => cellLine(cell.environment, cell.facts, [], draft.language).trim()),
          )
        : belowLast(
            text,
            cells,
            missing.map((cell) => `  ${cellLine(cell.environment, cell.facts, cell.reasons, draft.language).trim()}`),
          );
    return [{ edit, added: missing.map((cell): Added => ({ section: 'variables', name: variable.name, environment: cell.environment })) }];
  });
  return { edits: found.map(({ edit }) => edit), added: found.flatMap((each) => each.added) };
};
