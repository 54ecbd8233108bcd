/**
 * What is left of a contract when everything that the grammar refuses is taken out, so that the rules can speak of the rest in
 * the same run. Never returned as a contract: only read by the rules. Changes the data it is given; places stay known, since the objects stay.
 */
import { isSeq } from 'yaml';
import type { ParsedSource } from '../source/parse-yaml.ts';
import type { Path } from '../source/positions.ts';
import { grammarIssues } from './check-grammar.ts';
import type { ContractInput } from './document.ts';

const MAX_ROUNDS = 8;

export interface Salvaged {
  readonly input: ContractInput;
  /** Top-level sections that lost something: what is absent there proves nothing. */
  readonly damaged: ReadonlySet<string>;
}

export function salvage({ root, origins }: ParsedSource): Salvaged | undefined {
  if (!isMapping(root)) return undefined;
  const damaged = new Set<string>();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const issues = grammarIssues(root);
    if (issues.length === 0) return { input: root as ContractInput, damaged };
    const listed = new Map<unknown[], Set<number>>();
    for (const { path, issue } of issues) {
      damaged.add(String(path[0] ?? ''));
      // A contract without a good version or name can still be read on.
      if (path[0] === 'lockflight') root.lockflight = 1;
      else if (path[0] === 'project') root.project = 'project';
      if (path[0] === 'lockflight' || path[0] === 'project') continue;
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
      if (keys.length === 0) takeOut(root, path, listed);
      else for (const key of keys) takeOut(root, [...path, key], listed);
    }
    // Items leave their list together, from the end, so that their numbers stay right.
    for (const [list, indexes] of listed) {
      const node = origins.get(list);
      for (const index of [...indexes].sort((a, b) => b - a)) {
        list.splice(index, 1);
        if (isSeq(node)) node.items.splice(index, 1);
      }
    }
  }
  return undefined;
}

/** Removes what stands at `path`; where nothing stands there (a missing key), the mapping that lacks it. */
function takeOut(root: unknown, path: Path, listed: Map<unknown[], Set<number>>): void {
  for (let end = path.length; end > 0; end--) {
    const parent = valueAt(root, path.slice(0, end - 1));
    const step = path[end - 1] ?? '';
    if (Array.isArray(parent)) {
      const indexes = listed.get(parent) ?? new Set<number>();
      listed.set(parent, indexes.add(Number(step)));
      return;
    }
    if (typeof parent === 'object' && parent !== null && step in parent) {
      Reflect.deleteProperty(parent, step);
      return;
    }
  }
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined;
  return value;
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
