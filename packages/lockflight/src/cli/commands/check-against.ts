/** What `check --against FILE` says: findings with both places, for people and for machines. */
import type { Text } from '../../contract/text.ts';
import { inLanguage, type Language } from '../../contract/text.ts';
import { AGAINST_CODES } from '../../env/import/against/codes.ts';
import type { AgainstFinding } from '../../env/import/against/finding.ts';
import type { CheckedDocument } from '../../flow/init/check-against.ts';
import type { Annotation } from '../command.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../wrap.ts';

export const againstJson = ({ file, read, findings }: CheckedDocument) => ({
  file,
  read,
  findings: findings.map(({ code, document, contract, message, variable, environment }) => ({
    code,
    file: document.file,
    line: document.line,
    contract: contract === undefined ? null : { file: contract.file, line: contract.line },
    ...(variable === undefined ? {} : { variable }),
    ...(environment === undefined ? {} : { environment }),
    message,
    fix: AGAINST_CODES[code].fix,
  })),
});

export const againstLines = ({ file, findings }: CheckedDocument, paint: Paint, language: Language): readonly string[] => {
  const french = language === 'fr';
  if (findings.length === 0)
    return [paint('good', french ? `${file} : dit ce que dit le contrat` : `${file}: says what the contract says`)];
  const count = french
    ? `${findings.length} écart${findings.length > 1 ? 's' : ''}`
    : `${findings.length} difference${findings.length > 1 ? 's' : ''}`;
  return [
    '',
    ...findings.flatMap((finding) => findingLines(finding, paint, language)),
    paint('bad', french ? `${file} : ${count}` : `${file}: ${count}`),
  ];
};

const findingLines = ({ code, document, contract, message }: AgainstFinding, paint: Paint, language: Language): readonly string[] => {
  const other = contract === undefined ? '' : `  ${contract.file}:${contract.line}`;
  return [
    `${document.file}:${document.line}${other}  ${paint('bad', code)}`,
    ...wrap(`  ${inLanguage(message, language)}`, 80, '  '),
    ...wrap(`  -> ${inLanguage(AGAINST_CODES[code].fix, language)}`, 80, '     '),
    '',
  ];
};

export const againstAnnotations = ({ findings }: CheckedDocument): readonly Annotation[] =>
  findings.map(({ code, document, message }) => {
    const { fix } = AGAINST_CODES[code];
    const words: Text = { en: `${message.en}: ${fix.en}`, fr: `${message.fr} : ${fix.fr}` };
    return { level: 'error', file: document.file, line: document.line, title: code, message: words };
  });
