/** The matrix on 80 columns: names on the left, one column an environment; where they do not fit side by side, as many tables as it takes. */
import { knowsModes } from '../../contract/in-words/cells.ts';
import { needInWords } from '../../contract/in-words/vocabulary.ts';
import type { Cell, Contract, Environment, Variable } from '../../contract/model.ts';
import type { Language } from '../../contract/text.ts';
import type { Paint } from '../paint.ts';

const WIDTH = 80;
const MIN_COLUMN = 13;
const MAX_NAME = 26;

export const matrixLines = (contract: Contract, paint: Paint, language: Language): readonly string[] => {
  if (contract.variables.length === 0) return [{ en: 'the contract has no variables', fr: "le contrat n'a pas de variables" }[language]];
  const nameWidth = Math.min(MAX_NAME, Math.max(...contract.variables.map(({ name, secret }) => name.length + (secret ? 2 : 0)), 8));
  const column = Math.max(
    MIN_COLUMN,
    ...contract.variables.flatMap((variable) => variable.cells.map((cell) => leastOf(variable, cell, language))),
  );
  const fit = Math.max(1, Math.floor((WIDTH - nameWidth) / (column + 2)));
  const count = Math.ceil(contract.environments.length / fit);
  const tables = chunks(contract.environments, Math.ceil(contract.environments.length / count)).map((environments) =>
    tableLines(contract.variables, environments, { nameWidth, paint, language }),
  );
  return [
    ...tables.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines])),
    '',
    ...legend(contract, language).map((line) => paint('quiet', line)),
  ];
};

interface Layout {
  readonly nameWidth: number;
  readonly paint: Paint;
  readonly language: Language;
}

const tableLines = (variables: readonly Variable[], environments: readonly Environment[], layout: Layout): readonly string[] => {
  const { nameWidth, paint, language } = layout;
  const column = Math.floor((WIDTH - nameWidth) / environments.length) - 2;
  const head = [' '.repeat(nameWidth), ...environments.map(({ name }) => paint('strong', cut(name, column).padEnd(column)))]
    .join('  ')
    .trimEnd();
  const rows = variables.map((variable) => {
    const name = cut(variable.name, nameWidth - (variable.secret ? 2 : 0)) + (variable.secret ? ' *' : '');
    const cells = environments.map((environment) => {
      const cell = variable.cells.find((each) => each.environment === environment.name);
      return paintCell(cell, cut(cell === undefined ? '' : compact(variable, cell, language), column).padEnd(column), paint);
    });
    return [name.padEnd(nameWidth), ...cells].join('  ').trimEnd();
  });
  return [head, ...rows];
};

const paintCell = (cell: Cell | undefined, words: string, paint: Paint): string => {
  if (cell?.need === 'forbidden') return paint('bad', words);
  return cell?.need === 'optional' && cell.is === undefined ? paint('quiet', words) : words;
};

const fixesValue = (cell: Cell): boolean => cell.need !== 'forbidden' && (cell.is !== undefined || cell.default !== undefined);

/** What a column must hold: a value may be cut, a need or a mode may not. */
const leastOf = (variable: Variable, cell: Cell, language: Language): number =>
  fixesValue(cell) ? 0 : compact(variable, cell, language).length;

/** The fewest words that still tell the rule: the value it must be, or its default, or how much it is needed, with its mode. */
const compact = (variable: Variable, cell: Cell, language: Language): string => {
  const mode = cell.mode === undefined || !knowsModes(variable) ? '' : ` ${cell.mode}`;
  const when = cell.when.length === 0 ? '' : ' ?';
  const shown = (value: Cell['is']): string => (variable.secret ? '' : String(value).replace(/[\p{Cc}\u2028\u2029]+/gu, ' '));
  if (cell.need === 'forbidden') return needInWords('forbidden')[language] + when;
  if (cell.is !== undefined) return `= ${shown(cell.is)}${when}`;
  if (cell.default !== undefined) return `${{ en: 'default', fr: 'défaut' }[language]} ${shown(cell.default)}`.trimEnd() + when;
  return needInWords(cell.need)[language] + mode + when;
};

const legend = ({ variables }: Contract, language: Language): readonly string[] => {
  const cells = variables.flatMap((variable) => variable.cells);
  const words = [
    ...(variables.some(({ secret }) => secret) ? [{ en: '* secret', fr: '* secret' }] : []),
    ...(cells.some(({ is }) => is !== undefined) ? [{ en: '= must be this value', fr: '= doit avoir cette valeur' }] : []),
    ...(cells.some(({ when }) => when.length > 0) ? [{ en: '? only under a condition', fr: '? seulement sous condition' }] : []),
    { en: 'one of them: lockflight env explain NAME', fr: "l'une d'elles : lockflight env explain NOM" },
  ].map((text) => text[language]);
  const lines: string[] = [];
  for (const each of words) {
    const joined = lines.length === 0 ? each : `${lines.at(-1)}   ${each}`;
    if (joined.length <= WIDTH) lines.splice(-1, 1, joined);
    else lines.push(each);
  }
  return lines;
};

const cut = (words: string, width: number): string => (words.length <= width ? words : `${words.slice(0, Math.max(0, width - 2))}..`);

const chunks = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
