import type { Cell, Contract, Group, Need, Variable } from '../model.ts';
import { type Difference, looser, other, pair, same, stricter } from './difference.ts';

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
  if (found.length === 0) found.push(other(`${a.name} is described otherwise`, `${a.name} est décrite autrement`));
  return found;
}

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
  for (const word of ['is', 'scheme', 'host', 'port', 'values', 'matches', 'not', 'min', 'max', 'length'] as const) {
    if (same(a[word], b[word])) continue;
    if (b[word] === undefined) found.push(looser(`${where}: \`${word}\` is dropped`, `${where} : \`${word}\` est retiré`));
    else if (a[word] === undefined) found.push(stricter(`${where}: \`${word}\` is added`, `${where} : \`${word}\` est ajouté`));
    else found.push(other(`${where}: \`${word}\` changes`, `${where} : \`${word}\` change`));
  }
  if (!same(a.differsFrom, b.differsFrom) || !same(a.when, b.when) || a.default !== b.default) {
    found.push(
      other(
        `${where}: its default, \`when\` or \`differs-from\` changes`,
        `${where} : sa valeur par défaut, \`when\` ou \`differs-from\` change`,
      ),
    );
  }
  return found;
}

function compareGroup(a: Group, b: Group): readonly Difference[] {
  if (a.rule !== b.rule) {
    const make = b.rule === undefined ? looser : a.rule === undefined ? stricter : other;
    return [
      make(
        `group ${a.name}: rule ${a.rule ?? '-'} becomes ${b.rule ?? '-'}`,
        `groupe ${a.name} : la règle ${a.rule ?? '-'} devient ${b.rule ?? '-'}`,
      ),
    ];
  }
  return [other(`group ${a.name} changes`, `le groupe ${a.name} change`)];
}
