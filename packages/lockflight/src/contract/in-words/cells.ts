/**
 * The rule for one variable in one environment, in words, phrase by phrase: how much it is needed, what it must be, when. One source for the
 * reference document, the samples and the command line, so that none of them can say something else.
 */
import type { Cell, Variable } from '../model.ts';
import type { Text } from '../text.ts';
import { whenInWords } from './conditions.ts';
import { anyOf, asCode } from './texts.ts';
import { modeInWords, needInWords } from './vocabulary.ts';

/** `required`, or the value that it must have, or the one that it has by default: what stands first in a cell. */
export const cellHeadline = (cell: Cell): Text => {
  if (cell.need === 'forbidden') return needInWords('forbidden');
  if (cell.is !== undefined) {
    const value = asCode(cell.is);
    return cell.need === 'required' || cell.need === 'recommended'
      ? { en: `${value}, ${needInWords(cell.need).en}`, fr: `${value}, ${needInWords(cell.need).fr}` }
      : { en: value, fr: value };
  }
  if (cell.default !== undefined) return { en: `${asCode(cell.default)} by default`, fr: `${asCode(cell.default)} par défaut` };
  return needInWords(cell.need);
};

/** Everything else that the cell asks of the value, in the order in which a person checks it. */
export const cellConstraints = (variable: Variable, cell: Cell): readonly Text[] => {
  if (cell.need === 'forbidden') return [];
  return [
    ...mode(variable, cell),
    ...listed(cell.values === undefined || cell.is !== undefined ? undefined : cell.values.map(asCode), { en: 'one of', fr: 'parmi' }),
    ...listed(cell.scheme?.map(asCode), { en: 'scheme', fr: 'schéma' }),
    ...listed(cell.host?.map(asCode), { en: 'host', fr: 'hôte' }),
    ...listed(cell.port?.map(asCode), { en: 'port', fr: 'port' }),
    ...(cell.matches === undefined ? [] : [{ en: `matches ${asCode(cell.matches)}`, fr: `de la forme ${asCode(cell.matches)}` }]),
    ...excluded(cell),
    ...range(cell),
    ...length(cell),
    ...cell.differsFrom.map((other) => ({ en: `differs from ${asCode(other)}`, fr: `différente de ${asCode(other)}` })),
    ...whenPhrase(cell),
  ];
};

/** A mode means something only to a variable that can tell one from the other. */
export const knowsModes = ({ type, modes }: Variable): boolean =>
  type === 'stripe-secret-key' || type === 'stripe-publishable-key' || modes?.test !== undefined || modes?.live !== undefined;

const mode = (variable: Variable, cell: Cell): readonly Text[] => {
  if (cell.mode === undefined || !knowsModes(variable)) return [];
  const { en, fr } = modeInWords(cell.mode);
  return [{ en: `${en} mode`, fr: `mode ${fr}` }];
};

const listed = (values: readonly string[] | undefined, name: Text): readonly Text[] => {
  if (values === undefined || values.length === 0) return [];
  const either = anyOf(values);
  return [{ en: `${name.en} ${either.en}`, fr: `${name.fr} ${either.fr}` }];
};

const excluded = (cell: Cell): readonly Text[] => {
  if (cell.not === undefined || cell.not.length === 0) return [];
  const values = cell.not.map(asCode);
  return [{ en: `never ${anyOf(values).en}`, fr: `jamais ${values.join(' ni ')}` }];
};

const range = ({ min, max }: Cell): readonly Text[] => {
  if (min !== undefined && max !== undefined) return [{ en: `${min} to ${max}`, fr: `de ${min} à ${max}` }];
  if (min !== undefined) return [{ en: `at least ${min}`, fr: `au moins ${min}` }];
  return max === undefined ? [] : [{ en: `at most ${max}`, fr: `au plus ${max}` }];
};

const length = ({ length: bounds }: Cell): readonly Text[] => {
  const { min, max } = bounds ?? {};
  if (min !== undefined && min === max) return [{ en: `${min} characters`, fr: `${min} caractères` }];
  if (min !== undefined && max !== undefined) return [{ en: `${min} to ${max} characters`, fr: `de ${min} à ${max} caractères` }];
  if (min !== undefined) return [{ en: `at least ${min} characters`, fr: `au moins ${min} caractères` }];
  return max === undefined ? [] : [{ en: `at most ${max} characters`, fr: `au plus ${max} caractères` }];
};

const whenPhrase = (cell: Cell): readonly Text[] => {
  const when = whenInWords(cell.when);
  return when === undefined ? [] : [when];
};
