import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { main } from '../cli/main.ts';
import { plain } from '../cli/paint.ts';
import { invitation } from './keep-going.ts';
import { openStage } from './stage.ts';

const openSmall = (language: 'en' | 'fr') =>
  openStage({
    main,
    language,
    colour: false,
    startsAt: new Date('2026-11-16T09:00:00Z'),
    owner: 'koomy',
    name: 'koomy',
    files: { 'a.txt': 'one\n' },
    people: ['octocat', 'amina', 'karim', 'sara'],
    agents: [],
  });

test('a folder that vanished is an error with a code, not an empty answer', async () => {
  const stage = await openSmall('en');
  try {
    expect(await stage.read('sara', 'show', 'origin/main:a.txt')).toBe('one\n');
    await rm(stage.cloneOf('sara'), { recursive: true });
    await expect(stage.read('sara', 'rev-parse', 'origin/main')).rejects.toMatchObject({ code: 'demo-gone' });
  } finally {
    await stage.close();
  }
});

test.each(['en', 'fr'] as const)('going on by hand fits 80 columns and keeps to the language of the story, in %s', async (language) => {
  const stage = await openSmall(language);
  try {
    const lines = invitation({ stage, paint: plain, language }).join('\n').split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines).toContain(`  export LOCKFLIGHT_LANG=${language}`);
  } finally {
    await stage.close();
  }
});
