/** The values of a file of variables, for tests. */
import { parseEnvFile } from './samples/parse-env-file.ts';

export const readEnvText = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(parseEnvFile(text).flatMap(({ name, value, off }) => (off ? [] : [[name, value]])));
