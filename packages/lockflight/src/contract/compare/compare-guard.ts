/** People, protected branches, archives, rollback: what keeps everything else from being gone around. */
import type { Contract, Prohibition, Protect, Pusher, RollbackRule } from '../model.ts';
import { type Text, verbatim } from '../text.ts';
import { type Difference, itself, looser, other, otherwise, pair, same, stricter } from './difference.ts';

export function compareGuard(before: Contract, after: Contract): readonly Difference[] {
  return [
    ...comparePeople(before, after),
    ...compareProtection(before, after),
    ...compareRollback(before, after),
    ...compareArchive(before, after),
    ...compareProhibitions(before, after),
  ];
}

function comparePeople(before: Contract, after: Contract): readonly Difference[] {
  const roles = pair(before.people, after.people, (r) => r.name);
  const change = (role: string, was: readonly string[], is: readonly string[]): readonly Difference[] => {
    const members = pair(was, is, itself);
    // An agent's acts count for nothing: the list of agents works the other way round.
    const [joins, leaves] = role === 'agents' ? [stricter, looser] : [looser, stricter];
    return [
      ...members.added.map((m) => joins(`${m} joins ${role}`, `${m} rejoint ${role}`)),
      ...members.removed.map((m) => leaves(`${m} leaves ${role}`, `${m} quitte ${role}`)),
    ];
  };
  const empty = (kind: 'new' | 'gone', name: string) =>
    kind === 'new'
      ? other(`new role ${name}, empty`, `nouveau rôle ${name}, vide`)
      : other(`role ${name} is gone`, `le rôle ${name} disparaît`);
  return [
    ...roles.added.flatMap((r) => (r.members.length === 0 ? [empty('new', r.name)] : change(r.name, [], r.members))),
    ...roles.removed.flatMap((r) => (r.members.length === 0 ? [empty('gone', r.name)] : change(r.name, r.members, []))),
    ...roles.kept.flatMap(([a, b]) => change(a.name, a.members, b.members)),
  ];
}

const OPENNESS: Readonly<Record<Pusher, number>> = { nobody: 0, writers: 1, anyone: 2 };

function compareProtection(before: Contract, after: Contract): readonly Difference[] {
  const rules = pair(before.protect, after.protect, (p) => p.environment);
  return [
    ...rules.added.map((p) =>
      stricter(`the branch of ${p.environment} is now protected`, `la branche de ${p.environment} est désormais protégée`),
    ),
    ...rules.removed.map((p) =>
      looser(`the branch of ${p.environment} is no longer protected`, `la branche de ${p.environment} n'est plus protégée`),
    ),
    ...rules.kept.flatMap(([a, b]) => compareRule(a, b)),
  ];
}

function compareRule(a: Protect, b: Protect): readonly Difference[] {
  const found: Difference[] = [];
  for (const [word, was, is] of [
    ['push', a.push, b.push],
    ['force-push', a.forcePush, b.forcePush],
    ['delete', a.delete, b.delete],
  ] as const) {
    if (was === is) continue;
    const make = OPENNESS[is] > OPENNESS[was] ? looser : stricter;
    found.push(make(`${a.environment}: ${word} by ${was} becomes ${is}`, `${a.environment} : ${word} par ${was} devient ${is}`));
  }
  const [was, is] = [a.pullRequest?.approvals ?? -1, b.pullRequest?.approvals ?? -1];
  if (was !== is) {
    const make = is < was ? looser : stricter;
    const [from, to] = [pullRequestInWords(a), pullRequestInWords(b)];
    found.push(make(`${a.environment}: ${from.en} becomes ${to.en}`, `${a.environment} : ${from.fr} devient ${to.fr}`));
  }
  return [...found, ...otherwise(verbatim(a.environment), a, b, ['environment', 'push', 'forcePush', 'delete', 'pullRequest'])];
}

