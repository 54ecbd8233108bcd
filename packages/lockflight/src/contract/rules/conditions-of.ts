import type { ConditionInput } from '../grammar/condition.ts';
import type { ContractInput } from '../grammar/document.ts';
import { type ConditionReference, conditionReferences } from './condition-references.ts';

export interface OwnedReference extends ConditionReference {
  /** The variable or group that the condition is written in. */
  readonly owner: string;
  /** The variables that are judged, or not, by this condition. */
  readonly judged: readonly string[];
}

/** Every condition of the contract, of variables and groups, on the whole and in cells. */
export function conditionsOf(written: ContractInput): readonly OwnedReference[] {
  const found: OwnedReference[] = [];
  for (const section of ['variables', 'groups'] as const) {
    for (const [name, item] of Object.entries(written[section] ?? {})) {
      if (typeof item !== 'object') continue;
      const judged = 'variables' in item ? [item.variables].flat() : [name];
      found.push(
        ...conditionReferences(item.when, [section, name, 'when']).map((reference) => ({
          ...reference,
          owner: `${section}.${name}`,
          judged,
        })),
      );
      for (const [environment, cell] of Object.entries<unknown>(item.in ?? {})) {
        if (typeof cell !== 'object' || cell === null || !('when' in cell)) continue;
        const path = [section, name, 'in', environment, 'when'];
        found.push(
          ...conditionReferences(cell.when as ConditionInput, path).map((reference) => ({
            ...reference,
            owner: `${section}.${name}`,
            judged,
          })),
        );
      }
    }
  }
  return found;
}
