/** How gates put lists, people and ids into words. */
import type { Text } from '../contract/text.ts';
import type { Person } from './facts.ts';

/** More than this of anything is counted, not listed: a reason stays readable whatever the facts hold. */
const LISTED = 5;

/** `a, b, c and 3 more`. */
export const listed = (items: readonly string[]): Text => {
  const shown = items.slice(0, LISTED).join(', ');
  const rest = items.length - LISTED;
  return rest > 0 ? { en: `${shown} and ${rest} more`, fr: `${shown} et ${rest} de plus` } : { en: shown, fr: shown };
};

/** The first seven digits, as git shows an id. */
export const short = (id: string): string => id.slice(0, 7);

/** `octocat or hubot`: any one of them will do. */
export const anyOf = (people: readonly Person[]): Text => {
  const logins = people.slice(0, LISTED).map((p) => p.login);
  return { en: logins.join(' or '), fr: logins.join(' ou ') };
};

/** Several sentences in one line. */
export const joined = (texts: readonly Text[]): Text => ({
  en: texts.map((t) => t.en).join('; '),
  fr: texts.map((t) => t.fr).join(' ; '),
});
