/** A process of its own: validates `process.env` and prints all that a log could get hold of: the error's text, stack, cause, properties, and its inspection. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { MODULE } from './contestants/contestant.ts';

const { validate } = (await import(pathToFileURL(join(process.argv[2] ?? '.', MODULE)).href)) as {
  validate: (source: typeof process.env) => unknown;
};
try {
  validate(process.env);
} catch (error) {
  const { message, stack, cause } = error as Error;
  process.stdout.write(`${message}\n${stack}\n${inspect(cause)}\n${JSON.stringify(error)}\n`);
  process.stdout.write(`${inspect(error, { depth: Infinity, showHidden: true, maxStringLength: Infinity, maxArrayLength: Infinity })}\n`);
}
