import type { Diagnostic } from '../../contract/diagnostic.ts';
import { inLanguage, type Language, type Text } from '../../contract/text.ts';
import { LockflightError } from '../../errors.ts';
import { contractIn } from '../../flow/environment/contract-here.ts';
import { generatedFindings } from '../../flow/generate/findings.ts';
import { type GeneratedFile, generate as write } from '../../flow/generate/generate.ts';
import type { CommandDefinition, Report } from '../command.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../wrap.ts';

/**
 * `lockflight generate`: writes the files that the contract gives. With `--check` nothing is written, and any difference is a finding (exit 1). A file
 * that was edited by hand is left alone, and is a finding too, unless `--force` is given.
 */
export const generate: CommandDefinition = {
  name: 'generate',
  summary: { en: "write the contract's files, or fail on drift", fr: 'écrit les fichiers du contrat, ou signale un écart' },
  usage: '[--check | --force]',
  options: { check: { type: 'boolean' }, force: { type: 'boolean' } },
  explains: {
    check: { en: 'write nothing; any difference is a finding', fr: "n'écrire rien ; tout écart est un constat" },
    force: { en: 'overwrite files that were edited by hand', fr: 'écraser les fichiers modifiés à la main' },
  },
  examples: ['generate', 'generate --check'],
  positionals: { min: 0, max: 0 },
  run: async ({ options, directory }): Promise<Report> => {
    const check = options.check === true;
    const force = options.force === true;
    if (check && force) throw bothGiven();
    const contract = await contractIn(directory);
    const files = await write({ contract, directory, check, force });
    const findings = files.flatMap(generatedFindings);
    const ok = findings.every(({ severity }) => severity === 'warning');
    return {
      exit: ok ? 0 : 1,
      language: contract.language,
      json: { ok, files: files.map(asJson) },
      lines: (paint, language) => [
        ...files.flatMap((file) => fileLines(file, paint, language)),
        ...(files.length === 0 ? [inLanguage(NOTHING, language)] : []),
      ],
      annotations: findings.map(({ severity, at, code, message, fix }) => ({
        level: severity,
        file: at.file,
        line: at.line,
        title: code,
        message: { en: `${message.en}: ${fix.en}`, fr: `${message.fr} : ${fix.fr}` },
      })),
    };
  },
};

const NOTHING: Text = {
  en: 'the contract names no file to generate: see `generate` in its language',
  fr: 'le contrat ne nomme aucun fichier à générer : voir `generate` dans son langage',
};

const asJson = (file: GeneratedFile) => ({
  path: file.path,
  kind: file.kind,
  state: file.state,
  missing: file.missing,
  ignored: file.ignored,
  ...(file.difference === undefined || file.state === 'written' ? {} : { difference: file.difference }),
  findings: generatedFindings(file).map(({ code, severity, message, fix }) => ({ code, severity, message, fix })),
});

const STATES: Readonly<Record<GeneratedFile['state'], Text>> = {
  current: { en: 'up to date', fr: 'à jour' },
  written: { en: 'written', fr: 'écrit' },
  stale: { en: 'stale', fr: 'périmé' },
  edited: { en: 'edited by hand', fr: 'modifié à la main' },
  foreign: { en: 'not ours', fr: 'pas le nôtre' },
  withheld: { en: 'not written', fr: 'non écrit' },
};

const fileLines = (file: GeneratedFile, paint: Paint, language: Language): readonly string[] => {
  const good = file.state === 'current' || file.state === 'written';
  const word = STATES[file.state][language].padEnd(language === 'fr' ? 17 : 14);
  return [
    `  ${paint(good ? 'good' : 'bad', word)}  ${file.path}`,
    ...generatedFindings(file).flatMap((each) => findingLines(each, paint, language)),
  ];
};

const findingLines = (finding: Diagnostic, paint: Paint, language: Language): readonly string[] => {
  const { at, code, severity, message, fix } = finding;
  const where = severity === 'error' ? `${at.file}:${at.line}  ` : '';
  return [
    `    ${where}${paint(severity === 'error' ? 'bad' : 'doubt', code)}`,
    ...wrap(`      ${inLanguage(message, language)}`, 80, '      '),
    ...wrap(`      -> ${inLanguage(fix, language)}`, 80, '         '),
  ];
};

const bothGiven = (): LockflightError =>
  new LockflightError({
    code: 'bad-arguments',
    exit: 2,
    message: { en: '--check and --force exclude each other', fr: "--check et --force s'excluent" },
    hint: { en: `usage: lockflight generate ${generate.usage}`, fr: `usage : lockflight generate ${generate.usage}` },
  });
