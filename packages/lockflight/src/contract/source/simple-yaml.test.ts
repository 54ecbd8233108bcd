/** What the simple reader reads, it reads as the library does: the data, and the place of every key and value. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkBounds } from '../bounds.ts';
import { WHOLE_CONTRACT } from '../whole-contract.fixture.ts';
import { parseYaml } from './parse-yaml.ts';
import { type Path, type Positions, positionsOf } from './positions.ts';
import { readSimpleYaml } from './simple-yaml.ts';

const placesIn = (value: unknown, positions: Positions, path: Path = []): readonly unknown[] => [
  ...[path, [...path, 'missing']].flatMap((each) => [positions.of(each, 'key'), positions.of(each)]),
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) => placesIn(each, positions, [...path, Array.isArray(value) ? Number(key) : key]))
    : []),
];

/** Whether it was read; when it was, as the library reads it, which then has nothing against it. */
const agreed = (text: string): boolean => {
  if (checkBounds('f', text).length > 0) return false;
  const simple = readSimpleYaml(text);
  if (simple === undefined) return false;
  const { parsed, diagnostics } = parseYaml({ file: 'f', text });
  expect(diagnostics).toEqual([]);
  expect(simple.root).toStrictEqual(parsed?.root);
  const positions = positionsOf({ file: 'f', text }, simple.root, simple.offsets);
  expect(placesIn(simple.root, positions)).toEqual(parsed === undefined ? [] : placesIn(parsed.root, parsed.positions));
  return true;
};

const BLOCKS = `# before
a: 1 # one
b: "x \\\\ \\" y"
c:
  - one
  - two: 2
    # between
    three: [a, "b", 'c''s', { d: e, "f:g": true }]

  - >-
    folded
    words # no comment

d:
- x
- y: false
  z: http://host:1/p#f
e: { a: b,
  c: [d,

    e, ], }   # after
f: |
  literal
   \ng: plain words, with (all) sorts; of - "signs"
"h:i": 'j'
k-l.m: -
  { n: 1.2.3, o: 16-alpine, p: [::/0, -b, ?c, :d] }
q: --flag
`.replace('k-l.m: -', 'k-l.m:');
const LITERAL = 'f: |\n  literal\n  lines\n\ng: >\n  one\n  two\n\n\n# end\nh: |-\n  x\n';

test.each([
  ['a whole contract', WHOLE_CONTRACT],
  ['blocks', BLOCKS.replace('f: |\n  literal\n   \n', '')],
  ['texts of lines', LITERAL],
  ['a list behind its key', 'a:\n  - b: 1\n    c:\n    - d\n  - e\n'],
])('%s is read', (_, text) => expect(agreed(text)).toBe(true));

describe('what is not simple is left to the library', () => {
  // biome-ignore format: one list, read at a glance
  test.each([
    'a: &b c\n', 'a: *b\n', 'a: !!str b\n', '? a\n: b\n', 'a: b\n---\nc: d\n', '%YAML 1.1\n---\na: b\n', 'a:\tb\n', 'a: b\r\n', 'a: "\\n"\n', 'a: b\n  c\n', 'a:\n', 'a: ~\n',
    'a: null\n', 'a: True\n', 'a: 1.5\n', 'a: 0x1\n', 'a: 007\n', 'a: +1\n', 'a: .inf\n', 'a: b: c\n', 'a: b\na: c\n', '<<: { a: b }\n', '__proto__: a\n', '{ <<: 1 }\n', '- a\n', 'a\n', 'a: [b\n]\n',
    'a: [b c: d]\n', 'a: { b }\n', 'a: {"b":c}\n', 'a: "b" c\n', 'a: "b"#c\n', 'a: b', 'a: >2\n  b\n', 'a: |\n  b\n   c\n', 'a: >\n  b\n\n  c\n', '1: a\n', 'true: a\n', ' a: b\nc: d\n', 'a:\n    b: c\n  d: e\n',
    'a: >\n  b\n\n \n   \n', 'a: |\n  b\n\n \nc: d\n', 'a: @b\n', 'a: `b`\n', 'a: -1\n', 'a: [-]\n', 'a: b\u2028\n', `a: ${'['.repeat(40)}${']'.repeat(40)}\n`, 'a: - b\n', '- - a\n', 'a: "b\n  c"\n', 'a: # b\n',
  ])('%j', (text) => expect(readSimpleYaml(text)).toBeUndefined());
});

test('block and flow style together are no deeper than the library lets them be', () => {
  const nested = (blocks: number, flows: number): string =>
    `${Array.from({ length: blocks }, (_, at) => `${' '.repeat(at)}a:\n`).join('')}${' '.repeat(blocks)}${'['.repeat(flows)}${']'.repeat(flows)}\n`;
  expect([nested(10, 10), nested(19, 20), nested(1, 20)].map(agreed)).toEqual([true, true, true]);
  for (const text of [nested(21, 20), nested(29, 29), nested(19, 22)]) expect(readSimpleYaml(text)).toBeUndefined();
});

const SIGNS = [
  ...[
    ' ',
    '  ',
    '\n',
    ':',
    ': ',
    '#',
    ' # ',
    '- ',
    '? ',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ',',
    '|',
    '>',
    '>-',
    '&a ',
    '*a',
    '!x ',
    '%',
    '@',
    '~',
    '\\',
  ],
  ...[
    'null',
    'true',
    '01',
    '1.5',
    '---',
    '\u00a0',
    '\t',
    'x',
    'x: y',
    '\n  - x',
    '\n- x',
    '\n    x: 1',
    '""',
    "''",
    '\n#\n',
    '\n \n',
    '\n\n \n   \n',
    '{x}',
    '[x: y]',
  ],
];

test('damaged in one or two places, it is read as the library reads it or not at all', () => {
  const texts = [BLOCKS, LITERAL, ...(WHOLE_CONTRACT.match(/(?:^\S.*\n(?:^ .*\n)*){1,2}/gm) ?? [])];
  const change = fc.record({ at: fc.nat(), cut: fc.constantFrom(0, 0, 1, 2), sign: fc.constantFrom('', ...SIGNS) });
  let read = 0;
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 2 }), (text, changes) => {
      const damaged = changes.reduce((words, { at, cut, sign }) => {
        const place = at % (words.length + 1);
        return words.slice(0, place) + sign + words.slice(place + cut);
      }, text);
      if (agreed(damaged)) read++;
    }),
    { numRuns: 2000 },
  );
  expect(read).toBeGreaterThan(200);
});
