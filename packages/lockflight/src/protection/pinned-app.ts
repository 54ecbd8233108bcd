/**
 * Which App an administrator has named as the recorder already: the one that rules of Lockflight's own making let write the ledger, or take the check from; else the one that
 * somebody's own rules pin the check to. Who merely wrote the ledger is named by nobody. Pure.
 */
import type { Contract } from '../contract/model.ts';
import type { Rule } from '../forge/rules-port.ts';
import type { ProtectionFacts } from './facts.ts';
import { checkNameOf } from './subjects.ts';
import { LEDGER_RULES, OURS } from './wanted.ts';

/** Numbers of Apps, each once. More than one: the rules do not agree. */
export const pinnedApps = ({
  contract,
  rulesets,
  branches,
}: Pick<ProtectionFacts, 'contract' | 'rulesets' | 'branches'>): readonly number[] => {
  const all = rulesets.known ? rulesets.value : [];
  const ours = all.filter(({ source, name }) => source === 'repository' && name.startsWith(OURS));
  const letIn = ours
    .filter(({ name }) => name === LEDGER_RULES)
    .flatMap(({ bypass = [] }) => bypass.flatMap(({ who }) => (who.kind === 'app' && who.id !== undefined ? [who.id] : [])));
  const made = [...letIn, ...ours.flatMap(({ rules }) => checkApps(contract, rules))];
  if (made.length > 0) return [...new Set(made)];
  const classic = [...branches.values()].flatMap((branch) =>
    branch.classic.known && branch.classic.value?.checks !== undefined ? [branch.classic.value.checks] : [],
  );
  const theirs = [...all.flatMap(({ rules }) => rules), ...classic.map((checks): Rule => ({ type: 'checks', ...checks }))];
  return [...new Set(checkApps(contract, theirs))];
};

const checkApps = ({ environments }: Contract, rules: readonly Rule[]): readonly number[] => {
  const names = new Set(environments.map(({ name }) => checkNameOf(name)));
  return rules.flatMap((rule) =>
    rule.type === 'checks' ? rule.checks.flatMap(({ name, app }) => (app !== undefined && names.has(name) ? [app] : [])) : [],
  );
};
