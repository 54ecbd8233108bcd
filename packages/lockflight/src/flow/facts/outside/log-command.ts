/**
 * Errors as a program of the recorder's host tells them: one JSON object, `{ "errors": 3, "from": ISO, "to": ISO }`. `errors` is their number since {since}, or a list of
 * `{ "at": ISO }`; `from` and `to` say which time it looked at, and without them it looked at nothing.
 */
import type { LogSource } from '../../../contract/model.ts';
import type { LogFact } from '../../../policy/facts.ts';
import { instant } from '../../../policy/time.ts';
import { failing } from './ask-json.ts';
import type { Host } from './host.ts';
import { fieldOf, listOfObjects, parseJson } from './json.ts';
import { runProgram } from './run-program.ts';

/** Seconds. */
const CLOCKS_APART = 5 * 60;

type Command = Extract<LogSource, { kind: 'command' }>;

/** `since`: seconds since 1970. */
export const readLogCommand = async (host: Host, source: Command, since: number): Promise<LogFact> => {
  const until = host.now();
  const words = { since: new Date(since * 1000).toISOString(), until: until.toISOString() };
  const told = parseJson(await runProgram(host, { ...source, words }));
  const [errors, from, to] = [fieldOf(told, 'errors'), fieldOf(told, 'from'), fieldOf(told, 'to')];
  const counted = typeof errors === 'number' && Number.isSafeInteger(errors) && errors >= 0 ? errors : undefined;
  const listed = listOfObjects(errors);
  if (counted === undefined && listed === undefined)
    throw failing(source.name)('source-nonsense', 'the program told no number of errors', "le programme n'a pas dit combien d'erreurs");
  const lines = (listed ?? []).map((line) => ({ at: String(fieldOf(line, 'at') ?? ''), message: '' }));
  if (typeof to === 'string' && instant(to) > until.getTime() / 1000 + CLOCKS_APART)
    throw failing(source.name)('source-nonsense', 'the program looked into the future', "le programme a regardé dans l'avenir");
  const covers = typeof from === 'string' && typeof to === 'string' && instant(from) <= instant(to) ? { covers: { from, to } } : {};
  return { errors: lines, ...(counted === undefined ? {} : { counted }), ...covers };
};
