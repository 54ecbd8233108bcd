/**
 * No part of the contract language can change without a word: every key of the grammar is changed in a contract that has it, and each change that means something is
 * told. A key that nobody reads, or that no comparison looks at, fails here.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { SERVICE_FACTS, SERVICE_PARTS } from '../grammar/words.ts';
import { contractJsonSchema } from '../json-schema.ts';
import type { Contract } from '../model.ts';
import { readContract } from '../read-contract.ts';
import { WHOLE_CONTRACT } from '../whole-contract.fixture.ts';
import { compareContracts } from './compare-contracts.ts';
import { same } from './difference.ts';

type Raw = unknown;
type Path = readonly (string | number)[];

/** What the whole contract has no place for: kinds and words that exclude each other. */
const REST = `
lockflight: 1
project: rest
version: { is: 1.0.0 }
environments:
  a: { kind: staging, branch: a, about: where it is tried, logs: { en: complete, fr: complets }, set-in: [forge, { file: names.json, max-age: 1h }, { command: [names, a], env: LOCKFLIGHT_SOURCE_A }] }
  b: { kind: production, branch: b, set-in: { service: "https://b.example", token: LOCKFLIGHT_SOURCE_B }, report: { service: "https://b.example", token: LOCKFLIGHT_SOURCE_B } }
variables:
  A: { type: string, when: [B, { not: B }], differs-from: [B] }
  B: { type: boolean, default: true }
  D: { type: string, exposed: client, mode: test, modes: { test: "^T", live: "^L" }, in: { a: { matches: "^[a-z]+$", length: { min: 1, max: 9 }, differs-from: A } } }
  E: { type: string, is: x }
  F: { type: url, host: "*.example", in: { a: { port: 80 } } }
  G: { type: enum, values: [x, y], in: { a: { values: [x] } } }
  C: { type: string, secret: false, modes: { test: "^T", live: "^L" }, length: { min: 1, max: 2 }, not: [x], in: { a: { about: here, when: B, min: 1, max: 2 } } }
groups:
  g: { variables: [A, C], about: together, need: optional, when: B, in: { a: { need: required, mode: test, when: B, about: there } } }
services:
  s: { kind: http, about: outside, need: optional, mode: live, url: A, in: { a: { kind: http, need: required, mode: test, about: there, alerts: true, url: C } } }
commands:
  d: { run: ship, deploys: true, in: { b: pipeline } }
  c: { run: make, about: makes, activity: smoke, in: { a: { mode: allow, on: a, about: by hand } } }
flow:
  - { id: s, from: a, to: b, about: a step, linear: true, supersede: first, gates: [{ deployed: { now: true } }, { evidence: { of: x } }, { approval: { of: release, by: [cto, owners], count: 2, solo: true } }, { clean-logs: { source: f, window: 1h } }] }
migrations: { run: [list, "{tree}"], compatible: "-- ok" }
sources:
  f: { kind: sentry, url: "https://s.example", organization: o, project: p, environment: e, query: "is:unresolved level:error", token: LOCKFLIGHT_SOURCE_S }
  l: { kind: loki, url: "https://l.example", query: "{a=\\"b\\"}", alive: "{a=\\"c\\"}", tenant: t, token: LOCKFLIGHT_SOURCE_L }
  p: { kind: prometheus, url: "https://p.example", query: q, alive: up, token: LOCKFLIGHT_SOURCE_P }
  c: { kind: command, run: [errors], env: [LOCKFLIGHT_SOURCE_C] }
people: { cto: [octocat], owners: [octocat] }
protect: { b: { pull-request: true } }
`;

/** Places of one key that are tried before it counts as dead. */
const TRIES = 4;

/** The version of the language, and the only way that there is. */
const MEANS_NOTHING = ['lockflight', 'flow.#.via'];

const contractOf = (raw: Raw): Contract | undefined => readContract({ file: 'c', text: JSON.stringify(raw) }).contract;

/** Every place of a value, with its schema's name for it: `flow.#.gates.#.soak`. */
function* places(raw: Raw, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path;
  if (typeof raw !== 'object' || raw === null) return;
  for (const [key, value] of Object.entries(raw)) yield* places(value, [...path, Array.isArray(raw) ? Number(key) : key]);
}

