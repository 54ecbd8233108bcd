/**
 * How much the code as a whole needs a variable, whatever the environment. What it does not tell is asked of people: it warns rather than blocks. Pure.
 */
import type { Need } from '../../../../contract/model.ts';
import type { Text } from '../../../../contract/text.ts';
import type { Undecided } from '../../draft/model.ts';
import { undecided } from '../said.ts';
import { isProgram, isTool, type VariableEvidence } from './evidence.ts';
import { type OwnFacts, placeOf } from './facts-of.ts';

export interface General {
  readonly need: Need | undefined;
  /** The code settles it: samples are not asked. */
  readonly settled: boolean;
  readonly undecided: readonly Undecided[];
}

export const generalNeed = (
  { name, reads, entries, testOnly, real }: VariableEvidence,
  own: OwnFacts,
  scene: { readonly hasCode: boolean },
): General => {
  const nothing: readonly Undecided[] = [];
  const settled = (need: Need | undefined): General => ({ need, settled: true, undecided: nothing });
  if (entries.some(({ whole }) => whole)) return settled(undefined);
  if (own.schema !== undefined) {
    if (own.schema.schema.default !== undefined && own.fallback === undefined && own.secret) return settled(undefined);
    return settled(own.schema.schema.optional === true || own.schema.schema.default !== undefined ? 'optional' : 'required');
  }
  const at = placeOf({ name, reads, entries, testOnly, real });
  const ask = (need: Need, message: Text): General => ({ need, settled: false, undecided: [undecided(at, message, { variable: name })] });
  if (testOnly)
    return ask('optional', {
      en: 'only tests read it: drafted as optional',
      fr: 'seuls des tests la lisent : facultative dans le brouillon',
    });
  const all = reads.filter(({ via }) => !isProgram(via));
  const code = all.filter(({ file }) => !isTool(file));
  if (all.length > 0 && code.length === 0)
    return ask('optional', {
      en: 'only scripts beside the application read it: drafted as optional',
      fr: "seuls des scripts à côté de l'application la lisent : facultative dans le brouillon",
    });
  if (code.some(({ use }) => use.because === 'throws') || code.some(({ via }) => via === 'prisma')) return settled('required');
  // A fallback that is nothing, or that cannot be written down, still says that it may be missing.
  const fallsBack =
    code.length > 0 && code.some(({ use }) => use.because === 'default' && (use.default === undefined || use.default === ''));
  if (own.fallback === undefined && fallsBack) return settled('optional');
  if (own.fallback !== undefined || (code.length > 0 && code.some(({ use }) => use.default !== undefined)))
    return { need: undefined, settled: own.fallback !== undefined, undecided: nothing };
  if (code.some(({ use }) => use.because === 'non-null')) return settled(undefined);
  // A switch that is not set is off: `=== "true"` holds for nothing else.
  if (code.some(({ use }) => use.need === 'optional') || (code.length > 0 && own.facts.type === 'boolean')) return settled('optional');
  // Nothing here tells what the application itself does: what refuses to start it does.
  if (code.length === 0 && !scene.hasCode && reads.some(({ via, use }) => via === 'compose' && use.because === 'throws'))
    return settled('required');
  if (code.length === 0 && reads.length > 0 && !entries.some(({ given }) => given === true))
    return entries.some(({ off }) => !off) ? { need: undefined, settled: false, undecided: nothing } : settled('optional');
  if (entries.length === 0 && real.length === 0)
    return ask('recommended', {
      en: 'read without a fallback, and in no sample: required or optional? It warns until you decide',
      fr: "lue sans repli, et dans aucun exemple : requise ou facultative ? Elle avertit jusqu'à votre décision",
    });
  if (entries.length > 0 && entries.every(({ given }) => given === true))
    return ask('recommended', {
      en: 'a compose file gives it to the application: required or optional? It warns until you decide',
      fr: "un fichier compose la donne à l'application : requise ou facultative ? Elle avertit jusqu'à votre décision",
    });
  if (reads.length === 0 && scene.hasCode)
    return ask('optional', {
      en: 'nothing reads it that could be found: drafted as optional',
      fr: 'aucune lecture trouvée : facultative dans le brouillon',
    });
  return { need: undefined, settled: false, undecided: nothing };
};
