/** What `check --against FILE` says: findings with both places, for people and for machines. */
import type { Contract } from '../../contract/model.ts';
import type { Language, Text } from '../../contract/text.ts';
import { AGAINST_CODES } from '../../env/import/against/codes.ts';
import type { CheckedDocument } from '../../flow/init/check-against.ts';
import type { Annotation } from '../command.ts';
import type { Paint } from '../paint.ts';
import { againstLines } from './check-against-lines.ts';

export interface DocumentReport {
  /** It says what the contract says. */
  readonly ok: boolean;
  readonly json: ReturnType<typeof againstJson>;
  readonly lines: (paint: Paint, language: Language) => readonly string[];
  readonly annotations: readonly Annotation[];
}

/** The document is a path from the contract's folder. Errors: those of `checkAgainst`. */
export const documentAgainst = async (directory: string, contract: Contract, document: string): Promise<DocumentReport> => {
  const [{ checkAgainst }, { namesRead }] = await Promise.all([
    import('../../flow/init/check-against.ts'),
    import('../../flow/init/names-read.ts'),
  ]);
  const read = await namesRead(directory);
  const checked = await checkAgainst({ directory, contract, document, ...(read === undefined ? {} : { read }) });
  return {
    ok: checked.findings.length === 0,
    json: againstJson(checked),
    lines: (paint, language) => againstLines(checked, paint, language),
    annotations: againstAnnotations(checked),
  };
};

const againstJson = ({ file, read, findings }: CheckedDocument) => ({
  file,
  read,
  findings: findings.map(({ code, document, contract, message, variable, environment, fix }) => ({
    code,
    file: document.file,
    line: document.line,
    contract: contract === undefined ? null : { file: contract.file, line: contract.line },
    ...(variable === undefined ? {} : { variable }),
    ...(environment === undefined ? {} : { environment }),
    message,
    fix: fix ?? AGAINST_CODES[code].fix,
  })),
});

const againstAnnotations = ({ findings }: CheckedDocument): readonly Annotation[] =>
  findings.map(({ code, document, message, fix = AGAINST_CODES[code].fix }) => {
    const words: Text = { en: `${message.en}: ${fix.en}`, fr: `${message.fr} : ${fix.fr}` };
    return { level: 'error', file: document.file, line: document.line, title: code, message: words };
  });
