import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DIAGNOSTIC_CODES } from './diagnostic-codes.ts';
import { readContract } from './read-contract.ts';
import { WHOLE_CONTRACT } from './whole-contract.fixture.ts';

const codes = (text: string) => [...new Set(readContract({ file: 'c', text }).diagnostics.map((d) => d.code))];
const HEAD = 'lockflight: 1\nproject: p\nenvironments: { a: { kind: staging } }\n';

describe('what would exhaust a reader is refused', () => {
  const doubling = Array.from({ length: 30 }, (_, i) => `  - &a${i + 1} [${i === 0 ? 'x, x' : `*a${i}, *a${i}`}]`).join('\n');
  test('alias bomb', () => expect(codes(`${HEAD}status:\n${doubling}\n`)).toContain('alias-expansion'));
  test('alias that holds itself', () => expect(codes(`${HEAD}status: &a [*a]\n`)).toContain('alias-cycle'));
  test('alias of a key that holds itself', () => expect(codes(`${HEAD}variables: &a { b: { c: *a } }\n`)).toContain('alias-cycle'));
  for (const [name, open] of Object.entries({ lists: '[', mappings: '{a: ', blocks: '- ', keys: '? ' })) {
    test(`endless ${name}`, () => expect(codes(`x: ${open.repeat(20_000)}`).every((code) => code in DIAGNOSTIC_CODES)).toBe(true));
  }
  test('deep lists that are closed', () => expect(codes(`${HEAD}status: ${'['.repeat(50)}${']'.repeat(50)}`)).toEqual(['too-deep']));
  test('deep blocks', () =>
    expect(codes(`${HEAD}variables:\n${Array.from({ length: 60 }, (_, i) => `${' '.repeat(i + 1)}a:\n`).join('')}`)).toEqual(['too-deep']));
  test('forty thousand keys', () => {
    const keys = Array.from({ length: 40_000 }, (_, i) => `_${i.toString(36)}:\n`).join('');
    expect(codes(keys).toSorted()).toEqual(['missing-key', 'unknown-key']);
  });
  test('fifty thousand times the same key', () => expect(codes(HEAD + 'a:\n'.repeat(50_000))).toContain('duplicate-key'));
  test('more than 256 KB', () => expect(codes(`${HEAD}# ${'x'.repeat(256 * 1024)}`)).toEqual(['contract-too-large']));
  test('every variable in every environment, of thousands', () => {
    const environments = Array.from({ length: 3000 }, (_, i) => `e${i}: { kind: staging }`).join(', ');
    const variables = Array.from({ length: 9000 }, (_, i) => `V${i}: url`).join(', ');
    expect(codes(`lockflight: 1\nproject: p\nenvironments: { ${environments} }\nvariables: { ${variables} }\n`)).toEqual([
      'malformed-value',
    ]);
  });
  test('a long chain of conditions', () => {
    const variables = Array.from({ length: 1900 }, (_, i) => `V${i}: { type: boolean, when: V${(i + 1) % 1900} }`).join(', ');
    expect(codes(`${HEAD}variables: { ${variables} }\n`)).toEqual(['condition-cycle']);
  });
  test('thousands of names that are nearly right', () => {
    const variables = Array.from(
      { length: 1900 },
      (_, i) => `VARIABLE_NUMBER_${i}: { type: string, differs-from: VARIABLE_NUMBRE_${i} }`,
    ).join(', ');
    expect(codes(`${HEAD}variables: { ${variables} }\n`)).toEqual(['unknown-variable']);
  });
});

test('a mapping whose keys are those of texts and lists', () => {
  for (const key of ['about', 'project', 'select', 'version', 'principles']) {
    expect(codes(`${HEAD}${key}: { length: { toString: 1 }, size: { valueOf: 2 }, then: 3 }\n`).length).toBeGreaterThan(0);
  }
});

describe('anchors and aliases of ordinary size are welcome', () => {
  test('one cell for two environments', () => {
    const { contract, diagnostics } = readContract({
      file: 'c',
      text: `lockflight: 1\nproject: p\nenvironments: { a: { kind: staging }, b: { kind: production } }\nvariables: { A: { type: string, in: { a: &cell { need: optional, matches: x }, b: *cell } } }\n`,
    });
    expect(diagnostics).toEqual([]);
    expect(contract?.variables[0]?.cells.map((c) => c.matches)).toEqual(['x', 'x']);
  });
});

/** Never throws; every diagnostic is coded and placed inside the file; a contract exactly when nothing is wrong. */
function holds(text: string): void {
  const { contract, diagnostics } = readContract({ file: 'c', text });
  const lines = text.split('\n');
  for (const { code, at, message, fix } of diagnostics) {
    expect(code in DIAGNOSTIC_CODES).toBe(true);
    expect(at.line).toBeGreaterThanOrEqual(1);
    expect(at.line).toBeLessThanOrEqual(lines.length);
    expect(at.column).toBeGreaterThanOrEqual(1);
    for (const words of [message.en, message.fr, fix.en, fix.fr]) expect(words.length).toBeGreaterThan(0);
  }
  expect(contract === undefined).toBe(diagnostics.some((d) => d.severity === 'error'));
}

describe('whatever the text', () => {
  test('any characters', () => fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), holds), { numRuns: 300 }));

  test('any YAML punctuation', () => {
    const piece = fc.constantFrom(
      ...':,[]{}&*!|>%@`"\'#-? \n\t',
      '  ',
      'a',
      'lockflight',
      '1',
      '<<',
      '---',
      '...',
      '__proto__',
      '~',
      '&a',
      '*a',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => holds(pieces.join(''))),
      { numRuns: 500 },
    );
  });

  test('a good contract with a part cut out, doubled or replaced', () => {
    const at = fc.nat({ max: WHOLE_CONTRACT.length });
    const put = fc.constantFrom('', '\n', ' ', ':', '{', ']', '"', 'x', '&a ', '*a', '0', 'null', '- ', '\u0000', '\ud800');
    fc.assert(
      fc.property(at, fc.nat({ max: 40 }), put, fc.boolean(), (start, length, words, twice) => {
        const cut = WHOLE_CONTRACT.slice(start, start + length);
        holds(WHOLE_CONTRACT.slice(0, start) + words + (twice ? cut + cut : '') + WHOLE_CONTRACT.slice(start + length));
      }),
      { numRuns: 300 },
    );
  });

  test('lines in another order', () => {
    const lines = WHOLE_CONTRACT.split('\n');
    fc.assert(
      fc.property(fc.nat({ max: lines.length - 1 }), fc.nat({ max: lines.length - 1 }), (a, b) => {
        const other = [...lines];
        [other[a], other[b]] = [lines[b] ?? '', lines[a] ?? ''];
        holds(other.join('\n'));
      }),
      { numRuns: 150 },
    );
  });
});