/** The raw contract with one place changed; undefined takes it out. */
const changed = (raw: Raw, [step, ...rest]: Path, value: (was: Raw) => Raw): Raw => {
  if (step === undefined) return value(raw);
  const copy: Record<string | number, Raw> | Raw[] = Array.isArray(raw) ? [...raw] : { ...(raw as object) };
  const next = changed(Reflect.get(copy, step), rest, value);
  if (next !== undefined) Reflect.set(copy, step, next);
  else if (Array.isArray(copy)) copy.splice(Number(step), 1);
  else Reflect.deleteProperty(copy, step);
  return copy;
};

/** Words that may stand for one another, where a letter more would be no word of the language. */
const EXCHANGEABLE: readonly (readonly string[])[] = [
  ['optional', 'required', 'recommended'],
  ['test', 'live'],
  ['allow', 'deny', 'confirm', 'pipeline'],
  ['required', 'claimed'],
  ['nobody', 'writers', 'anyone'],
  ['block', 'warn'],
  ['none', 'real', 'consistent'],
  ['package.json', 'tag'],
  ['en', 'fr'],
  ['build', 'boot', 'run'],
  ['all-or-none', 'at-least-one', 'exactly-one'],
  ['newest', 'first'],
  ['hold-until-post-mortem', 'nothing'],
  ['development', 'preview', 'staging', 'production', 'local'],
  ['cto', 'product', 'owners'],
  ['string', 'url', 'host', 'path'],
  ['redis', 'http', 'smtp', 'postgres'],
  ['soak', 'window', 'variables'],
  ['mon-fri', 'mon-thu'],
  ['09:00-17:00', '10:00-11:00'],
  ['Africa/Casablanca', 'Europe/Paris'],
  ['audit:direct', 'audit:ungated'],
  ['ci:check', 'smoke:all', 'migrate'],
  ['DATABASE_URL', 'SHADOW_DATABASE_URL', 'REDIS_URL'],
  ['MOCK_REDIS', 'BACKUP_ENABLED', 'UPLOAD_ANTIVIRUS'],
  ['A', 'C'],
  ['f', 'l'],
  ['smoke', 'ci-check'],
  ['loki', 'prometheus'],
  ['.github/workflows/ci.yml', '.github/workflows/other.yml'],
];

const alternatives = (was: Raw): readonly (() => Raw)[] => {
  const words = EXCHANGEABLE.find((group) => group.some((word) => word === was)) ?? [];
  const longer = (text: string): string => text.replace(/^(\d+)([smhdw])$/, '9$1$2');
  const others: Raw[] =
    typeof was === 'string'
      ? [...(longer(was) === was ? [`${was}x`] : [longer(was)]), ...words]
      : typeof was === 'number'
        ? [was + 1, was - 1]
        : typeof was === 'boolean'
          ? [!was]
          : [];
  return [...others.filter((o) => o !== was), undefined].map((value) => () => value);
};

/** A name given by the user is `*`, a place in a list `#`. */
const keyOf = (path: Path, known: ReadonlySet<string>): string => {
  let key = '';
  for (const step of path) {
    const at = key === '' ? '' : `${key}.`;
    key = typeof step === 'number' ? `${at}#` : known.has(`${at}${step}`) ? `${at}${step}` : `${at}*`;
  }
  return key;
};

const ALIKE: ReadonlySet<string> = new Set([...SERVICE_PARTS, ...SERVICE_FACTS]);

