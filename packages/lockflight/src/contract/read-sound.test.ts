/** The short way says what the long one says, or nothing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readContract } from './read-contract.ts';
import { readContractSoon } from './read-soon.ts';
import { readSoundContract } from './read-sound.ts';
import { WHOLE_CONTRACT } from './whole-contract.fixture.ts';

const example = (name: string): string => readFileSync(join(import.meta.dirname, '../../../../examples', name, 'lockflight.yaml'), 'utf8');
const of = (text: string) => ({ file: 'lockflight.yaml', text });

test.each([['koomy', example('koomy')] as const, ['khadamat', example('khadamat')] as const, ['every word', WHOLE_CONTRACT] as const])(
  '%s',
  (_, text) => {
    expect(readSoundContract(of(text))).toStrictEqual(readContract(of(text)));
  },
);

test('rules speak on the short way too, at the same places', () => {
  const text = `${WHOLE_CONTRACT}\n`.replace('branch: staging', 'branch: main').replace('ci:check', 'ci:chekc');
  const short = readSoundContract(of(text));
  expect(short?.diagnostics.length).toBeGreaterThan(0);
  expect(short).toStrictEqual(readContract(of(text)));
});

test('what is wrong with the text or its grammar is the long way', async () => {
  for (const text of [
    '',
    'a: &b c\n',
    'lockflight: 2\n',
    `${WHOLE_CONTRACT}more: 1\n`,
    WHOLE_CONTRACT.replace('kind: staging', 'kind: stagign'),
  ]) {
    expect(readSoundContract(of(text))).toBeUndefined();
    expect(await readContractSoon(of(text))).toStrictEqual(readContract(of(text)));
  }
});

test('what only the YAML library reads is the way between', async () => {
  const anchored = WHOLE_CONTRACT.replace('host: replit', 'host: &host replit').replace('language: fr', 'language: "f\\x72"');
  for (const text of [anchored, anchored.replace('branch: staging', 'branch: main'), `${anchored}more: 1\n`, `${anchored}project: p\n`]) {
    expect(readSoundContract(of(text))).toBeUndefined();
    expect(await readContractSoon(of(text))).toStrictEqual(readContract(of(text)));
  }
});

test('lines lost, doubled and words changed', () => {
  const lines = example('khadamat').split('\n');
  const words = ['local', 'staging', 'production', 'optional', 'forbidden', 'live', 'boolean', 'url', 'x', '1', 'true', '[]', '{}'];
  const change = fc.record({ at: fc.nat({ max: lines.length - 1 }), how: fc.constantFrom('lose', 'double', ...words) });
  let short = 0;
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const changed = [...lines];
      for (const { at, how } of changes) {
        const line = changed[at] ?? '';
        changed[at] = how === 'lose' ? '' : how === 'double' ? `${line}\n${line}` : line.replace(/[A-Za-z_-]+(?=[^A-Za-z]*$)/, how);
      }
      const text = changed.join('\n');
      const read = readSoundContract(of(text));
      if (read === undefined) return;
      short++;
      expect(read).toStrictEqual(readContract(of(text)));
    }),
    { numRuns: 60 },
  );
  expect(short).toBeGreaterThan(5);
});
