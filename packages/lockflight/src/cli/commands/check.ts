import type { Diagnostic } from '../../contract/diagnostic.ts';
import type { Contract } from '../../contract/model.ts';
import { formatPlace } from '../../contract/place.ts';
import { inLanguage, type Language } from '../../contract/text.ts';
import { checkContract } from '../../flow/check.ts';
import { GENERATE_CODES } from '../../flow/generate/codes.ts';
import type { CommandDefinition, Report } from '../command.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../wrap.ts';

/** `lockflight check`: the contract, its generated files, and the branches that it names. Needs no secret and no network. */
export const check: CommandDefinition = {
  name: 'check',
  summary: { en: 'check the contract: needs no secret and no network', fr: 'vérifie le contrat, sans secret ni réseau' },
  usage: '[FILE] [--against FILE.md]',
  options: { against: { type: 'string' } },
  explains: {
    against: { en: 'a document to hold against the contract and the code', fr: 'un document à confronter au contrat et au code' },
  },
  examples: ['check', 'check examples/koomy/lockflight.yaml', 'check --against docs/environments.md'],
  positionals: { min: 0, max: 1 },
  run: async ({ directory, positionals, options }): Promise<Report> => {
    const { file, contract, digest, diagnostics } = await checkContract(directory, positionals[0]);
    const sound = diagnostics.every((d) => d.severity === 'warning');
    const document =
      typeof options.against === 'string' && contract !== undefined
        ? await documentAgainst(directory, contract, options.against)
        : undefined;
    const ok = sound && document?.ok !== false;
    return {
      // A file that drifted is a finding; a contract that cannot be relied on is a wrong call.
      exit: ok ? 0 : diagnostics.every((d) => d.severity === 'warning' || d.code in GENERATE_CODES) ? 1 : 2,
      ...(contract === undefined ? {} : { language: contract.language }),
      json: {
        ok,
        file,
        digest,
        diagnostics: diagnostics.map(asJson),
        ...(document === undefined ? {} : { against: document.json }),
      },
      lines: (paint, language) => [
        ...diagnostics.flatMap((d) => told(d, paint, language)),
        summary(file, diagnostics, paint, language),
        ...(document?.lines(paint, language) ?? []),
      ],
      annotations: [
        ...diagnostics.map((d) => ({
          level: d.severity,
          file: d.at.file,
          line: d.at.line,
          title: d.code,
          message: { en: `${d.message.en}: ${d.fix.en}`, fr: `${d.message.fr} : ${d.fix.fr}` },
        })),
        ...(document?.annotations ?? []),
      ],
    };
  },
};

/** Loaded only when it is asked for: `check` alone must start quickly. */
const documentAgainst = async (directory: string, contract: Contract, document: string) =>
  (await import('./check-against.ts')).documentAgainst(directory, contract, document);

const asJson = ({ code, severity, at, message, fix }: Diagnostic) => ({
  code,
  severity,
  file: at.file,
  line: at.line,
  column: at.column,
  message,
  fix,
});

const told = (diagnostic: Diagnostic, paint: Paint, language: Language): readonly string[] => {
  const head = `${formatPlace(diagnostic.at)}  ${paint(diagnostic.severity === 'error' ? 'bad' : 'doubt', diagnostic.code)}`;
  return [
    diagnostic.severity === 'error' ? head : `${head} ${language === 'fr' ? '(avertissement)' : '(warning)'}`,
    ...wrap(`  ${inLanguage(diagnostic.message, language)}`, 80, '  '),
    ...wrap(`  -> ${inLanguage(diagnostic.fix, language)}`, 80, '     '),
    '',
  ];
};

function summary(file: string, diagnostics: readonly Diagnostic[], paint: Paint, language: Language): string {
  const errors = diagnostics.filter((d) => d.severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const french = language === 'fr';
  if (diagnostics.length === 0) return paint('good', french ? `${file} : rien à redire` : `${file}: nothing to say`);
  const count = (n: number, one: string): string => `${n} ${one}${n > 1 || (n === 0 && !french) ? 's' : ''}`;
  const words = `${count(errors, french ? 'erreur' : 'error')}, ${count(warnings, french ? 'avertissement' : 'warning')}`;
  return paint(errors > 0 ? 'bad' : 'doubt', french ? `${file} : ${words}` : `${file}: ${words}`);
}
