/** What varlock makes of an item and the draft does not: told, one message for each kind. Pure. */
import type { VariableType } from '../../../contract/model.ts';
import type { Text } from '../../../contract/text.ts';
import type { Spot, Undecided } from '../draft/model.ts';
import type { SchemaItem } from './parse-env-schema.ts';

interface Facts {
  readonly secret: boolean;
  /** The schema has a value for it. */
  readonly given: boolean;
  readonly computed: boolean;
  /** That value is the default of the draft. */
  readonly carried: boolean;
}

export const notesOf = (
  item: SchemaItem,
  type: VariableType,
  { secret, given, computed, carried }: Facts,
  at: Spot,
): readonly Undecided[] => {
  const own = item.decorators.findLast(({ name }) => name === 'sensitive' || name === 'public');
  const sometimes = own?.value !== undefined && !/^(?:true|false)$/.test(own.value) && !own.value.startsWith('{');
  const texts = [
    ...(secret && given ? [SHOWN] : given && !carried ? [UNFIT] : []),
    ...(secret && type === 'string' ? [SHORT] : []),
    ...(given || computed ? [EMPTY] : []),
    ...(type === 'number' || type === 'integer' || type === 'port' ? [NUMBER] : []),
    ...(type === 'boolean' ? [WORDS] : []),
    ...(sometimes ? [SOMETIMES] : []),
  ];
  return texts.map((message) => ({ code: 'import-undecided', at, variable: item.name, message }));
};

const SHOWN: Text = {
  en: 'its schema has a value for this secret, which anybody can read: it is not in the draft, and has to be set',
  fr: 'son schéma a une valeur pour ce secret, que chacun peut lire : elle n’est pas dans le brouillon, et doit être définie',
};
const UNFIT: Text = {
  en: 'the value of its schema would not pass for its type: left out',
  fr: 'la valeur de son schéma ne passerait pas pour son type : laissée de côté',
};
const SHORT: Text = {
  en: 'a secret of one or two characters is refused there, and not here: write a `length`',
  fr: 'un secret d’un ou deux caractères y est refusé, et ne l’est pas ici : écrivez `length`',
};
const EMPTY: Text = {
  en: 'an empty value is not set here, so that the default holds; there it takes the place of the default',
  fr: 'une valeur vide n’est pas définie ici, et le défaut vaut ; là-bas elle prend la place du défaut',
};
const NUMBER: Text = {
  en: 'a number is plain digits here; its schema reads more texts as numbers (blanks around, `1e3`)',
  fr: 'un nombre est ici de simples chiffres ; son schéma lit davantage de textes comme nombres (espaces autour, `1e3`)',
};
const WORDS: Text = {
  en: 'a boolean is true, false, 1, 0, yes, no, on or off here; its schema takes them in any case, and t and f',
  fr: 'un booléen est ici true, false, 1, 0, yes, no, on ou off ; son schéma accepte ces mots sans égard à la casse, et t et f',
};
const SOMETIMES: Text = {
  en: 'it is a secret in some environments there: here in all of them',
  fr: 'elle est un secret dans certains environnements là-bas : ici dans tous',
};
