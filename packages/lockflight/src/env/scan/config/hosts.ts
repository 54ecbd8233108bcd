/**
 * Files that tell a host about an application: Heroku's app.json, Render's render.yaml, Procfile, fly.toml, netlify.toml, railway.*, wrangler.*, Supabase's config.toml.
 * Read: the names that the host asks its owner for, and `$NAME` in commands. A name that is given its value there is set, not read.
 */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { FileSummary } from '../code/summary.ts';
import { isObject, lineOf, objectAt, parsedJson } from './json-files.ts';
import { shellReads } from './shell.ts';
import { type Mention, matches, summaryOf } from './summary-of.ts';
import { tomlStrings } from './toml-strings.ts';
import { entriesOf, lineOfNode, lineOfText, textAt } from './yaml-nodes.ts';

/** Heroku's `env`, also of its review applications; Expo's file of the same name has none. */
export const summariseAppJson = (file: string, text: string): FileSummary => {
  const whole = parsedJson(text);
  const stages = Object.values(objectAt(whole, 'environments')).map((stage) => objectAt(stage, 'env'));
  const mentions = [objectAt(whole, 'env'), ...stages].flatMap((env) =>
    Object.entries(env).map(([name, about]): Mention => {
      const value = isObject(about) ? about.value : about;
      const optional = isObject(about) && about.required === false;
      return {
        name,
        line: lineOf(text, `"${name}"`, text.indexOf('"env"')),
        ...(typeof value === 'string' && value !== '' ? { default: value } : {}),
        ...(optional ? { need: 'optional' } : {}),
      };
    }),
  );
  return summaryOf(file, 'host', mentions);
};

const COMMANDS = /command$|cmds?$|^(?:script|run|start|build|predeploy)$/i;

/** Render: `envVars` without a value of their own, and its commands. */
export const summariseRender = (file: string, text: string): FileSummary => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, strict: false, uniqueKeys: false, logLevel: 'silent' });
  const mentions: Mention[] = [];
  const walk = (node: Node, key: string): void => {
    if (isSeq(node)) for (const item of node.items) walk(item as Node, key);
    else if (isMap(node)) {
      const name = textAt(node, 'key');
      const keys = entriesOf(node).map(([each]) => each);
      if (key === 'envVars' && name !== undefined && !keys.includes('value')) mentions.push({ name, line: lineOfNode(node, lines) });
      for (const [each, value] of entriesOf(node)) walk(value, each);
    } else if (isScalar(node) && typeof node.value === 'string' && COMMANDS.test(key)) {
      const line = lineOfText(node, lines);
      mentions.push(...shellReads(node.value).map((each) => ({ ...each, line: line + each.line - 1 })));
    }
  };
  if (document.contents !== null) walk(document.contents, '');
  return summaryOf(file, 'host', mentions);
};

/** `web: npm start -- --port $PORT`. */
export const summariseProcfile = (file: string, text: string): FileSummary =>
  summaryOf(
    file,
    'host',
    matches(text, /^[\w-]+:[ \t]*(.*)$/gm).flatMap(({ match, line }) => shellReads(match[1] ?? '').map((each) => ({ ...each, line }))),
  );

/** fly, Netlify, Railway, wrangler: `$NAME` in commands, `env(NAME)` of Supabase, names that wrangler requires as secrets. */
export const summariseToml = (file: string, text: string): FileSummary =>
  summaryOf(
    file,
    'host',
    tomlStrings(text).flatMap(({ table, key, value, line }): readonly Mention[] => {
      const named = /^env\(([A-Za-z_]\w*)\)$/.exec(value.trim())?.[1];
      if (named !== undefined) return [{ name: named, line }];
      if (table === 'secrets' && key === 'required') return [{ name: value, line }];
      return COMMANDS.test(key) || table === 'processes' ? shellReads(value).map((each) => ({ ...each, line: line + each.line - 1 })) : [];
    }),
  );

/** railway.json and wrangler.json(c): the same in JSON. */
export const summariseHostJson = (file: string, text: string): FileSummary => {
  const mentions: Mention[] = [];
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (COMMANDS.test(key)) mentions.push(...shellReads(value).map((each) => ({ ...each, line: lineOf(text, `"${key}"`, 0) })));
    } else if (Array.isArray(value)) for (const each of value) walk(each, key);
    else if (isObject(value)) for (const [each, held] of Object.entries(value)) walk(held, each);
  };
  const whole = parsedJson(text);
  walk(whole, '');
  const required = objectAt(whole, 'secrets').required;
  for (const name of Array.isArray(required) ? required : [])
    if (typeof name === 'string') mentions.push({ name, line: lineOf(text, `"${name}"`, text.indexOf('"required"')) });
  return summaryOf(file, 'host', mentions);
};
