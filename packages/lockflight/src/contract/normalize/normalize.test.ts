import { describe, expect, test } from 'vitest';
import type { Cell } from '../model.ts';
import { readContract } from '../read-contract.ts';

const ENVIRONMENTS =
  'environments: { local: { kind: development }, preview: { kind: preview }, staging: { kind: staging }, production: { kind: production } }';

const contractOf = (body: string) => {
  const { contract, diagnostics } = readContract({ file: 'c', text: `lockflight: 1\nproject: p\n${ENVIRONMENTS}\n${body}` });
  expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
  if (contract === undefined) throw new Error('no contract');
  return contract;
};

const cell = (body: string, variable: string, environment: string): Cell => {
  const found = contractOf(body)
    .variables.find((v) => v.name === variable)
    ?.cells.find((c) => c.environment === environment);
  if (found === undefined) throw new Error('no cell');
  return found;
};

describe('precedence of cells, later wins', () => {
  const needs = (body: string) =>
    contractOf(body)
      .variables.find((v) => v.name === 'A')
      ?.cells.map((c) => c.need);

  test("default of the environment's kind", () =>
    expect(needs('variables: { A: string }')).toEqual(['optional', 'optional', 'required', 'required']));
  test('group', () =>
    expect(needs('variables: { A: string }\ngroups: { g: { variables: [A], need: recommended } }')).toEqual(Array(4).fill('recommended')));
  test('variable over group', () =>
    expect(needs('variables: { A: { type: string, need: forbidden } }\ngroups: { g: { variables: [A], need: required } }')).toEqual(
      Array(4).fill('forbidden'),
    ));
  test("group's cell over variable", () =>
    expect(needs('variables: { A: { type: string, need: optional } }\ngroups: { g: { variables: [A], in: { local: required } } }')).toEqual(
      ['required', 'optional', 'optional', 'optional'],
    ));
  test("variable's cell over group's cell", () =>
    expect(
      needs('variables: { A: { type: string, in: { local: recommended } } }\ngroups: { g: { variables: [A], in: { local: required } } }'),
    ).toEqual(['recommended', 'optional', 'required', 'required']));
  test('a cell that says nothing of the need leaves it', () =>
    expect(needs('variables: { A: { type: string, need: optional, in: { staging: { matches: x } } } }')?.[2]).toBe('optional'));
});

test('a later value ends an earlier default, a later `forbidden` ends both', () => {
  const body = 'variables: { A: { type: integer, default: 1, in: { local: { is: 0 }, production: forbidden } } }';
  expect(cell(body, 'A', 'local')).toMatchObject({ is: 0 });
  expect(cell(body, 'A', 'local').default).toBeUndefined();
  expect(cell(body, 'A', 'staging').default).toBe(1);
  expect(cell(body, 'A', 'production')).toMatchObject({ need: 'forbidden' });
  expect(cell(body, 'A', 'production').default).toBeUndefined();
});

describe('groups', () => {
  test('`only` requires what it lists and forbids the rest', () => {
    const body =
      'variables: { A: string, B: string }\ngroups: { g: { variables: [A, B], rule: at-least-one, in: { staging: { only: A } } } }';
    expect(cell(body, 'A', 'staging').need).toBe('required');
    expect(cell(body, 'B', 'staging').need).toBe('forbidden');
  });
  test('where any member will do, the need is the group’s own', () => {
    const body = 'variables: { A: string, B: string }\ngroups: { g: { variables: [A, B], rule: exactly-one } }';
    expect(cell(body, 'A', 'production').need).toBe('optional');
    expect(contractOf(body).groups[0]?.cells.map((c) => c.need)).toEqual(['optional', 'optional', 'required', 'required']);
  });
  test('a mode binds the members that know modes', () => {
    const body = 'variables: { A: string, K: stripe-secret-key }\ngroups: { g: { variables: [A, K], in: { staging: { mode: sandbox } } } }';
    expect(cell(body, 'K', 'staging').mode).toBe('test');
    expect(cell(body, 'A', 'staging').mode).toBeUndefined();
  });
  test('all conditions that apply must hold', () => {
    const body =
      'variables: { F: boolean, G: boolean, A: { type: string, when: F, in: { local: { when: { not: G } } } } }\ngroups: { g: { variables: [A], when: { any: [F, G] } } }';
    expect(cell(body, 'A', 'local').when).toEqual([
      {
        kind: 'any',
        conditions: [
          { kind: 'equals', variable: 'F', anyOf: [true] },
          { kind: 'equals', variable: 'G', anyOf: [true] },
        ],
      },
      { kind: 'equals', variable: 'F', anyOf: [true] },
      { kind: 'not', condition: { kind: 'equals', variable: 'G', anyOf: [true] } },
    ]);
  });
});

