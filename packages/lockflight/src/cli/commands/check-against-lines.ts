/** What `check --against FILE` says to people: one part for each kind of difference, the gravest first, and in it each place once. 80 columns. */
import { inLanguage, type Language } from '../../contract/text.ts';
import { AGAINST_CODES, type AgainstCode } from '../../env/import/against/codes.ts';
import type { AgainstFinding } from '../../env/import/against/finding.ts';
import type { CheckedDocument } from '../../flow/init/check-against.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../wrap.ts';

const ORDER: readonly AgainstCode[] = [
  'document-rule-differs',
  'document-rule-unenforced',
  'contract-rule-undocumented',
  'document-variable-unknown',
  'document-variable-unread',
  'contract-variable-undocumented',
  'document-environment-unknown',
];

export const againstLines = ({ file, findings }: CheckedDocument, paint: Paint, language: Language): readonly string[] => {
  const french = language === 'fr';
  if (findings.length === 0)
    return [paint('good', french ? `${file} : dit ce que dit le contrat` : `${file}: says what the contract says`)];
  const count = french
    ? `${findings.length} écart${findings.length > 1 ? 's' : ''} avec le contrat`
    : `${findings.length} difference${findings.length > 1 ? 's' : ''} from the contract`;
  return [
    '',
    ...ORDER.flatMap((code) =>
      partLines(
        code,
        findings.filter((finding) => finding.code === code),
        paint,
        language,
      ),
    ),
    paint('bad', french ? `${file} : ${count}` : `${file}: ${count}`),
  ];
};

const partLines = (code: AgainstCode, findings: readonly AgainstFinding[], paint: Paint, language: Language): readonly string[] => {
  if (findings.length === 0) return [];
  const fixes = Map.groupBy(findings, ({ fix }) => inLanguage(fix ?? AGAINST_CODES[code].fix, language));
  return [
    `${paint('bad', code)} (${findings.length})`,
    ...wrap(`  ${inLanguage(AGAINST_CODES[code].means, language)}`, 80, '  '),
    ...[...fixes].flatMap(([fix, its]) => [...its.flatMap((finding) => itemLines(finding, language)), ...wrap(`  -> ${fix}`, 80, '     ')]),
    '',
  ];
};

/** The place in the document first; what the document does not speak of stands at its place in the contract. */
const itemLines = ({ code, document, contract, message, variable, environment }: AgainstFinding, language: Language): readonly string[] => {
  const here = `${document.file}:${document.line}`;
  const there = contract === undefined ? undefined : `${contract.file}:${contract.line}`;
  const name = variable ?? environment;
  if (environment === undefined || variable === undefined) {
    const silent = there !== undefined && (code === 'contract-variable-undocumented' || code === 'document-environment-unknown');
    return [`  ${silent ? there : here}  ${name ?? ''}`.trimEnd()];
  }
  return [`  ${here}${there === undefined ? '' : `, ${there}`}`, ...wrap(`    ${inLanguage(message, language)}`, 80, '    ')];
};
