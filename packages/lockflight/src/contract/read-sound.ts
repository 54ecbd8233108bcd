/**
 * Text to contract, the short way: for contracts that are written plainly and that the grammar takes as they are, which most are. The same rules run, and what comes
 * out is what `readContract` says, to the letter; where anything at all stands in the way the answer is undefined, and `readContract` must be asked. It needs neither
 * the YAML library nor the schema's: loading and first running those two is half of a cold start. Data only: nothing of the contract is run, opened or fetched.
 */
import { checkBounds } from './bounds.ts';
import type { ContractInput } from './grammar/document.ts';
import { hasForm } from './grammar/exact/form.ts';
import { FORMS } from './grammar/exact/forms.ts';
import { normalize } from './normalize/normalize.ts';
import { answerOf, digestOf, type ReadContract } from './reading.ts';
import { checkRules } from './rules/check-rules.ts';
import { declaredNames } from './rules/rule.ts';
import { type Positions, positionsOf } from './source/positions.ts';
import { readSimpleYaml } from './source/simple-yaml.ts';

export const readSoundContract = (source: { readonly file: string; readonly text: string }): ReadContract | undefined => {
  if (checkBounds(source.file, source.text).length > 0) return undefined;
  const simple = readSimpleYaml(source.text);
  return simple === undefined ? undefined : soundContract(source, simple.root, positionsOf(source, simple.root, simple.offsets));
};

/** The rest of the way for data that the grammar takes as it is; undefined of any other. */
export const soundContract = (source: { readonly text: string }, root: unknown, positions: Positions): ReadContract | undefined => {
  if (!hasForm(FORMS, FORMS.length - 1, root)) return undefined;
  const written = root as ContractInput;
  const contract = normalize(written, positions);
  const broken = checkRules({ written, contract, names: declaredNames(root), damaged: new Set() }, positions);
  return answerOf(contract, broken, digestOf(source.text));
};
