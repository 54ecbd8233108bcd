/**
 * README and the documents beside it show commands, their output, and figures. Here they are held against the commands, the recorded story and the measurements; demo/demo.test.ts
 * holds the recorded story against the one that is told.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { peersTableOf, type Results, tableOf } from '../../../bench/table.ts';
import { promptsOf, withExcerpts } from '../../../docs/excerpts.ts';
import { findCommand, parseCall } from './cli/parse.ts';
import { COMMANDS } from './cli/registry.ts';
import { readContract } from './contract/read-contract.ts';

const ROOT = join(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const README = read('README.md');
const TRANSCRIPT = read('docs/transcript.txt');
const DOCUMENTS = [
  'README.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('.md'))
    .map((f) => `docs/${f}`),
];

/** A command line as a shell would split it; the story quotes nothing that holds a blank. */
const wordsOf = (command: string): readonly string[] => command.trim().split(/\s+/);

/** Throws what the command line itself would answer to a command that it does not have, or to options that it does not take. */
const requireCommand = async (words: readonly string[]): Promise<void> => {
  const found = findCommand(words);
  if (found === undefined) throw new Error(`there is no command: lockflight ${words.join(' ')}`);
  parseCall(await found.command.load(), found.rest);
};

test('the excerpts of README are what the transcript holds', () => {
  expect(README).toContain('<!-- transcript: ');
  expect(withExcerpts(README, TRANSCRIPT)).toBe(README);
});

test('no line of an output is wider than a terminal', () => {
  // git's own words are as long as they are; the forge's address has a port of any length in it.
  const own = TRANSCRIPT.split('\n').filter((line) => line.startsWith('  ') && !/remote|rejected|http:/.test(line));
  expect(own.filter((line) => line.length > 82)).toEqual([]);
});

test('every command of the transcript is one that the command line takes', async () => {
  const commands = promptsOf(TRANSCRIPT).flatMap((line) => {
    const [, command] = / \$ lockflight (.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [command];
  });
  expect(commands.length).toBeGreaterThan(10);
  for (const command of commands) await requireCommand(wordsOf(command));
});

test.each(DOCUMENTS)('every command that %s names exists', (file) => {
  const named = [...read(file).matchAll(/`(?:npx )?lockflight ([a-z][a-z-]*(?: [a-z]+)?)[^`]*`/g)].map(([, words]) => wordsOf(words ?? ''));
  const missing = named.filter((words) => findCommand(words) === undefined).map((words) => words.join(' '));
  expect(missing.filter((m) => !ABSENT.includes(m.split(' ')[0] ?? '') && !ABSENT.includes(m))).toEqual([]);
});

/** Commands that a document may name because it says that they are not there. */
const ABSENT = ['serve', 'mcp'];

test('what is said not to be there is not there', () => {
  expect(COMMANDS.filter(({ name }) => ABSENT.includes(name)).map((c) => c.name)).toEqual([]);
});

test('README and docs/CLI.md list every command', () => {
  for (const { name } of COMMANDS) {
    expect(README).toContain(`\`lockflight ${name}`);
    expect(read('docs/CLI.md')).toContain(`\n## ${name}\n`);
  }
});

test('docs/CLI.md shows the usage that each command has', async () => {
  const text = read('docs/CLI.md');
  for (const { name, load } of COMMANDS) {
    const { usage } = await load();
    expect(text).toContain(`\n    ${`lockflight ${name} ${usage}`.trimEnd()}\n`);
  }
});

test('the contract that README shows has nothing wrong with it', () => {
  const [, text] = /```yaml\n([\s\S]*?)```/.exec(README) ?? [];
  expect(readContract({ file: 'lockflight.yaml', text: text ?? '' }).diagnostics).toEqual([]);
});

test('the figures of README are those of bench/results.json', () => {
  const results = JSON.parse(read('bench/results.json')) as Results;
  expect(README).toContain(tableOf(results));
  expect(README).toContain(peersTableOf(results));
});

test.each(DOCUMENTS)('every link of %s leads somewhere', (file) => {
  const targets = [...read(file).matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target]) => target ?? '');
  expect(targets.filter((target) => !existsSync(join(ROOT, dirname(file), target)))).toEqual([]);
});
