import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { code, inline, paragraph, table } from './markdown.ts';

describe('a value in code', () => {
  test('stands between backticks, and where they cannot hold it, in an element', () => {
    expect(code('a*b')).toBe('`a*b`');
    expect(code('^(a|b)$')).toBe('<code>&#94;&#40;a&#124;b&#41;&#36;</code>');
    expect(code('`')).toBe('<code>&#96;</code>');
  });
});

describe('words', () => {
  test('keep their code spans and their emphasis', () => {
    expect(inline('the `main` branch, **always**')).toBe('the `main` branch, **always**');
    expect(inline('see ``a`b`` now')).toBe('see <code>a&#96;b</code> now');
  });

  test('lose what would end a cell, start HTML or leave the line', () => {
    expect(inline('a | b\n<b> `c|d` `open')).toBe('a &#124; b &#60;b> <code>c&#124;d</code> &#96;open');
  });

  test('open no block at the start of a paragraph', () => {
    for (const words of ['# title', '- item', '1. one', '> quote', '=== x', '*** ', '+ x'])
      expect(paragraph(words)[0] === words[0]).toBe(words[0] === '1');
    expect(paragraph('1. one')).toBe('1\\. one');
  });
});

test('every row of a table has as many cells as its head, whatever the words', () => {
  const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('|', '\\|', '`|`', '``|', '\\'));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const lines = table(
        ['a', 'b'],
        rows.map(([a, b]) => [inline(a), code(b)]),
      );
      expect(lines).toHaveLength(rows.length + 2);
      for (const line of lines) {
        expect(line).not.toMatch(/[\n\r]/);
        expect(line.split('|')).toHaveLength(4);
      }
    }),
  );
});
