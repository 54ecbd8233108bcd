/**
 * Names that stand in source that the scan has no parser for: a variable of a document that a Java service or a Python script names is not one that nothing
 * reads. Input: the folder and its files; output: every word in capitals of those files. Errors: none; what cannot be read names nothing.
 */
import { join } from 'node:path';
import { readText } from '../scan/read-text.ts';

const OTHER_SOURCE =
  /\.(?:py|rb|go|php|java|kts?|scala|groovy|cs|fs|vb|rs|exs?|erl|swift|dart|pl|lua|clj|c|cc|cpp|h|hpp|properties)$|(?:^|\/)(?:application|bootstrap)(?:-[\w-]+)?\.ya?ml$|(?:^|\/)appsettings(?:\.[\w-]+)?\.json$/i;
const LEFT_OUT = /(?:^|\/)(?:node_modules|vendor|\.git|dist|build|target|venv|\.venv|site-packages)\//;
const MOST_FILES = 5000;

export const namesElsewhere = (directory: string, files: readonly string[]): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const file of files.filter((each) => OTHER_SOURCE.test(each) && !LEFT_OUT.test(each)).slice(0, MOST_FILES)) {
    const read = readText(join(directory, file));
    if ('why' in read) continue;
    for (const [name] of read.text.matchAll(/(?<![A-Za-z0-9_])[A-Z][A-Z0-9]*(?:_+[A-Z0-9]+)*(?![A-Za-z0-9_])/g))
      if (name.length > 2) names.add(name);
  }
  return names;
};
