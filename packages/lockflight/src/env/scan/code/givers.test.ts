import { expect, test } from 'vitest';
import { giversOf, importsOfText } from './givers.ts';
import { emptySummary, type FileSummary } from './summary.ts';

const ENV = { is: 'env', via: 'process.env' } as const;
const summary = (file: string, more: Partial<FileSummary>): [string, FileSummary] => [file, { ...emptySummary(file), ...more }];

test('a file gives the environment that knows one that exports it, over files that nobody read, and round a circle', () => {
  const texts: Record<string, readonly string[]> = { far: ['near'], near: ['far', 'env'], other: ['loop'], loop: ['other'] };
  const gives = giversOf({
    summaries: new Map([summary('env', { exports: [['all', ENV]] }), summary('closed', { imports: ['env'] })]),
    hands: ({ is }) => is === 'env',
    target: (_file, from) => from,
    importsOf: (file) => texts[file] ?? [],
  });
  expect(['env', 'near', 'far'].map(gives)).toEqual([true, true, true]);
  // `closed` was read whole, and exports nothing of what it imports.
  expect(['other', 'loop', 'closed', 'nowhere'].map(gives)).toEqual([false, false, false, false]);
});

test('every way to import is seen in a text', () => {
  const text = `import a from './a';import'./b';export*from"./c";const d = require('./d'); await import(\`./e\`); import f = require("./f");`;
  expect(importsOfText(text)).toEqual(['./a', './b', './c', './d', './e', './f']);
});
