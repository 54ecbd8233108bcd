/** Options as their command wants them. Errors: `bad-arguments`. */
import { LockflightError } from '../errors.ts';
import type { Invocation } from './command.ts';

export const textOption = ({ options }: Invocation, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

export const flag = ({ options }: Invocation, name: string): boolean => options[name] === true;

/** A whole number above 0, or undefined when the option was not given. */
export const countOption = (invocation: Invocation, name: string): number | undefined => {
  const text = textOption(invocation, name);
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw wrong(
    { en: `--${name} is a whole number above 0`, fr: `--${name} est un nombre entier positif` },
    { en: `for example: --${name} 41`, fr: `par exemple : --${name} 41` },
  );
};

/** A port to listen on, 1 to 65535, or undefined when the option was not given. */
export const portOption = (invocation: Invocation, name: string): number | undefined => {
  const port = countOption(invocation, name);
  if (port === undefined || port <= 65535) return port;
  throw wrong(
    { en: `--${name} is 65535 at most`, fr: `--${name} vaut 65535 au plus` },
    { en: `for example: --${name} 8080`, fr: `par exemple : --${name} 8080` },
  );
};

/** A moment: `2026-11-20T14:00:00Z`, or a day, which means its beginning in UTC. */
export const instantOption = (invocation: Invocation, name: string): string | undefined => {
  const text = textOption(invocation, name);
  if (text === undefined) return undefined;
  const shaped = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const time = shaped && isDay(text.slice(0, 10)) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw wrong(
    { en: `--${name} is a day or a moment with its time zone`, fr: `--${name} est un jour, ou un instant avec son fuseau` },
    { en: `for example: --${name} 2026-11-20T14:00:00Z`, fr: `par exemple : --${name} 2026-11-20T14:00:00Z` },
  );
};

/** `2026-02-31` is read as a day of March by `Date`. */
export const isDay = (text: string): boolean => {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

export const requiredOption = (invocation: Invocation, name: string, example: string): string => {
  const value = textOption(invocation, name)?.trim();
  if (value !== undefined && value !== '') return value;
  throw wrong(
    { en: `--${name} is needed`, fr: `--${name} est nécessaire` },
    { en: `for example: --${name} ${example}`, fr: `par exemple : --${name} ${example}` },
  );
};

/** Errors: `bad-arguments`. */
export const oneOf = <T extends string>(invocation: Invocation, name: string, values: readonly T[], absent: T): T => {
  const value = textOption(invocation, name) ?? absent;
  const found = values.find((v) => v === value);
  if (found !== undefined) return found;
  throw wrong(
    { en: `--${name} is ${values.join(' or ')}`, fr: `--${name} vaut ${values.join(' ou ')}` },
    { en: `for example: --${name} ${absent}`, fr: `par exemple : --${name} ${absent}` },
  );
};

const wrong = (
  message: { readonly en: string; readonly fr: string },
  hint: { readonly en: string; readonly fr: string },
): LockflightError => new LockflightError({ code: 'bad-arguments', exit: 2, message, hint });
