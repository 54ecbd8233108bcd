import type { Cell, Contract, Group, Need, Variable } from '../model.ts';
import { type Text, verbatim } from '../text.ts';
import { type Difference, itself, looser, other, otherwise, pair, same, stricter } from './difference.ts';

export function compareVariables(before: Contract, after: Contract): readonly Difference[] {
  const variables = pair(before.variables, after.variables, (v) => v.name);
  const groups = pair(before.groups, after.groups, (g) => g.name);
  return [
    ...variables.added.map((v) => stricter(`new variable ${v.name}`, `nouvelle variable ${v.name}`)),
    ...variables.removed.map((v) => looser(`${v.name} is no longer judged`, `${v.name} n'est plus vérifiée`)),
    ...variables.kept.flatMap(([a, b]) => (same(a, b) ? [] : compareVariable(a, b))),
    ...groups.added.map((g) => stricter(`new group ${g.name}`, `nouveau groupe ${g.name}`)),
    ...groups.removed.map((g) => looser(`the group ${g.name} is gone, with its rule`, `le groupe ${g.name} disparaît, avec sa règle`)),
    ...groups.kept.flatMap(([a, b]) => (same(a, b) ? [] : compareGroup(a, b))),
  ];
}

/** How much a need binds; `forbidden` and `required` bind alike, the other way round. */
const WEIGHT: Readonly<Record<Need, number>> = { optional: 0, recommended: 1, required: 2, forbidden: 2 };

function compareVariable(a: Variable, b: Variable): readonly Difference[] {
  const found: Difference[] = [];
  const flag = (was: boolean, is: boolean, en: string, fr: string): void => {
    if (was === is) return;
    found.push(
      is
        ? stricter(`${a.name} is now ${en}`, `${a.name} est désormais ${fr}`)
        : looser(`${a.name} is no longer ${en}`, `${a.name} n'est plus ${fr}`),
    );
  };
  flag(a.secret, b.secret, 'secret', 'secrète');
  flag(a.distinct, b.distinct, 'bound to differ between environments', 'tenue de différer entre environnements');
  if (a.exposed !== b.exposed) {
    found.push(
      b.exposed
        ? looser(`${a.name} is now shipped to browsers`, `${a.name} est désormais envoyée aux navigateurs`)
        : stricter(`${a.name} is no longer shipped to browsers`, `${a.name} n'est plus envoyée aux navigateurs`),
    );
  }
  if (a.type !== b.type) found.push(other(`${a.name} was ${a.type}, becomes ${b.type}`, `${a.name} était ${a.type}, devient ${b.type}`));
  const cells = pair(a.cells, b.cells, (c) => c.environment);
  for (const [was, is] of cells.kept) if (!same(was, is)) found.push(...compareCell(a.name, was, is));
  found.push(...otherwise(verbatim(a.name), a, b, ['name', 'secret', 'distinct', 'exposed', 'type', 'cells']));
  return found;
}

const LIMITS = ['is', 'scheme', 'host', 'port', 'values', 'matches', 'not', 'min', 'max', 'length'] as const;

function compareCell(name: string, a: Cell, b: Cell): readonly Difference[] {
  const where = `${name} (${a.environment})`;
  const found: Difference[] = [];
  if (a.need !== b.need) {
    const change = WEIGHT[b.need] - WEIGHT[a.need];
    const make = change < 0 ? looser : change > 0 ? stricter : other;
    found.push(make(`${where}: ${a.need} becomes ${b.need}`, `${where} : ${a.need} devient ${b.need}`));
  }
  if (a.mode !== b.mode) {
    const make = b.mode === undefined ? looser : a.mode === undefined ? stricter : other;
    found.push(
      make(`${where}: mode ${a.mode ?? '-'} becomes ${b.mode ?? '-'}`, `${where} : mode ${a.mode ?? '-'} devient ${b.mode ?? '-'}`),
    );
  }
  for (const word of LIMITS) {
    if (same(a[word], b[word])) continue;
    if (b[word] === undefined) found.push(looser(`${where}: \`${word}\` is dropped`, `${where} : \`${word}\` est retiré`));
    else if (a[word] === undefined) found.push(stricter(`${where}: \`${word}\` is added`, `${where} : \`${word}\` est ajouté`));
    else found.push(other(`${where}: \`${word}\` changes`, `${where} : \`${word}\` change`));
  }
  // A default fills in what nobody set: the variable is demanded no more.
  if (a.default === undefined && b.default !== undefined)
    found.push(looser(`${where}: \`default\` is added`, `${where} : \`default\` est ajouté`));
  else if (a.default !== undefined && b.default === undefined)
    found.push(stricter(`${where}: \`default\` is dropped`, `${where} : \`default\` est retiré`));
  else if (a.default !== b.default) found.push(other(`${where}: \`default\` changes`, `${where} : \`default\` change`));
  const differs = pair(a.differsFrom, b.differsFrom, itself);
  for (const name of differs.removed) found.push(looser(`${where} may be the same as ${name}`, `${where} peut égaler ${name}`));
  for (const name of differs.added) found.push(stricter(`${where} must differ from ${name}`, `${where} doit différer de ${name}`));
  if (!same(a.when, b.when)) {
    const make = a.when.length === 0 ? looser : b.when.length === 0 ? stricter : other;
    found.push(make(`${where}: \`when\` changes`, `${where} : \`when\` change`));
  }
  found.push(...otherwise(verbatim(where), a, b, [...LIMITS, 'environment', 'need', 'mode', 'default', 'differsFrom', 'when']));
  return found;
}

function compareGroup(a: Group, b: Group): readonly Difference[] {
  const where: Text = { en: `group ${a.name}`, fr: `groupe ${a.name}` };
  const found: Difference[] = [];
  if (a.rule !== b.rule) {
    const make = b.rule === undefined ? looser : a.rule === undefined ? stricter : other;
    found.push(
      make(
        `${where.en}: rule ${a.rule ?? '-'} becomes ${b.rule ?? '-'}`,
        `${where.fr} : la règle ${a.rule ?? '-'} devient ${b.rule ?? '-'}`,
      ),
    );
  }
  const members = pair(a.variables, b.variables, itself);
  for (const name of members.added) found.push(other(`${where.en}: ${name} joins`, `${where.fr} : ${name} entre`));
  for (const name of members.removed) found.push(other(`${where.en}: ${name} leaves`, `${where.fr} : ${name} sort`));
  for (const [was, is] of pair(a.cells, b.cells, (c) => c.environment).kept) {
    const place = verbatim(`${a.name} (${was.environment})`);
    if (was.need !== is.need) {
      const change = (is.need === undefined ? 0 : WEIGHT[is.need]) - (was.need === undefined ? 0 : WEIGHT[was.need]);
      const make = change < 0 ? looser : change > 0 ? stricter : other;
      found.push(
        make(`${place.en}: ${was.need ?? '-'} becomes ${is.need ?? '-'}`, `${place.fr} : ${was.need ?? '-'} devient ${is.need ?? '-'}`),
      );
    }
    found.push(...otherwise(place, was, is, ['need']));
  }
  return [...found, ...otherwise(where, a, b, ['name', 'rule', 'variables', 'cells'])];
}
