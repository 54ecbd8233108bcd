/** The variable whose values are names of environments: in each environment, only its own. Pure. */
import type { Scalar } from '../../../../contract/model.ts';
import { blocksAt } from '../../draft/cell-facts.ts';
import type { DraftEnvironment, DraftVariable } from '../../draft/model.ts';
import { secretIn } from '../../infer/secret.ts';
import type { VariableEvidence } from './evidence.ts';
import type { OwnFacts } from './facts-of.ts';

/** `names`: its values in each environment; where it has none of its own, it may have any of them. */
export const selectorVariable = (
  { name, entries, reads }: VariableEvidence,
  own: OwnFacts,
  names: ReadonlyMap<string, readonly string[]>,
  environments: readonly DraftEnvironment[],
  selects: boolean,
): DraftVariable => {
  const asked = new Set(reads.flatMap(({ use, schema }) => [...(use.equals ?? []), ...(schema?.values ?? []).map(String)]));
  const all = [...new Set([...[own.facts.values ?? []].flat().map(String), ...names.values(), ...asked].flat())].filter(
    (value) => secretIn(value) === undefined,
  );
  // An environment whose name nobody has written yet would have none to give: then the list of names is not whole.
  const whole = name === 'NODE_ENV' || environments.every((each) => !blocksAt(each.facts.kind) || (names.get(each.name)?.length ?? 0) > 0);
  const { example: _, type: __, secret: ___, values: ____, ...rest } = own.facts;
  return {
    name,
    facts: {
      ...(whole ? { type: 'enum' as const, values: all } : { type: 'string' as const }),
      ...rest,
      ...(selects ? {} : { need: 'optional' }),
    },
    cells: environments.flatMap((environment) => {
      const values = names.get(environment.name) ?? [];
      const [only] = values;
      if (only === undefined) return [];
      const entry = entries.find((each) => each.environment === environment.name && each.value === only);
      const at = entry === undefined ? own.reasons[0]?.at : { file: entry.file, line: entry.line };
      const fallback = fallbackHere(own, values, environment);
      const facts = fallback ?? (values.length === 1 ? { is: only as Scalar } : { values: [...values] });
      return [
        {
          environment: environment.name,
          facts,
          reasons: at === undefined ? [] : [{ at, why: { en: 'its name for this environment', fr: 'son nom pour cet environnement' } }],
        },
      ];
    }),
    reasons: own.reasons,
  };
};

/** A fallback of the code that is this environment's own name: a developer need not set it. */
const fallbackHere = (own: OwnFacts, values: readonly string[], { facts }: DraftEnvironment) => {
  const value = own.fallback?.value;
  return value === undefined || blocksAt(facts.kind) || !values.includes(String(value))
    ? undefined
    : { values: [...values], default: value };
};
