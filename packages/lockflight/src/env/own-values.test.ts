import { describe, expect, test } from 'vitest';
import { readContract } from '../contract/read-contract.ts';
import { brokenOwnValues } from './own-values.ts';

const HEAD = 'lockflight: 1\nproject: p\nenvironments:\n  local: { kind: development }\n  production: { kind: production }\nvariables:\n';

const told = (...variables: readonly string[]): readonly string[] => {
  const { contract, diagnostics } = readContract({ file: 'lockflight.yaml', text: HEAD + variables.map((each) => `  ${each}\n`).join('') });
  if (contract === undefined) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message.en}`).join('\n'));
  return brokenOwnValues(contract).map(({ at, code, severity }) => `${at.line} ${severity} ${code}`);
};

describe('a value of the contract that its own rules refuse', () => {
  test.each([
    'A: { type: uuid, default: nope }',
    'A: { type: duration, default: "15" }',
    'A: { type: duration, default: 15m, max: 60 }',
    'A: { type: email, default: x }',
    'A: { type: json, default: "{" }',
    'A: { type: host, default: "http://x" }',
    'A: { type: timezone, default: Mars/X }',
    'A: { type: cron, default: "a b" }',
    'A: { type: host, host: "*.prod.internal", default: localhost }',
    'A: { type: url, host: "*.prod.internal", default: "http://localhost" }',
    'A: { type: list, values: [a, b], default: "a,c" }',
    'A: { type: cidr-list, not: [0.0.0.0/0], in: { production: { default: "10.0.0.0/8,0.0.0.0/0" } } }',
    'A: { type: stripe-secret-key, in: { production: { mode: live, default: sk_test_abc } } }',
    'A: { type: ip, in: { local: { is: 1.2.3 } } }',
    'A: { type: base64, secret: true, default: "CANARY!" }',
  ])('%s', (variable) => {
    expect(told(variable)).toEqual(['7 error breaks-own-rule']);
  });

  test('two defaults that must differ and do not', () => {
    expect(told('A: { type: string, default: same }', 'B: { type: string, default: same, differs-from: A }')).toEqual([
      '8 error breaks-own-rule',
    ]);
  });

  test('an example that every environment refuses is a warning, one that some environment takes is none', () => {
    expect(told('A: { type: integer, example: many }')).toEqual(['7 warning breaks-own-rule']);
    expect(told('A: { type: url, example: "https://a.example", in: { local: { host: localhost } } }')).toEqual([]);
    expect(told('A: { type: stripe-secret-key, secret: true, example: sk_test_xxx }')).toEqual([]);
  });

  test('no character of a secret is told', () => {
    const { contract } = readContract({ file: 'f', text: `${HEAD}  A: { type: base64, secret: true, default: "CANARY!" }\n` });
    expect(JSON.stringify(contract && brokenOwnValues(contract))).not.toContain('CANARY');
  });
});

test('values that their rules take, in every spelling that a judge takes', () => {
  expect(
    told(
      'A: { type: list, values: [a, b], default: "a, b" }',
      'B: { type: boolean, values: ["true"], default: yes }',
      'C: { type: integer, values: [7], default: "007" }',
      'D: { type: host, values: [db.internal], default: DB.Internal }',
      'E: { type: cidr-list, values: [10.0.0.0/8, 192.168.0.0/16], default: "10.0.0.0/8,192.168.0.0/16" }',
      'F: { type: duration, default: 15m, max: 3600 }',
      'G: { type: url, values: ["https://a.example/"], default: "https://a.example" }',
      'H: { type: string, default: change-me }',
    ),
  ).toEqual([]);
});
