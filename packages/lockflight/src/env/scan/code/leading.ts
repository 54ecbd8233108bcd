/** Which functions lead to a look into what may be the environment. In: the looks and the calls that depend on what a function is given. */
import { paramsIn } from './params-in.ts';
import type { Call, Effect } from './summary.ts';
import { alternatives, type Value } from './value.ts';

/** Functions that look into something which may be the environment, and those that call one; of the calls inside each, those that lead there. */
export const leading = (
  byFunction: ReadonlyMap<string, readonly Effect[]>,
  callsOf: ReadonlyMap<string, readonly Call[]>,
  resolve: (value: Value) => Value | undefined,
): { readonly matters: ReadonlySet<string>; readonly inner: ReadonlyMap<string, readonly Call[]> } => {
  const matters = new Set(byFunction.keys());
  const targets = new Map<Call, readonly string[]>();
  const callers = new Map<string, string[]>();
  for (const [id, calls] of callsOf) {
    for (const call of calls) {
      const found = targets.get(call) ?? targetsOf(call, resolve);
      targets.set(call, found);
      if (found.includes(ANYTHING)) matters.add(id);
      for (const target of found) push(callers, target, id);
    }
  }
  // A set hands out what is added while it is walked.
  for (const id of matters) for (const caller of callers.get(id) ?? []) matters.add(caller);
  const leads = (call: Call): boolean => targets.get(call)?.some((target) => target === ANYTHING || matters.has(target)) === true;
  return { matters, inner: new Map([...callsOf].map(([id, calls]) => [id, calls.filter(leads)])) };
};

/** Who is called is told by who calls, or is a library. */
const ANYTHING = '';

const targetsOf = ({ callee }: Call, resolve: (value: Value) => Value | undefined): readonly string[] =>
  alternatives(resolve(callee))
    .flatMap((each) =>
      each.is === 'function' ? [each.id] : each.is === 'library' || (each.is === 'member' && each.of.is === 'schema') ? [ANYTHING] : [],
    )
    .concat(paramsIn(callee).size > 0 ? [ANYTHING] : []);

const push = (map: Map<string, string[]>, key: string, value: string): void => {
  const there = map.get(key);
  if (there === undefined) map.set(key, [value]);
  else if (!there.includes(value)) there.push(value);
};
