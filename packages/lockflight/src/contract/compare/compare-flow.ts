import type { Contract, Step } from '../model.ts';
import { compareGate, describeGate } from './compare-gate.ts';
import { type Difference, itself, looser, other, pair, same, stricter } from './difference.ts';

export function compareFlow(before: Contract, after: Contract): readonly Difference[] {
  const { added, removed, kept } = pair(before.flow, after.flow, (s) => s.id);
  return [
    ...added.map((s) =>
      looser(
        `new step ${s.id}: ${s.from} to ${s.to}, ${s.gates.length} gates`,
        `nouvelle étape ${s.id} : de ${s.from} à ${s.to}, ${s.gates.length} portes`,
      ),
    ),
    ...removed.map((s) => stricter(`no step ${s.id} any more: ${s.from} to ${s.to}`, `plus d'étape ${s.id} : de ${s.from} à ${s.to}`)),
    ...kept.flatMap(([a, b]) => (same(a, b) ? [] : compareStep(a, b))),
  ];
}

function compareStep(a: Step, b: Step): readonly Difference[] {
  const found: Difference[] = [];
  if (a.from !== b.from || a.to !== b.to) {
    found.push(
      looser(
        `step ${a.id} leads from ${b.from} to ${b.to}, no longer from ${a.from} to ${a.to}`,
        `l'étape ${a.id} mène de ${b.from} à ${b.to}, et non plus de ${a.from} à ${a.to}`,
      ),
    );
  }
  const gates = pair(a.gates, b.gates, (g) => g.id);
  for (const gate of gates.removed)
    found.push(looser(`${a.id}: gate ${describeGate(gate)} is removed`, `${a.id} : condition ${describeGate(gate)} retirée`));
  for (const gate of gates.added)
    found.push(stricter(`${a.id}: gate ${describeGate(gate)} is added`, `${a.id} : condition ${describeGate(gate)} ajoutée`));
  for (const [was, is] of gates.kept) if (!same(was, is)) found.push(...compareGate(a.id, was, is));
  const waivable = pair(a.waivable.gates, b.waivable.gates, itself);
  for (const id of waivable.added) found.push(looser(`${a.id}: ${id} may now be waived`, `${a.id} : on peut désormais déroger à ${id}`));
  for (const id of waivable.removed)
    found.push(stricter(`${a.id}: ${id} may no longer be waived`, `${a.id} : on ne peut plus déroger à ${id}`));
  const waivers = pair(a.waivable.by, b.waivable.by, itself);
  for (const role of waivers.added) found.push(looser(`${a.id}: ${role} may waive`, `${a.id} : ${role} peut accorder une dérogation`));
  for (const role of waivers.removed)
    found.push(stricter(`${a.id}: ${role} may no longer waive`, `${a.id} : ${role} ne peut plus accorder de dérogation`));
  if (!same(a.verify, b.verify)) {
    const fewer =
      (a.verify?.kinds ?? []).some((kind) => !b.verify?.kinds.includes(kind)) ||
      (b.verify?.withinSeconds ?? 0) > (a.verify?.withinSeconds ?? 0);
    const make = b.verify === undefined || (a.verify !== undefined && fewer) ? looser : stricter;
    found.push(make(`${a.id}: what must pass afterwards changes`, `${a.id} : ce qui doit passer ensuite change`));
  }
  if (a.expedited !== b.expedited) {
    found.push(
      b.expedited
        ? looser(`${a.id} becomes expedited`, `${a.id} devient une étape express`)
        : stricter(`${a.id} is no longer expedited`, `${a.id} n'est plus une étape express`),
    );
  }
  if (a.supersede !== b.supersede || a.linear !== b.linear) {
    found.push(
      other(
        `${a.id}: how its promotions are merged or superseded changes`,
        `${a.id} : la façon de fusionner ou de remplacer ses promotions change`,
      ),
    );
  }
  return found.length === 0 ? [other(`${a.id}: the gates change places`, `${a.id} : les conditions changent de place`)] : found;
}
