/** What every part of the document is written with: the contract, its language, and the names of its environments as people read them. */
import type { Contract, Environment } from '../contract/model.ts';
import { inLanguage, type Text } from '../contract/text.ts';
import { inline } from './markdown.ts';

export interface Writer {
  readonly contract: Contract;
  /** The text in the document's language, as one line of Markdown. */
  readonly say: (text: Text) => string;
  /** The same, word for word: for what is escaped later. */
  readonly raw: (text: Text) => string;
  /** The environment's title, else its name. */
  readonly titleOf: (environment: Environment) => string;
  readonly titles: readonly string[];
  /** `label :` in French, `label:` in English. */
  readonly labelled: (label: Text, words: string) => string;
}

export const writerOf = (contract: Contract): Writer => {
  const raw = (text: Text): string => inLanguage(text, contract.language);
  const say = (text: Text): string => inline(raw(text));
  const titleOf = ({ title, name }: Environment): string => (title === undefined ? inline(name) : say(title));
  return {
    contract,
    say,
    raw,
    titleOf,
    titles: contract.environments.map(titleOf),
    labelled: (label, words) => `**${say(label)}**${contract.language === 'fr' ? ' :' : ':'} ${words}`,
  };
};

/** The title of an environment that is named by the contract. */
export const titleNamed = ({ contract, titleOf }: Writer, name: string): string => {
  const environment = contract.environments.find((each) => each.name === name);
  return environment === undefined ? inline(name) : titleOf(environment);
};
