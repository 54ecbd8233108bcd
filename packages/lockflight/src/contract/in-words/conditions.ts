/** `when`, in words: what has to hold for a variable to be judged at all. */
import type { Condition } from '../model.ts';
import type { Text } from '../text.ts';
import { anyOf, asCode, inBoth } from './texts.ts';

export const conditionInWords = (condition: Condition): Text => {
  switch (condition.kind) {
    case 'equals': {
      const values = anyOf(condition.anyOf.map(asCode));
      const name = asCode(condition.variable);
      return { en: `${name} is ${values.en}`, fr: `${name} vaut ${values.fr}` };
    }
    case 'not': {
      const inner = conditionInWords(condition.condition);
      return { en: `not (${inner.en})`, fr: `non (${inner.fr})` };
    }
    case 'all':
    case 'any': {
      const parts = condition.conditions.map((each) => ({
        compound: each.kind === 'all' || each.kind === 'any',
        said: conditionInWords(each),
      }));
      const between = { all: { en: ' and ', fr: ' et ' }, any: { en: ' or ', fr: ' ou ' } }[condition.kind];
      return inBoth((language) =>
        parts.map(({ compound, said }) => (compound ? `(${said[language]})` : said[language])).join(between[language]),
      );
    }
  }
};

/** All of them must hold; undefined: nothing is asked. */
export const whenInWords = (conditions: readonly Condition[]): Text | undefined => {
  if (conditions.length === 0) return undefined;
  const said = conditionInWords(conditions.length === 1 && conditions[0] !== undefined ? conditions[0] : { kind: 'all', conditions });
  return { en: `only when ${said.en}`, fr: `seulement si ${said.fr}` };
};
