/** The cell that a sample states, where Lockflight wrote the sample. Pure. */
import type { CellMapping } from '../../../../contract/grammar/cell.ts';
import type { Undecided } from '../../draft/model.ts';
import { secretIn } from '../../infer/secret.ts';
import { undecided } from '../said.ts';
import { type SampleEntry, spotOf, type VariableEvidence } from './evidence.ts';
import { isHarmless, type OwnFacts } from './facts-of.ts';

/** All of a cell that Lockflight wrote into its own sample. A mode of a type that cannot tell one is on the list: its patterns are written nowhere else. */
export const wholeCell = (
  entry: SampleEntry,
  { name }: VariableEvidence,
  own: OwnFacts,
  list: Undecided[],
  environment: string,
): CellMapping => {
  const { mode, ...cell } = entry.rule.cell;
  const knows = /^stripe-(?:secret|publishable)-key$/.test(own.facts.type);
  if (mode !== undefined && !knows)
    list.push(
      undecided(
        spotOf(entry),
        {
          en: 'the sample asks for a mode (test or live), and nothing says how its values tell: add `modes`',
          fr: "l'exemple demande un mode (test ou live), et rien ne dit comment ses valeurs le montrent : ajoutez `modes`",
        },
        { variable: name, environment },
      ),
    );
  return { ...harmless(cell, own.secret), ...(mode !== undefined && knows ? { mode } : {}) };
};

/** A file may only claim that Lockflight wrote it: no value of a secret, and nothing that looks like one. */
const harmless = (cell: CellMapping, secret: boolean): CellMapping =>
  Object.fromEntries(
    Object.entries(cell).filter(([word, held]) => {
      const texts = [held].flat().filter((each) => typeof each === 'string');
      if (texts.some((text) => secretIn(text) !== undefined)) return false;
      return !secret || (word !== 'is' && word !== 'default') || texts.every(isHarmless);
    }),
  );