const pullRequestInWords = ({ pullRequest }: Protect): Text =>
  pullRequest === undefined
    ? { en: 'no pull request', fr: 'sans pull request' }
    : { en: `a pull request with ${pullRequest.approvals} approvals`, fr: `une pull request à ${pullRequest.approvals} approbations` };

function compareRollback(before: Contract, after: Contract): readonly Difference[] {
  const rules = pair(before.rollback, after.rollback, (r) => r.environment);
  return [
    ...rules.added.map((r) => other(`${r.environment} can now be rolled back`, `${r.environment} peut désormais être ramené en arrière`)),
    ...rules.removed.map((r) =>
      other(`${r.environment} can no longer be rolled back`, `${r.environment} ne peut plus être ramené en arrière`),
    ),
    ...rules.kept.flatMap(([a, b]) => (same(a, b) ? [] : compareRollbackRule(a, b))),
  ];
}

function compareRollbackRule(a: RollbackRule, b: RollbackRule): readonly Difference[] {
  const roles = pair(a.approvals.by, b.approvals.by, itself);
  const where = [`rollback of ${a.environment}`, `retour arrière de ${a.environment}`] as const;
  const found = [
    ...roles.added.map((r) => looser(`${where[0]}: ${r} may approve`, `${where[1]} : ${r} peut approuver`)),
    ...roles.removed.map((r) => stricter(`${where[0]}: ${r} may no longer approve`, `${where[1]} : ${r} ne peut plus approuver`)),
  ];
  if (a.approvals.count !== b.approvals.count) {
    const make = b.approvals.count < a.approvals.count ? looser : stricter;
    found.push(
      make(
        `${where[0]}: ${a.approvals.count} approvals become ${b.approvals.count}`,
        `${where[1]} : ${a.approvals.count} approbations deviennent ${b.approvals.count}`,
      ),
    );
  }
  if (a.then !== b.then) {
    const make = b.then === 'nothing' ? looser : stricter;
    found.push(make(`${where[0]}: afterwards ${b.then}`, `${where[1]} : ensuite ${b.then}`));
  }
  return [...found, ...otherwise({ en: where[0], fr: where[1] }, a, b, ['environment', 'approvals', 'then'])];
}

function compareArchive(before: Contract, after: Contract): readonly Difference[] {
  const rules = pair(before.archive, after.archive, (a) => a.environment);
  return [
    ...rules.added.map((a) => stricter(`${a.environment} is now archived`, `${a.environment} est désormais archivé`)),
    ...rules.removed.map((a) => looser(`${a.environment} is no longer archived`, `${a.environment} n'est plus archivé`)),
    ...rules.kept.flatMap(([a, b]) =>
      same(a, b)
        ? []
        : [
            other(
              `archives of ${a.environment}: ${a.pattern} becomes ${b.pattern}`,
              `archives de ${a.environment} : ${a.pattern} devient ${b.pattern}`,
            ),
          ],
    ),
  ];
}

function compareProhibitions(before: Contract, after: Contract): readonly Difference[] {
  const { added, removed, kept } = pair(before.prohibitions, after.prohibitions, ({ text }) => JSON.stringify(text));
  const told = ({ text }: Prohibition): string => `"${text.fr ?? text.en}"`;
  return [
    ...added.map((p) => stricter(`forbidden from now on: ${told(p)}`, `désormais interdit : ${told(p)}`)),
    ...removed.map((p) => looser(`no longer forbidden: ${told(p)}`, `n'est plus interdit : ${told(p)}`)),
    ...kept.flatMap(([a, b]) => {
      const pointers = pair(a.enforcedBy, b.enforcedBy, itself);
      return [
        ...pointers.removed.map((w) => looser(`${told(a)} is no longer enforced by ${w}`, `${told(a)} n'est plus assuré par ${w}`)),
        ...pointers.added.map((w) => stricter(`${told(a)} is now enforced by ${w}`, `${told(a)} est désormais assuré par ${w}`)),
      ];
    }),
  ];
}