test('shorthands of cells: a need word, a mode word, sandbox for test, one value for a list', () => {
  const body =
    'variables: { K: { type: stripe-secret-key, in: { local: sandbox, production: live } }, U: { type: url, scheme: https, host: a.example, not: "https://b" } }';
  expect(cell(body, 'K', 'local').mode).toBe('test');
  expect(cell(body, 'K', 'production')).toMatchObject({ mode: 'live', need: 'required' });
  expect(cell(body, 'U', 'local')).toMatchObject({ scheme: ['https'], host: ['a.example'], not: ['https://b'] });
});

test('`off` is a word, not false; 0 is a number', () => {
  expect(contractOf('services: { s: { kind: redis, in: { local: off } } }').services[0]?.cells[0]?.need).toBe('off');
  expect(cell('variables: { A: { type: integer, in: { local: { is: 0 } } } }', 'A', 'local').is).toBe(0);
});

test('what secrets, prefixes and phases imply', () => {
  const [a, b, c, d] = contractOf(
    'variables: { A: { type: string, secret: true, rotate: 2w }, VITE_B: string, C: { type: stripe-secret-key }, D: { type: string, phase: build, deprecated: { use: A } } }',
  ).variables;
  expect(a).toMatchObject({ secret: true, distinct: true, exposed: false, rotateSeconds: 1_209_600, phases: ['boot', 'run'] });
  expect(b).toMatchObject({ secret: false, distinct: false, exposed: true });
  expect(c).toMatchObject({ secret: true, distinct: false });
  expect(d).toMatchObject({ phases: ['build'], deprecated: { use: 'A' } });
});

test('a text borrows the language that is missing', () => {
  const { about, principles } = contractOf('about: { fr: Bonjour }\nprinciples: One\n');
  expect(about).toEqual({ fr: 'Bonjour', en: 'Bonjour' });
  expect(principles).toEqual([{ fr: 'One', en: 'One' }]);
});

test('commands: allowed everywhere without `in`, denied where `in` is silent', () => {
  const [a, b] = contractOf('commands: { a: { run: x }, b: { run: y, in: { staging: { mode: pipeline, on: main } } } }').commands;
  expect(a?.cells.map((c) => c.mode)).toEqual(['allow', 'allow', 'allow', 'allow']);
  expect(b?.cells).toMatchObject([{ mode: 'deny' }, { mode: 'deny' }, { mode: 'pipeline', on: 'main' }, { mode: 'deny' }]);
});

test('the pipeline proves itself in production, and where the contract says so', () => {
  const [a, b] = contractOf(
    'commands: { a: { run: x, in: { local: pipeline, production: pipeline } }, b: { run: y, in: { staging: { mode: pipeline, on: main, identity: required }, production: { mode: pipeline, identity: claimed } } } }',
  ).commands;
  expect(a?.cells.map(({ identity }) => identity)).toEqual(['claimed', undefined, undefined, 'required']);
  expect(b?.cells.map(({ identity }) => identity)).toEqual([undefined, undefined, 'required', 'claimed']);
});

test('steps: default id, defaults of gates, durations, days around the week', () => {
  const { contract } = readContract({
    file: 'c',
    text: `lockflight: 1
project: p
environments: { a: { kind: staging, branch: a }, b: { kind: staging, branch: b } }
people: { owners: [octocat] }
flow: [{ from: a, to: b, gates: [up-to-date, deployed, { evidence: user-tests }, { approval: { of: release, by: owners } },
  { documented: docs/*.md }, { window: { days: sat-mon, hours: "22:00-06:00", timezone: UTC } }, { soak: 90m }] }]
`,
  });
  expect(contract?.flow[0]).toMatchObject({
    id: 'a-b',
    supersede: 'newest',
    expedited: false,
    linear: false,
    waivable: { by: [], gates: [] },
    gates: [
      { headOnly: false },
      { now: false },
      { id: 'evidence:user-tests' },
      { by: ['owners'], count: 1, solo: false },
      { files: ['docs/*.md'] },
      { days: ['sat', 'sun', 'mon'], hours: { from: '22:00', to: '06:00' } },
      { seconds: 5400 },
    ],
  });
});