/** One value or a list of them, a text or its two languages, the parts of a service, conditions within conditions: read by the same code, told once. */
const family = (key: string): string =>
  key
    .replaceAll(/\.#|\.(?:fr|en)$/g, '')
    .replace(/(\.when)\..*$/, '$1')
    .replace(/^(services\.\*(?:\.in\.\*)?)\.(.+)$/, (whole, service: string, word: string) =>
      ALIKE.has(word) ? `${service}.PART` : whole,
    );

/** Every key of the schema, by the same names. */
const schemaKeys = (): ReadonlySet<string> => {
  interface Node {
    readonly [word: string]: unknown;
    readonly $ref?: string;
  }
  const root = contractJsonSchema() as Node;
  const definitions = (root.$defs ?? {}) as Readonly<Record<string, Node>>;
  const keys = new Set<string>();
  const walk = (node: Node, key: string, depth: number): void => {
    if (depth > 12) return;
    if (node.$ref !== undefined) walk(definitions[node.$ref.replace('#/$defs/', '')] ?? {}, key, depth + 1);
    for (const word of ['anyOf', 'oneOf'] as const) for (const way of (node[word] ?? []) as readonly Node[]) walk(way, key, depth + 1);
    const at = key === '' ? '' : `${key}.`;
    for (const [name, below] of Object.entries((node.properties ?? {}) as Readonly<Record<string, Node>>)) {
      keys.add(`${at}${name}`);
      walk(below, `${at}${name}`, depth + 1);
    }
    if (typeof node.additionalProperties === 'object') walk(node.additionalProperties as Node, `${at}*`, depth + 1);
    if (typeof node.items === 'object') walk(node.items as Node, `${at}#`, depth + 1);
  };
  walk(root, '', 0);
  return keys;
};

const KEYS = schemaKeys();
const RAWS: readonly Raw[] = [parse(WHOLE_CONTRACT), parse(REST)];

test('each key of the language means something, and its change is told', () => {
  const alive = new Set<string>();
  const tried = new Map<string, number>();
  for (const raw of RAWS) {
    const before = contractOf(raw);
    if (before === undefined) throw new Error(JSON.stringify(readContract({ file: 'c', text: JSON.stringify(raw) }).diagnostics));
    for (const path of places(raw)) {
      const key = keyOf(path, KEYS);
      tried.set(key, (tried.get(key) ?? 0) + 1);
      if (alive.has(key) || (tried.get(key) ?? 0) > TRIES) continue;
      const was = path.reduce<Raw>((value, step) => Reflect.get(value as object, step), raw);
      for (const value of alternatives(was)) {
        const after = contractOf(changed(raw, path, value));
        if (after === undefined || same(before, after)) continue;
        const told = compareContracts(before, after);
        expect([path.join('.'), told.length > 0, told[0]?.text.en === 'the order of its parts changes']).toEqual([
          path.join('.'),
          true,
          false,
        ]);
        for (let end = 1; end <= path.length; end += 1) alive.add(keyOf(path.slice(0, end), KEYS));
        break;
      }
    }
  }
  const seen = new Set([...alive].map(family));
  const unseen = new Set([...KEYS].map(family).filter((key) => !seen.has(key) && !MEANS_NOTHING.map(family).includes(key)));
  expect([...unseen]).toEqual([]);
});

test('no difference hides behind another one', () => {
  const [raw] = RAWS;
  const before = contractOf(raw);
  if (before === undefined) throw new Error('the fixture is a contract');
  const all = [...places(raw)];
  fc.assert(
    fc.property(fc.nat({ max: all.length - 1 }), fc.nat({ max: 12 }), fc.nat({ max: 50 }), fc.nat({ max: 50 }), (at, further, one, two) => {
      const [first, second] = [all[at], all[at + further + 1]];
      if (first === undefined || second === undefined || isWithin(second, first)) return;
      const mutate = (on: Raw, path: Path, which: number): Raw => {
        const ways = alternatives(path.reduce<Raw>((value, step) => Reflect.get(value as object, step), on));
        return changed(on, path, ways[which % ways.length] ?? (() => undefined));
      };
      // The later place first: taking out an item moves those that follow it.
      const secondOnly = mutate(raw, second, two);
      const [onlyOne, onlyTwo, together] = [mutate(raw, first, one), secondOnly, mutate(secondOnly, first, one)].map(contractOf);
      if (onlyOne === undefined || onlyTwo === undefined || together === undefined) return;
      const words = (after: Contract): readonly string[] => compareContracts(before, after).map((d) => d.text.en);
      const said = new Set(words(together));
      // One of the two may have taken away what the other one is about; never both may be gone.
      const lost = [words(onlyOne), words(onlyTwo)].filter((each) => each.some((w) => !said.has(w)));
      expect(lost.length).toBeLessThan(2);
      expect(said.size > 0).toBe(!same(before, together));
    }),
    { numRuns: 60, seed: 20_261_122 },
  );
});

const isWithin = (inner: Path, outer: Path): boolean => outer.every((step, i) => inner[i] === step);
