/**
 * What would make a refused document, or one of its tables, readable: where it stands, how to write it, and the command to type then. Input: the parsed
 * document and its name; output: refusals in both languages. Pure.
 */
import type { Text } from '../../../contract/text.ts';
import { environmentsOf } from '../heads/column.ts';
import { wordsOf } from '../heads/plain.ts';
import type { ImportCode } from '../import-codes.ts';
import type { MarkdownDocument, MarkdownTable } from '../markdown/document.ts';
import { isStrongName } from '../names/read-names.ts';
import type { Refusal } from './refusal.ts';

const HEAD = '| Variable | Local | Staging | Production |';

/** The document as a whole: none of its tables is a matrix. */
export const refusedDocument = (file: string, document: MarkdownDocument): Refusal => {
  const { line, message } = whatItIs(file, document);
  return {
    code: 'no-variable-matrix',
    at: { file, line, column: 1 },
    message,
    fix: {
      en: `write a table ${HEAD} with a row for each variable, then: lockflight init --from ${file}; or begin from the code: lockflight init`,
      fr: `écrivez un tableau ${HEAD} avec une ligne par variable, puis : lockflight init --from ${file} ; ou partez du code : lockflight init`,
    },
  };
};

const whatItIs = (
  file: string,
  { tables, htmlTables, notes, codes }: MarkdownDocument,
): { readonly line: number; readonly message: Text } => {
  const [first] = tables;
  const [html] = htmlTables;
  if (first !== undefined)
    return {
      line: first.line,
      message:
        tables.length === 1
          ? {
              en: `the only table of ${file} is no matrix of variables by environment`,
              fr: `le seul tableau de ${file} n'est pas une matrice de variables par environnement`,
            }
          : {
              en: `none of the ${tables.length} tables of ${file} is a matrix of variables by environment`,
              fr: `aucun des ${tables.length} tableaux de ${file} n'est une matrice de variables par environnement`,
            },
    };
  if (html !== undefined)
    return {
      line: html,
      message: {
        en: `${file} has a table in HTML: only Markdown tables, with bars, are read`,
        fr: `${file} contient un tableau en HTML : seuls les tableaux Markdown, à barres, sont lus`,
      },
    };
  const items = notes.filter(({ text }) => environmentsOf(/^([^:：]{2,40}?)\s*[:：]/.exec(text)?.[1] ?? '').length === 1);
  const names = codes.some(({ text }) => isStrongName(text.split('=')[0] ?? ''));
  if (items.length > 1 && names)
    return {
      line: items[0]?.line ?? 1,
      message: {
        en: `${file} tells its environments in a list: only a table says for each variable where it is needed`,
        fr: `${file} décrit ses environnements dans une liste : seul un tableau dit, pour chaque variable, où elle est nécessaire`,
      },
    };
  return {
    line: 1,
    message: {
      en: `${file} has no table: prose is not read, since half of a rule would look like a whole one`,
      fr: `${file} ne contient aucun tableau : la prose n'est pas lue, car une moitié de règle aurait l'air entière`,
    },
  };
};

export const refusedTable = (
  file: string,
  table: MarkdownTable,
  { code, message }: { readonly code: ImportCode; readonly message: Text },
): Refusal => ({
  code,
  at: { file, line: table.line, column: 1 },
  message,
  fix: howToWrite(table, code),
});

const howToWrite = (table: MarkdownTable, code: ImportCode): Text => {
  if (code === 'table-without-environments') {
    const required = table.head.find(({ text }) =>
      /^(?:required|needed|used|set|requise?|obligatoire) (?:in|en|for|pour)\b/.test(wordsOf(text)),
    );
    return required === undefined
      ? {
          en: 'give each environment a column (Local, Staging, Production), or each a table with a column "Value" under a heading that names it',
          fr: 'donnez à chaque environnement une colonne (Local, Staging, Production), ou un tableau à colonne « Valeur » sous un titre qui le nomme',
        }
      : {
          en: `instead of the column "${required.text.slice(0, 40)}", give each environment a column that says required or optional`,
          fr: `au lieu de la colonne « ${required.text.slice(0, 40)} », donnez à chaque environnement une colonne qui dit requis ou optionnel`,
        };
  }
  if (code === 'table-without-variables')
    return {
      en: 'if its rows are environment variables, write their names as the code reads them: `DATABASE_URL`',
      fr: "si ses lignes sont des variables d'environnement, écrivez leurs noms tels que le code les lit : `DATABASE_URL`",
    };
  if (code === 'table-without-rules')
    return {
      en: 'write required, optional, forbidden or a value into its cells',
      fr: 'écrivez requis, optionnel, interdit ou une valeur dans ses cellules',
    };
  return {
    en: 'if its rows are environment variables, head the first column "Variable", and write what is needed, not what was observed',
    fr: "si ses lignes sont des variables d'environnement, intitulez la première colonne « Variable », et écrivez ce qu'il faut, non ce qu'on a observé",
  };
};
