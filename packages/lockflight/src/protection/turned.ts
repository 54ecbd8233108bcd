/**
 * What an update of a ruleset of ours turns, besides what it then asks for: whether it is in force, whom it lets past, what it leaves out. Shown before anybody says yes,
 * since an administrator could lose a way past it. Pure.
 */
import type { Text } from '../contract/text.ts';
import type { Bypass, Ruleset, RulesetDraft } from '../forge/rules-port.ts';
import { listed, passerInWords } from './words.ts';

/** Nothing: only its rules become stricter. */
export const turnedBy = (found: Ruleset, better: RulesetDraft): readonly Text[] => [
  ...enforcement(found),
  ...passing(without(found.bypass ?? [], better.bypass), {
    en: 'it lets past no more',
    fr: 'il ne laisse plus passer',
  }),
  ...(without(better.bypass, found.bypass ?? []).length > 0 ? [RECORDER] : []),
  ...patterns(without(found.exclude, better.exclude), { en: 'it leaves out no more', fr: "il n'exclut plus" }),
  ...patterns(without(better.include, found.include), { en: 'it is about', fr: 'il porte sur' }),
];

/** Nobody else is ever let past by a draft of ours. */
const RECORDER: Text = { en: "it lets past: the recorder's App", fr: "il laisse passer : l'App du greffier" };

const without = <Item>(all: readonly Item[], others: readonly Item[]): readonly Item[] => {
  const known = new Set(others.map((other) => JSON.stringify(other)));
  return all.filter((one) => !known.has(JSON.stringify(one)));
};

const enforcement = ({ enforcement: was }: Ruleset): readonly Text[] => {
  if (was === 'active') return [];
  return was === 'disabled'
    ? [{ en: 'it is switched on', fr: 'il est activé' }]
    : [{ en: 'it refuses from now on, where it only evaluated', fr: "il refuse désormais, là où il ne faisait qu'évaluer" }];
};

const passing = (people: readonly Bypass[], { en, fr }: Text): readonly Text[] => {
  if (people.length === 0) return [];
  const who = listed(people.map(passerInWords));
  return [{ en: `${en}: ${who.en}`, fr: `${fr} : ${who.fr}` }];
};

const patterns = (refs: readonly string[], { en, fr }: Text): readonly Text[] =>
  refs.length === 0 ? [] : [{ en: `${en}: ${refs.join(', ')}`, fr: `${fr} : ${refs.join(', ')}` }];
