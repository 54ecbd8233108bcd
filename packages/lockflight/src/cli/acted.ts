/** The answer of an act that a person did on the forge: what was said, where, and that the recorder will take it from there. */
import type { Language, Text } from '../contract/text.ts';
import { inLanguage } from '../contract/text.ts';
import type { Acted } from '../flow/act/approve.ts';
import type { Dispatched } from '../flow/act/dispatch.ts';
import type { Report } from './command.ts';
import { wrap } from './wrap.ts';

const NEXT: Text = { en: 'The recorder will record it.', fr: 'Le greffier le consignera.' };

export const actedReport = ({ situation, by, pullRequest, words, standing }: Acted): Report => ({
  exit: 0,
  language: situation.contract.language,
  json: {
    by: by.login,
    pullRequest: pullRequest.number,
    url: pullRequest.url,
    commit: pullRequest.head.commit,
    act: words,
    counts: standing.counts === 'unknown' ? null : standing.counts,
  },
  lines: (paint, language) => [
    ...wrap(
      language === 'fr'
        ? `${by.login}, sur la pull request #${pullRequest.number} (${pullRequest.head.commit.slice(0, 7)}) :`
        : `${by.login}, on pull request #${pullRequest.number} (${pullRequest.head.commit.slice(0, 7)}):`,
      80,
    ),
    `  ${paint('strong', words)}`,
    ...wrap(inLanguage(standing.counts === true ? NEXT : doubt(by.login, standing), language), 80).map((line) =>
      standing.counts === true ? line : paint('doubt', line),
    ),
  ],
});

const doubt = (login: string, { counts, roles }: Acted['standing']): Text => {
  const list = roles.join(', ');
  return counts === false
    ? {
        en: `It will not count: ${login} is in none of the roles that may say it (${list}).`,
        fr: `Cela ne comptera pas : ${login} n'a aucun des rôles qui peuvent le dire (${list}).`,
      }
    : {
        en: `The recorder will record it. Whether ${login} has one of the roles (${list}) could not be read.`,
        fr: `Le greffier le consignera. On n'a pas pu lire si ${login} a l'un des rôles (${list}).`,
      };
};

export const dispatchedReport = ({ situation, by, act }: Dispatched, said: (language: Language) => string): Report => ({
  exit: 0,
  language: situation.contract.language,
  json: { by: by.login, ...act },
  lines: (_paint, language) => [
    ...wrap(`${by.login}${language === 'fr' ? ' :' : ':'} ${said(language)}`, 80, '  '),
    inLanguage(NEXT, language),
  ],
});
