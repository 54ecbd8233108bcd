/** The answer of an act that a person did on the forge: what was said, where, and that the recorder will take it from there. */
import type { Language, Text } from '../contract/text.ts';
import { inLanguage } from '../contract/text.ts';
import type { Acted } from '../flow/act/approve.ts';
import type { Dispatched } from '../flow/act/dispatch.ts';
import type { Report } from './command.ts';
import { wrap } from './wrap.ts';

const NEXT: Text = { en: 'The recorder will record it.', fr: 'Le greffier le consignera.' };

export const actedReport = ({ situation, by, pullRequest, words }: Acted): Report => ({
  exit: 0,
  language: situation.contract.language,
  json: { by: by.login, pullRequest: pullRequest.number, url: pullRequest.url, commit: pullRequest.head.commit, act: words },
  lines: (paint, language) => [
    ...wrap(
      language === 'fr'
        ? `${by.login}, sur la pull request #${pullRequest.number} (${pullRequest.head.commit.slice(0, 7)}) :`
        : `${by.login}, on pull request #${pullRequest.number} (${pullRequest.head.commit.slice(0, 7)}):`,
      80,
    ),
    `  ${paint('strong', words)}`,
    inLanguage(NEXT, language),
  ],
});

export const dispatchedReport = ({ situation, by, act }: Dispatched, said: (language: Language) => string): Report => ({
  exit: 0,
  language: situation.contract.language,
  json: { by: by.login, ...act },
  lines: (_paint, language) => [
    ...wrap(`${by.login}${language === 'fr' ? ' :' : ':'} ${said(language)}`, 80, '  '),
    inLanguage(NEXT, language),
  ],
});
