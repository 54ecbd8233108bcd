/** A variable's condition must be decidable: no circle, and nothing that can never hold. */
import type { Variable } from '../model.ts';
import { conditionsOf, type OwnedReference } from './conditions-of.ts';
import type { Finding, Rule } from './rule.ts';

/** One pass over all: a variable leads to the `when` of itself and of its group, a `when` leads to the variables that it asks about. */
export const conditionsEnd: Rule = ({ written }) => {
  const owners = new Map<string, { readonly references: OwnedReference[]; readonly judged: readonly string[] }>();
  for (const reference of conditionsOf(written)) {
    const owner = owners.get(reference.owner) ?? { references: [], judged: reference.judged };
    owner.references.push(reference);
    owners.set(reference.owner, owner);
  }
  const ownersOf = new Map<string, string[]>();
  for (const [owner, { judged }] of owners) {
    for (const name of judged) {
      const known = ownersOf.get(name);
      if (known === undefined) ownersOf.set(name, [owner]);
      else known.push(owner);
    }
  }
  const done = new Set<string>();
  const findings: Finding[] = [];
  for (const start of owners.keys()) {
    const way: { readonly owner: string; readonly next: Iterator<readonly [string, OwnedReference]>; via?: OwnedReference }[] = [];
    const onWay = new Map<string, number>();
    const enter = (owner: string): void => {
      onWay.set(owner, way.length);
      way.push({ owner, next: onward(owners.get(owner)?.references ?? [], ownersOf) });
    };
    if (!done.has(start)) enter(start);
    for (let top = way.at(-1); top !== undefined; top = way.at(-1)) {
      const step = top.next.next();
      if (step.done) {
        done.add(top.owner);
        onWay.delete(top.owner);
        way.pop();
        continue;
      }
      const [owner, reference] = step.value;
      top.via = reference;
      const from = onWay.get(owner);
      if (from !== undefined)
        findings.push(
          circle(
            way.slice(from).map((w) => w.via?.variable ?? ''),
            reference,
          ),
        );
      else if (!done.has(owner)) enter(owner);
    }
  }
  return findings;
};

function* onward(
  references: readonly OwnedReference[],
  ownersOf: ReadonlyMap<string, readonly string[]>,
): Generator<readonly [string, OwnedReference]> {
  for (const reference of references) for (const owner of ownersOf.get(reference.variable) ?? []) yield [owner, reference];
}

function circle(variables: readonly string[], reference: OwnedReference): Finding {
  const names = [...new Set(variables)].slice(0, 10);
  const way = [...names, names[0] ?? ''].join(' -> ');
  return {
    code: 'condition-cycle',
    path: reference.path,
    atKey: reference.atKey,
    message: { en: `these conditions go round in a circle: ${way}`, fr: `ces conditions tournent en rond : ${way}` },
    fix: { en: 'let one of them be judged without `when`', fr: "laissez l'une d'elles être vérifiée sans `when`" },
  };
}

export const conditionsCanHold: Rule = ({ written, contract, damaged }) => {
  if (damaged.has('variables')) return [];
  const byName = new Map(contract.variables.map((v) => [v.name, v]));
  const possible = new Map<string, ReadonlySet<string>>();
  return conditionsOf(written).flatMap((reference): readonly Finding[] => {
    const variable = byName.get(reference.variable);
    if (variable === undefined) return [];
    const values = possible.get(variable.name) ?? valuesOf(variable);
    possible.set(variable.name, values);
    const why = impossible(variable, values, reference);
    if (why === undefined) return [];
    return [{ code: 'impossible-condition', path: reference.path, atKey: reference.atKey, ...why }];
  });
};

const BOOLEAN = /^(?:true|false|1|0|yes|no|on|off)$/i;

/** Every value that an enum may have somewhere. */
const valuesOf = (variable: Variable): ReadonlySet<string> =>
  new Set(variable.type !== 'enum' ? [] : variable.cells.flatMap((c) => (c.is === undefined ? (c.values ?? []) : [c.is])).map(String));

function impossible(
  variable: Variable,
  possible: ReadonlySet<string>,
  { values }: OwnedReference,
): Pick<Finding, 'message' | 'fix'> | undefined {
  if (values === undefined) {
    if (variable.type === 'boolean') return undefined;
    return {
      message: {
        en: `${variable.name} is no boolean: it cannot stand alone here`,
        fr: `${variable.name} n'est pas un booléen : elle ne peut pas être seule ici`,
      },
      fix: { en: `say which value: { ${variable.name}: ... }`, fr: `dites quelle valeur : { ${variable.name}: ... }` },
    };
  }
  const asked = [values].flat().map(String);
  const wrong = asked.find((value) =>
    variable.type === 'boolean' ? !BOOLEAN.test(value) : variable.type === 'enum' && !possible.has(value),
  );
  if (wrong === undefined) return undefined;
  const known = variable.type === 'boolean' ? 'true, false' : [...possible].slice(0, 20).join(', ');
  return {
    message: { en: `${variable.name} is never ${wrong}`, fr: `${variable.name} ne vaut jamais ${wrong}` },
    fix: { en: `its values: ${known}`, fr: `ses valeurs : ${known}` },
  };
}
