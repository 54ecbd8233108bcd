/**
 * Text to contract, the way between: for contracts that hold what only the YAML library reads (anchors, escapes, empty values) and that the grammar takes as they are. The
 * schema's library is loaded only for one that is wrong, which then has been parsed already.
 */
import { checkBounds } from './bounds.ts';
import { soundContract } from './read-sound.ts';
import { answerOf, digestOf, type ReadContract } from './reading.ts';
import { parseYaml } from './source/parse-yaml.ts';

export const readParsedContract = async (source: { readonly file: string; readonly text: string }): Promise<ReadContract> => {
  const outOfBounds = checkBounds(source.file, source.text);
  if (outOfBounds.length > 0) return answerOf(undefined, outOfBounds, digestOf(source.text));
  const yaml = parseYaml(source);
  const clean = yaml.diagnostics.length === 0 ? yaml.parsed : undefined;
  const sound = clean === undefined ? undefined : soundContract(source, clean.root, clean.positions);
  return sound ?? (await import('./judge-parsed.ts')).judgeParsed(source, yaml);
};
