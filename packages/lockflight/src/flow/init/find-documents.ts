/**
 * Documents of the folder that `init --from` could read: a matrix of variables in Markdown, a `.env.schema`. They are named and not read into the draft: what
 * people wrote down as a rule is not mixed with what was guessed. Errors: none.
 */
import { join } from 'node:path';
import { parseMarkdown } from '../../env/import/markdown/parse-markdown.ts';
import { recogniseTables } from '../../env/import/tables/recognise-tables.ts';
import { isEnvSchema } from '../../env/import/varlock/draft-from-env-schema.ts';
import { readText } from '../scan/read-text.ts';

const MOST_FILES = 200;
const LEFT_OUT = /(?:^|\/)(?:node_modules|vendor|\.git|fixtures|__fixtures__|CHANGELOG\.md)(?:\/|$)/i;

export const findDocuments = (directory: string, files: readonly string[]): readonly string[] => [
  ...files.filter((file) => isEnvSchema(file) && !LEFT_OUT.test(file)),
  ...files
    .filter((file) => /\.mdx?$/i.test(file) && !LEFT_OUT.test(file))
    .slice(0, MOST_FILES)
    .filter((file) => hasMatrix(join(directory, file))),
];

const hasMatrix = (path: string): boolean => {
  const read = readText(path);
  if ('why' in read || !/\|\s*:?-{2,}/.test(read.text) || !/[A-Z]{2,}_[A-Z]/.test(read.text)) return false;
  return recogniseTables(parseMarkdown(read.text).tables).some(({ recognised }) => 'matrix' in recognised);
};
