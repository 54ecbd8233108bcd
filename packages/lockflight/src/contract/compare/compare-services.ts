/** Services and procedures: nothing is enforced by them yet but what documents and probes say. */
import type { Contract, Service } from '../model.ts';
import { verbatim } from '../text.ts';
import { type Difference, other, otherwise, pair, same } from './difference.ts';

export function compareServices(before: Contract, after: Contract): readonly Difference[] {
  const services = pair(before.services, after.services, (s) => s.name);
  const procedures = pair(before.procedures, after.procedures, (p) => p.name);
  return [
    ...services.added.map((s) => other(`new service ${s.name}`, `nouveau service ${s.name}`)),
    ...services.removed.map((s) => other(`the service ${s.name} is gone`, `le service ${s.name} disparaît`)),
    ...services.kept.flatMap(([a, b]) => (same(a, b) ? [] : compareService(a, b))),
    ...procedures.added.map((p) => other(`new procedure ${p.name}`, `nouvelle procédure ${p.name}`)),
    ...procedures.removed.map((p) => other(`the procedure ${p.name} is gone`, `la procédure ${p.name} disparaît`)),
    ...procedures.kept.flatMap(([a, b]) =>
      same(a, b) ? [] : [other(`the steps of the procedure ${a.name} change`, `les gestes de la procédure ${a.name} changent`)],
    ),
  ];
}

function compareService(a: Service, b: Service): readonly Difference[] {
  const cells = pair(a.cells, b.cells, (c) => c.environment);
  return [
    ...otherwise({ en: `service ${a.name}`, fr: `service ${a.name}` }, a, b, ['cells']),
    ...cells.kept.flatMap(([was, is]) => otherwise(verbatim(`${a.name} (${was.environment})`), was, is)),
  ];
}
