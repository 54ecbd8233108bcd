/** What a person reads of a judgement: a heading, then for each issue its code, its variable, what is wrong, where it comes from and what to do. */
import { formatPlace } from '../../contract/place.ts';
import { inLanguage, type Language } from '../../contract/text.ts';
import type { Issue, Judgement } from '../../env/issue.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../wrap.ts';

const WIDTH = 80;
const CODE_COLUMN = 2;
const MIN_VARIABLE_WIDTH = 18;
const MAX_VARIABLE_WIDTH = 24;

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const countsOf = (issues: readonly Issue[], language: Language): string => {
  const errors = issues.filter((issue) => issue.severity === 'error').length;
  const warnings = issues.length - errors;
  const words = { en: ['error', 'errors', 'warning', 'warnings'], fr: ['erreur', 'erreurs', 'avertissement', 'avertissements'] }[language];
  const parts = [
    ...(errors === 0 ? [] : [counted(errors, words[0] ?? '', words[1] ?? '')]),
    ...(warnings === 0 ? [] : [counted(warnings, words[2] ?? '', words[3] ?? '')]),
  ];
  return parts.join(', ');
};

const heading = ({ environment, ok, issues }: Judgement, language: Language): string => {
  if (environment === null) {
    return { en: 'it cannot be told which environment this is', fr: "impossible de dire de quel environnement il s'agit" }[language];
  }
  const verb = ok ? { en: 'would start', fr: 'démarrerait' } : { en: 'would not start', fr: 'ne démarrerait pas' };
  const colon = language === 'fr' ? ' :' : ':';
  const rest = issues.length === 0 ? { en: 'nothing to say', fr: 'rien à signaler' }[language] : countsOf(issues, language);
  return `${environment} ${verb[language]}${colon} ${rest}`;
};

const originOf = (issue: Issue, language: Language): string => {
  const rule = { en: 'rule', fr: 'règle' }[language];
  const parts = [
    ...(issue.source === undefined ? [] : [{ en: `set here by ${issue.source}`, fr: `définie ici par ${issue.source}` }[language]]),
    `${rule} ${formatPlace(issue.rule).replace(/:[0-9]+$/, '')}`,
    ...(issue.secret && issue.code !== 'missing' ? [{ en: 'value not shown', fr: 'valeur non affichée' }[language]] : []),
  ];
  return parts.join(', ');
};

const issueLines = (issue: Issue, codeWidth: number, variableWidth: number, paint: Paint, language: Language): readonly string[] => {
  const indent = ' '.repeat(CODE_COLUMN + codeWidth + 2);
  const mild = issue.severity === 'warning' ? { en: ' (warning)', fr: ' (avertissement)' }[language] : '';
  const message = `${inLanguage(issue.message, language)}${mild}`;
  const code = paint(issue.severity === 'error' ? 'bad' : 'doubt', issue.code.padEnd(codeWidth));
  const name = issue.variable.padEnd(variableWidth);
  const column = indent.length + variableWidth + 2;
  const fits = issue.variable.length <= variableWidth;
  const [first = '', ...more] = wrap(message, WIDTH - (fits ? column : indent.length));
  const head = fits
    ? [`${' '.repeat(CODE_COLUMN)}${code}  ${name}  ${first}`, ...more.map((line) => ' '.repeat(column) + line)]
    : [`${' '.repeat(CODE_COLUMN)}${code}  ${issue.variable}`, indent + first, ...more.map((line) => indent + line)];
  const below = (words: string, next = ''): readonly string[] => wrap(words, WIDTH - indent.length, next).map((line) => indent + line);
  return [
    ...head,
    ...below(originOf(issue, language)).map((line) => paint('quiet', line)),
    ...below(`-> ${inLanguage(issue.fix, language)}`, '   '),
  ];
};

export const judgementLines = (judgement: Judgement, paint: Paint, language: Language): readonly string[] => {
  const { issues, ok } = judgement;
  const head = wrap(heading(judgement, language), WIDTH).map((line) => paint(ok ? 'good' : 'bad', line));
  if (issues.length === 0) return head;
  const codeWidth = Math.max(...issues.map((issue) => issue.code.length), 14);
  const longest = Math.max(...issues.map((issue) => issue.variable.length));
  const variableWidth = Math.min(Math.max(longest, MIN_VARIABLE_WIDTH), MAX_VARIABLE_WIDTH);
  return [...head, '', ...issues.flatMap((issue) => issueLines(issue, codeWidth, variableWidth, paint, language))];
};
