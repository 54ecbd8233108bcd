/**
 * A draft whose YAML the contract's own reader takes: what was found in a repository may contradict itself (a default that a schema's own limit refuses), and
 * one such entry must not cost the rest. Input: a draft and how it becomes text; output: the text, and what had to be left out, as items of the list.
 * Rule: an entry with an error first loses its rules, then itself; a part goes whole. Pure, ends after as many rounds as there are entries.
 */
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Diagnostic } from '../../../contract/diagnostic.ts';
import { readContract } from '../../../contract/read-contract.ts';
import type { Draft, Undecided } from './model.ts';

export interface Settled<T> {
  readonly draft: Draft;
  readonly written: T;
  readonly undecided: readonly Undecided[];
}

const MOST_ROUNDS = 200;

export const settleDraft = <T extends { readonly text: string }>(draft: Draft, write: (draft: Draft) => T): Settled<T> => {
  const undecided: Undecided[] = [];
  const weakened = new Set<string>();
  let settled = draft;
  for (let round = 0; ; round++) {
    const written = write(settled);
    const broken = readContract({ file: 'lockflight.yaml', text: written.text }).diagnostics.find(({ severity }) => severity === 'error');
    const place = broken === undefined ? undefined : entryAt(written.text, broken.at.line);
    if (broken === undefined || place === undefined || round >= MOST_ROUNDS) return { draft: settled, written, undecided };
    const key = `${place.section}\0${place.name}`;
    const next = without(settled, place, weakened.has(key));
    if (next === undefined) return { draft: settled, written, undecided };
    weakened.add(key);
    undecided.push(told(settled, place, broken));
    settled = next;
  }
};

interface EntryPlace {
  readonly section: string;
  readonly name: string;
}

/** The section and the entry in it that a line belongs to. */
const entryAt = (text: string, line: number): EntryPlace | undefined => {
  const lines = new LineCounter();
  const root = parseDocument(text, { lineCounter: lines, logLevel: 'silent' }).contents;
  if (!isMap(root)) return undefined;
  const startOf = (node: unknown): number => (isScalar(node) && node.range ? lines.linePos(node.range[0]).line : 0);
  const under = <N extends { readonly items: readonly { readonly key: unknown }[] }>(map: N): N['items'][number] | undefined =>
    map.items.findLast(({ key }) => startOf(key) <= line);
  const section = under(root);
  if (section === undefined || !isScalar(section.key)) return undefined;
  const value = 'value' in section ? section.value : undefined;
  const entry = isMap(value) ? under(value) : undefined;
  const name = entry !== undefined && isScalar(entry.key) ? String(entry.key.value) : '';
  return { section: String(section.key.value), name };
};

/** Undefined: it is none of the draft's. */
const without = (draft: Draft, { section, name }: EntryPlace, wholly: boolean): Draft | undefined => {
  if (draft.parts?.some(({ key }) => key === section) === true)
    return { ...draft, parts: draft.parts.filter(({ key }) => key !== section) };
  const drop = <E extends { readonly name: string }>(entries: readonly E[]): readonly E[] => entries.filter((each) => each.name !== name);
  switch (section) {
    case 'variables': {
      if (!draft.variables.some((each) => each.name === name)) return undefined;
      const secret = (facts: Draft['variables'][number]['facts']) =>
        facts.secret === true && facts.exposed === undefined ? { secret: true } : {};
      return {
        ...draft,
        variables: wholly
          ? drop(draft.variables)
          : draft.variables.map((each) =>
              each.name === name ? { ...each, facts: { type: 'string', ...secret(each.facts), need: 'optional' }, cells: [] } : each,
            ),
      };
    }
    case 'environments':
      return wholly || !draft.environments.some((each) => each.name === name)
        ? undefined
        : {
            ...draft,
            environments: draft.environments.map((each) => (each.name === name ? { ...each, facts: { kind: each.facts.kind } } : each)),
          };
    case 'groups':
    case 'services':
    case 'commands':
      return draft[section].some((each) => each.name === name)
        ? { ...draft, [section]: drop<{ readonly name: string }>(draft[section]) }
        : undefined;
    default:
      return undefined;
  }
};

const told = (draft: Draft, { section, name }: EntryPlace, { message }: Diagnostic): Undecided => {
  const entry = [...draft.environments, ...draft.variables, ...draft.groups, ...draft.services, ...draft.commands].find(
    (each) => each.name === name,
  );
  const at = entry?.reasons[0]?.at ??
    draft.parts?.find(({ key }) => key === section)?.reasons[0]?.at ?? { file: 'lockflight.yaml', line: 1 };
  return {
    code: 'import-contradiction',
    at,
    ...(section === 'variables' ? { variable: name } : section === 'environments' ? { environment: name } : {}),
    message: {
      en: `what was found of it does not hold together, and was left out: ${message.en}`,
      fr: `ce qui en a été trouvé ne se tient pas, et a été laissé de côté : ${message.fr}`,
    },
  };
};
