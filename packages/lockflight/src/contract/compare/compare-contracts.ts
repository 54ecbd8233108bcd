/**
 * Two contracts side by side, in words: what people read before they approve a change of the rules. Nothing that differs goes unsaid:
 * a part without words of its own is at least named.
 */
import type { Contract } from '../model.ts';
import { compareCommands } from './compare-commands.ts';
import { compareEnvironments } from './compare-environments.ts';
import { compareFlow } from './compare-flow.ts';
import { compareGuard } from './compare-guard.ts';
import { compareOutside } from './compare-outside.ts';
import { compareRecorder } from './compare-recorder.ts';
import { compareServices } from './compare-services.ts';
import { compareVariables } from './compare-variables.ts';
import { type Difference, other, otherwise, same } from './difference.ts';

export type { Difference } from './difference.ts';

/** looser first, then stricter, then the rest; empty exactly when the two mean the same. */
export function compareContracts(before: Contract, after: Contract): readonly Difference[] {
  const differences = [
    ...compareEnvironments(before, after),
    ...compareVariables(before, after),
    ...compareServices(before, after),
    ...compareCommands(before, after),
    ...compareFlow(before, after),
    ...compareGuard(before, after),
    ...compareOutside(before, after),
    ...compareRecorder(before, after),
    ...otherwise({ en: 'the contract', fr: 'le contrat' }, before, after, IN_WORDS),
  ];
  const told = (kind: Difference['kind']): readonly Difference[] => differences.filter((d) => d.kind === kind);
  const inOrder = [...told('looser'), ...told('stricter'), ...told('other')];
  if (inOrder.length > 0 || same(before, after)) return inOrder;
  return [other('the order of its parts changes', "l'ordre de ses parties change")];
}

/** Sections that a comparison of their own walks through. */
const IN_WORDS = [
  'environments',
  'variables',
  'groups',
  'services',
  'commands',
  'procedures',
  'flow',
  'people',
  'protect',
  'prohibitions',
  'rollback',
  'archive',
  'migrations',
  'sources',
  'versionFrom',
] as const;
