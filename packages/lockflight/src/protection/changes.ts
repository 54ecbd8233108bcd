/**
 * What would make protection be as the contract asks: rulesets of ours that are missing or too weak, merge commits, the key's environment. A rule that somebody else made is never
 * changed or taken away; what only that would cure stays a finding. Pure.
 */
import type { Text } from '../contract/text.ts';
import type { MergeMethod } from '../forge/port.ts';
import type { Ruleset, RulesetDraft } from '../forge/rules-port.ts';
import type { ProtectionFacts, RecorderApp } from './facts.ts';
import { stricter } from './stricter.ts';
import type { DemandName, Subject } from './subjects.ts';
import { turnedBy } from './turned.ts';
import { isLimited } from './vault.ts';
import { type Wanted, wantedOf } from './wanted.ts';
import { demandInWords, listed } from './words.ts';

export type Change = { readonly text: Text } & (
  | { readonly kind: 'create-ruleset'; readonly about: string; readonly demands: readonly DemandName[]; readonly draft: RulesetDraft }
  | {
      readonly kind: 'update-ruleset';
      readonly about: string;
      readonly demands: readonly DemandName[];
      readonly ruleset: number;
      readonly draft: RulesetDraft;
    }
  | { readonly kind: 'allow-merge-method'; readonly method: MergeMethod }
  | { readonly kind: 'limit-environment'; readonly environment: string; readonly branch: string }
);

/** `unmet`: what lapsed, by subject. */
export const changesFor = (
  facts: ProtectionFacts,
  unmet: ReadonlyMap<Subject, ReadonlySet<DemandName | 'merge-method'>>,
  recorder: RecorderApp | undefined,
): readonly Change[] => [
  ...[...unmet].flatMap(([subject, demands]) => wantedOf(subject, recorder).flatMap((wanted) => rulesetChange(facts, wanted, demands))),
  ...methods(facts, [...unmet.keys()]),
  ...vault(facts),
];

/** A ruleset of ours that is there may also be what stands in the way of a merge. */
const rulesetChange = (
  { rulesets, repository }: ProtectionFacts,
  wanted: Wanted,
  unmet: ReadonlySet<DemandName | 'merge-method'>,
): readonly Change[] => {
  const lapsed = wanted.demands.some((what) => unmet.has(what));
  if (!rulesets.known || !(lapsed || unmet.has('merge-method'))) return [];
  const { draft, subject, demands } = wanted;
  const found = rulesets.value.find((r) => r.source === 'repository' && r.target === draft.target && r.name === draft.name);
  const base = { about: subject.name, demands };
  const asks = listed(subject.demands.filter(({ what }) => demands.includes(what)).map(demandInWords));
  if (found === undefined) {
    if (!lapsed) return [];
    const text: Text = {
      en: `create the ruleset "${draft.name}" on ${subject.pattern}: ${asks.en}`,
      fr: `créer le ruleset « ${draft.name} » sur ${subject.pattern} : ${asks.fr}`,
    };
    return [{ kind: 'create-ruleset', ...base, draft, text }];
  }
  const better = stricter(found, wanted, repository.defaultBranch);
  const turned = turnedBy(found, better);
  const text: Text = {
    en: [`update the ruleset "${draft.name}" (${found.id}) on ${subject.pattern}: ${asks.en}`, ...turned.map(({ en }) => en)].join('; '),
    fr: [
      `mettre à jour le ruleset « ${draft.name} » (${found.id}) sur ${subject.pattern} : ${asks.fr}`,
      ...turned.map(({ fr }) => fr),
    ].join(' ; '),
  };
  return isSame(found, better) ? [] : [{ kind: 'update-ruleset', ...base, ruleset: found.id, draft: better, text }];
};

/** Nothing is sent that changes nothing. */
const isSame = (found: Ruleset, better: RulesetDraft): boolean =>
  ENTRIES.every((key) => JSON.stringify(found[key]) === JSON.stringify(better[key]));
const ENTRIES = ['enforcement', 'include', 'exclude', 'rules', 'bypass'] as const;

const methods = ({ repository: { mergeMethods, mergeMethodsKnown } }: ProtectionFacts, subjects: readonly Subject[]): readonly Change[] => {
  const needed = new Set(subjects.flatMap(({ merges }) => merges ?? []));
  return [...needed]
    .filter((method) => mergeMethodsKnown && !mergeMethods[method])
    .map((method) => ({
      kind: 'allow-merge-method',
      method,
      text: { en: `let the repository merge by ${method}`, fr: `permettre au dépôt de fusionner par ${method}` },
    }));
};

/** Where somebody named branches of their own, or the protected ones, it is theirs to change. */
const vault = ({ adopted, repository, vault: { environment, place } }: ProtectionFacts): readonly Change[] => {
  const { defaultBranch } = repository;
  if (!adopted || !place.known || place.value === undefined || isLimited(place.value, defaultBranch)) return [];
  const open = place.value.branches === 'any' || (place.value.branches !== 'protected' && place.value.branches.length === 0);
  if (!open) return [];
  const text: Text = {
    en: `let only ${defaultBranch} use the environment ${environment}`,
    fr: `n'ouvrir l'environnement ${environment} qu'à ${defaultBranch}`,
  };
  return [{ kind: 'limit-environment', environment, branch: defaultBranch, text }];
};
