import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerpt, isPlain, manyLines, nameable, oneLine } from './words.ts';

/** Every code point that some text may hold, with the dangerous ones made likely. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom('\u001b[2J', '\u202e', '\u2066', '\u2028', '\r\n', '\u009b', '\ufeff', '👩‍🚀'),
    ),
  )
  .map((parts) => parts.join(''));

describe('words from outside', () => {
  test('one line is plain, and stays what it is', () => {
    fc.assert(
      fc.property(text, (words) => {
        const line = oneLine(words);
        expect(isPlain(line)).toBe(true);
        expect(oneLine(line)).toBe(line);
      }),
    );
  });

  test('a name stays what it is, or becomes one that no ref has', () => {
    fc.assert(
      fc.property(text, (words) => {
        const name = nameable(words);
        expect(isPlain(name)).toBe(true);
        if (isPlain(words)) expect(name).toBe(words);
        else expect(name).toContain('\\u{');
      }),
    );
    expect(nameable('main\u202e\u200f')).toBe('main\\u{202e}\\u{200f}');
  });

  test('many lines hold line feeds and tabs, and nothing else that acts', () => {
    fc.assert(
      fc.property(text, (words) => {
        const lines = manyLines(words);
        for (const line of lines.split(/[\n\t]/)) expect(isPlain(line)).toBe(true);
        expect(manyLines(lines)).toBe(lines);
      }),
    );
  });

  test('an excerpt is bounded, in whole characters', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 40 }), (words, length) => {
        expect([...excerpt(words, length)].length).toBeLessThanOrEqual(length + 2);
      }),
    );
    expect(excerpt('👩👩👩👩', 3)).toBe('👩👩...');
  });

  test.each(['Été', '日本', 'العربية', '👩‍🚀', 'a\u200db'])('%s stays', (words) => {
    expect(oneLine(words)).toBe(words);
    expect(manyLines(words)).toBe(words);
  });
});
