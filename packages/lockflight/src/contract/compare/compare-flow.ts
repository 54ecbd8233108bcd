import type { Contract, Step } from '../model.ts';
import { verbatim } from '../text.ts';
import { compareGate, describeGate } from './compare-gate.ts';
import { type Difference, itself, looser, other, otherwise, pair, same, stricter } from './difference.ts';

export function compareFlow(before: Contract, after: Contract): readonly Difference[] {
  const { added, removed, kept } = pair(before.flow, after.flow, (s) => s.id);
  return [
    ...added.map((s) =>
      looser(
        `new step ${s.id}: ${s.from} to ${s.to}, ${s.gates.length} ${s.gates.length === 1 ? 'gate' : 'gates'}`,
        `nouvelle étape ${s.id} : de ${s.from} à ${s.to}, ${s.gates.length} ${s.gates.length < 2 ? 'porte' : 'portes'}`,
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
    found.push(looser(`${a.id}: gate ${describeGate(gate)} is removed`, `${a.id} : porte ${describeGate(gate)} retirée`));
  for (const gate of gates.added)
    found.push(stricter(`${a.id}: gate ${describeGate(gate)} is added`, `${a.id} : porte ${describeGate(gate)} ajoutée`));
  for (const [was, is] of gates.kept) if (!same(was, is)) found.push(...compareGate(a.id, was, is));
  const waivable = pair(a.waivable.gates, b.waivable.gates, itself);
  for (const id of waivable.added) found.push(looser(`${a.id}: ${id} may now be waived`, `${a.id} : on peut désormais déroger à ${id}`));
  for (const id of waivable.removed)
    found.push(stricter(`${a.id}: ${id} may no longer be waived`, `${a.id} : on ne peut plus déroger à ${id}`));
  const waivers = pair(a.waivable.by, b.waivable.by, itself);
  for (const role of waivers.added) found.push(looser(`${a.id}: ${role} may waive`, `${a.id} : ${role} peut accorder une dérogation`));
  for (const role of waivers.removed)
    found.push(stricter(`${a.id}: ${role} may no longer waive`, `${a.id} : ${role} ne peut plus accorder de dérogation`));
  if (!same(a.verify, b.verify)) found.push(...compareVerify(a, b));
  if (a.expedited !== b.expedited) {
    found.push(
      b.expedited
        ? looser(`${a.id} becomes expedited`, `${a.id} devient une étape express`)
        : stricter(`${a.id} is no longer expedited`, `${a.id} n'est plus une étape express`),
    );
  }
  found.push(...otherwise(verbatim(a.id), a, b, ['id', 'from', 'to', 'gates', 'waivable', 'verify', 'expedited']));
  return found.length === 0 ? [other(`${a.id}: the gates change places`, `${a.id} : les portes changent de place`)] : found;
}

function compareVerify(a: Step, b: Step): readonly Difference[] {
  if (b.verify === undefined)
    return [looser(`${a.id}: nothing has to pass afterwards any more`, `${a.id} : plus rien n'a à réussir ensuite`)];
  const kinds = pair(a.verify?.kinds ?? [], b.verify.kinds, itself);
  const [was, is] = [a.verify?.withinSeconds, b.verify.withinSeconds];
  return [
    ...kinds.added.map((kind) => stricter(`${a.id}: ${kind} must pass afterwards`, `${a.id} : ${kind} doit réussir ensuite`)),
    ...kinds.removed.map((kind) => looser(`${a.id}: ${kind} need not pass afterwards`, `${a.id} : ${kind} n'a plus à réussir ensuite`)),
    ...(was === undefined || was === is
      ? []
      : [
          (is > was ? looser : stricter)(
            `${a.id}: afterwards within ${was} seconds becomes within ${is}`,
            `${a.id} : ensuite, en ${was} secondes devient en ${is}`,
          ),
        ]),
  ];
}
