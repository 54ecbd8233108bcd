/**
 * Two contracts side by side, in words: what people read before they approve a change of the rules. Nothing that differs goes unsaid:
 * a section without words of its own is at least named.
 */
import type { Contract } from '../model.ts';
import { compareCommands } from './compare-commands.ts';
import { compareEnvironments } from './compare-environments.ts';
import { compareFlow } from './compare-flow.ts';
import { compareGuard } from './compare-guard.ts';
import { compareVariables } from './compare-variables.ts';
import { type Difference, other, same } from './difference.ts';

export type { Difference } from './difference.ts';

/** looser first, then stricter, then the rest; empty exactly when the two mean the same. */
export function compareContracts(before: Contract, after: Contract): readonly Difference[] {
  const differences = [
    ...compareEnvironments(before, after),
    ...compareVariables(before, after),
    ...compareCommands(before, after),
    ...compareFlow(before, after),
    ...compareGuard(before, after),
    ...NAMED_ONLY.filter(([section]) => !same(before[section], after[section])).map(([, en, fr]) => other(en, fr)),
  ];
  const told = (kind: Difference['kind']): readonly Difference[] => differences.filter((d) => d.kind === kind);
  const inOrder = [...told('looser'), ...told('stricter'), ...told('other')];
  if (inOrder.length > 0 || same(before, after)) return inOrder;
  return [other('the order of its parts changes', "l'ordre de ses parties change")];
}

const NAMED_ONLY: readonly (readonly [keyof Contract, string, string])[] = [
  ['project', 'the name of the project changes', 'le nom du projet change'],
  ['about', 'the objective is told otherwise', "l'objectif est formulé autrement"],
  ['principles', 'the principles change', 'les principes changent'],
  ['status', 'the status changes', 'le statut change'],
  ['prohibitions', 'the prohibitions change, or what enforces them', 'les interdictions changent, ou ce qui les fait respecter'],
  ['language', 'the language changes', 'la langue change'],
  ['select', 'what tells a process where it is changes', 'ce qui dit à un processus où il se trouve change'],
  ['services', 'the services change', 'les services changent'],
  ['procedures', 'the procedures change', 'les procédures changent'],
  ['migrations', 'where migrations are, or how they are undone, changes', 'le lieu des migrations, ou leur annulation, change'],
  ['sources', 'where logs are read changes', 'le lieu de lecture des journaux change'],
  ['versionFrom', "where a release's version comes from changes", "l'origine du numéro de version change"],
  ['ledgerBranch', 'the branch of the ledger changes', 'la branche du registre change'],
  ['generate', 'the generated files change', 'les fichiers générés changent'],
];
