// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how such files write it
/** What a host is told to ask for, and what the files of hosts set themselves. */
import { expect, test } from 'vitest';
import type { FileSummary } from '../code/summary.ts';
import { summariseAppJson, summariseHostJson, summariseProcfile, summariseRender, summariseToml } from './hosts.ts';

const found = ({ reads }: FileSummary): readonly string[] => [...new Set(reads.map(({ name, line }) => `${line} ${name}`))];

test('Heroku asks for its env, with defaults; Expo has none', () => {
  const summary = summariseAppJson(
    'app.json',
    '{\n "env": {\n  "KEY": { "generator": "secret" },\n  "MODE": { "value": "self" },\n  "MAIL": { "required": false },\n  "SHORT": "x" },\n "environments": { "review": { "env": { "REVIEW": "1" } } } }',
  );
  expect(found(summary)).toEqual(['3 KEY', '4 MODE', '5 MAIL', '6 SHORT', '7 REVIEW']);
  expect(summary.reads.map(({ use }) => use.default ?? use.need)).toEqual([undefined, 'self', 'optional', 'x', '1']);
  expect(found(summariseAppJson('app.json', '{ "expo": { "name": "x", "extra": { "env": { "A": 1 } } } }'))).toEqual([]);
});

test('Render asks for what has no value, and runs commands', () => {
  const text =
    'services:\n  - type: web\n    startCommand: serve -p $PORT\n    envVars:\n      - key: A\n        sync: false\n      - key: B\n        value: x\n      - key: C\n        fromDatabase: { name: db, property: url }\nenvVarGroups:\n  - name: g\n    envVars:\n      - { key: D, generateValue: true }';
  expect(found(summariseRender('render.yaml', text))).toEqual(['3 PORT', '5 A', '9 C', '14 D']);
});

test('processes', () => {
  expect(found(summariseProcfile('Procfile', 'web: X=1 serve --port ${PORT:-3000} $X\n# $NOT\nworker: work --size $SIZE\n'))).toEqual([
    '1 PORT',
    '3 SIZE',
  ]);
});

test('commands and references in TOML; tables of variables set', () => {
  const text = [
    '# command = "$NOT"',
    'app = "x-$NOT"',
    '[env]',
    '  SET = "$NOT" # here',
    '[deploy]',
    '  release_command = "migrate $DB_URL"',
    '[processes]',
    "  web = 'serve $WEB_ARG'",
    '[build]',
    'command = """',
    'run "$A"',
    '"""',
    '[auth.external.apple]',
    'secret = "env(APPLE_SECRET)"',
    '[secrets]',
    'required = ["KEY", "OTHER"]',
  ].join('\n');
  expect(found(summariseToml('fly.toml', text))).toEqual(['6 DB_URL', '8 WEB_ARG', '11 A', '14 APPLE_SECRET', '16 KEY', '16 OTHER']);
});

test('the same in JSON', () => {
  const text = '{ // comment\n "vars": { "SET": "$NOT" },\n "build": { "command": "build $ARG", },\n "secrets": { "required": ["KEY"] } }';
  expect(found(summariseHostJson('wrangler.jsonc', text))).toEqual(['3 ARG', '4 KEY']);
});
