import { expect, test } from 'vitest';
import { commandHelp, generalHelp } from './help.ts';
import { COMMANDS } from './registry.ts';

const LANGUAGES = ['en', 'fr'] as const;
const tooWide = (help: string): readonly string[] => help.split('\n').filter((line) => line.length > 80);

test('the general help names every command, 80 columns wide', () => {
  for (const language of LANGUAGES) {
    const help = generalHelp(language);
    for (const { name } of COMMANDS) expect(help).toContain(`\n  ${name} `);
    expect(tooWide(help)).toEqual([]);
  }
});

test.each(COMMANDS)('$name explains each of its options, 80 columns wide', async ({ name, load }) => {
  const definition = await load();
  expect(definition.name).toBe(name);
  expect(Object.keys(definition.explains ?? {}).sort()).toEqual(Object.keys(definition.options).sort());
  for (const option of Object.keys(definition.options)) expect(definition.usage).toContain(`--${option}`);
  for (const language of LANGUAGES) {
    const help = commandHelp(definition, language);
    expect(tooWide(help)).toEqual([]);
    for (const example of definition.examples ?? []) expect(example.startsWith(name)).toBe(true);
  }
});
