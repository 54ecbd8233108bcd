/** JSON and TOML files of tools: package scripts, turbo.json, vercel.json, .replit. A name's line is where it stands in the text. */
import type { FileSummary } from '../code/summary.ts';
import { references } from './interpolation.ts';
import { isObject, lineOf, objectAt, parsedJson } from './json-files.ts';
import { shellReads } from './shell.ts';
import { type Mention, matches, summaryOf } from './summary-of.ts';
import { tomlStrings } from './toml-strings.ts';
import { cmdReads } from './workflow-shells.ts';

/** `scripts` of a package.json: `$NAME` and `%NAME%`; what a script sets for itself (`cross-env X=1`) is its own. */
export const summarisePackage = (file: string, text: string): FileSummary => {
  const mentions = Object.entries(objectAt(parsedJson(text), 'scripts')).flatMap(([key, script]) => {
    if (typeof script !== 'string') return [];
    const line = lineOf(text, `"${key}"`, text.indexOf('"scripts"'));
    // Neither a date's format (`+%Y%m%d`) nor an escape of an address (`%C3%A9`).
    const windows = cmdReads(script).filter(({ name }) => /^[A-Z_][A-Z0-9_]+$/.test(name) && !/^[0-9A-F]{2}$/.test(name));
    return [...shellReads(script), ...windows].map((mention): Mention => ({ ...mention, line }));
  });
  return summaryOf(file, 'package-script', mentions);
};

/** turbo.json: `env`, `globalEnv`, `passThroughEnv`, `globalPassThroughEnv`, of all tasks. Wildcards and exclusions name no variable. */
export const summariseTurbo = (file: string, text: string): FileSummary => {
  const mentions: Mention[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, held] of Object.entries(value)) {
      if (/^(?:env|globalEnv|passThroughEnv|globalPassThroughEnv)$/.test(key) && Array.isArray(held)) {
        for (const name of held) {
          if (typeof name === 'string' && /^[A-Za-z_]\w*$/.test(name))
            mentions.push({ name, line: lineOf(text, `"${name}"`, text.indexOf(`"${key}"`)) });
        }
      } else walk(held);
    }
    // Before version 2, a task could depend on `$NAME`.
    const depends =
      (value as { dependsOn?: unknown; globalDependencies?: unknown }).dependsOn ??
      (value as { globalDependencies?: unknown }).globalDependencies;
    for (const each of Array.isArray(depends) ? depends : []) {
      const name = typeof each === 'string' ? /^\$([A-Za-z_]\w*)$/.exec(each)?.[1] : undefined;
      if (name !== undefined) mentions.push({ name, line: lineOf(text, `"$${name}"`, 0) });
    }
  };
  walk(parsedJson(text));
  return summaryOf(file, 'turbo', mentions);
};

/** vercel.json: `env`, `build.env` by name or by `@secret`, and `$NAME` in its commands. */
export const summariseVercel = (file: string, text: string): FileSummary => {
  const whole = parsedJson(text);
  const named = [objectAt(whole, 'env'), objectAt(objectAt(whole, 'build'), 'env')].flatMap((env) => Object.keys(env));
  const commands = ['buildCommand', 'installCommand', 'devCommand', 'ignoreCommand'].flatMap((key) => {
    const command = isObject(whole) ? whole[key] : undefined;
    return typeof command === 'string' ? shellReads(command).map((each): Mention => ({ ...each, line: lineOf(text, `"${key}"`, 0) })) : [];
  });
  return summaryOf(file, 'vercel', [...named.map((name) => ({ name, line: lineOf(text, `"${name}"`, 0) })), ...commands]);
};

/** Replit's own images give these. */
const OF_REPLIT = /^(?:PYTHON_?HOME|PYTHON_LD_LIBRARY_PATH|VIRTUAL_ENV|PRYBAR_\w+|POETRY_\w+)$/;

/** `.replit`: `$NAME` in its commands, and what it sets under `[env]` and `[userenv]` is its own. */
export const summariseReplit = (file: string, text: string): FileSummary => {
  const strings = tomlStrings(text);
  const own = new Set(strings.flatMap(({ table, key }) => (/^(?:\w+\.)?(?:user)?env(?:\.\w+)?$/.test(table) ? [key] : [])));
  return summaryOf(
    file,
    'replit',
    strings.flatMap(({ value, line }) =>
      references(value, line).filter(
        ({ name, indirect }) => !indirect && /^[A-Z_][A-Z0-9_]*$/.test(name) && !own.has(name) && !OF_REPLIT.test(name),
      ),
    ),
  );
};

/** Pages of Vite and Create React App: `%VITE_NAME%`. */
export const summariseHtml = (file: string, text: string): FileSummary =>
  summaryOf(
    file,
    'html',
    matches(
      text.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' ')),
      /%((?:VITE|REACT_APP|PUBLIC)_[A-Z0-9_]+)%/g,
    ).map(({ match, line, column }) => ({ name: match[1] ?? '', line, column })),
  );
