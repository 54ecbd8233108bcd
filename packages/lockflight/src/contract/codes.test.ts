/** Every code that reading a contract can hand out, and the smallest contract that draws it, with the line where it must stand. */
import { describe, expect, test } from 'vitest';
import { DIAGNOSTIC_CODES } from './diagnostic-codes.ts';
import { readContract } from './read-contract.ts';

/** Lines 1 to 3. */
const HEAD =
  'lockflight: 1\nproject: p\nenvironments: { a: { kind: staging, branch: a }, b: { kind: staging, branch: b }, c: { kind: preview } }\n';
const variables = (...lines: readonly string[]) => `${HEAD}variables:\n${lines.map((line) => `  ${line}\n`).join('')}`;
const gates = (...lines: readonly string[]) =>
  `${HEAD}people: { owners: [octocat], empty: [], agents: [bot], bots: [bot] }\nflow:\n  - from: a\n    to: b\n    gates:\n${lines.map((line) => `      - ${line}\n`).join('')}`;
const production = (rest: string) =>
  `lockflight: 1\nproject: p\nenvironments: { a: { kind: staging, branch: a },\n  production: { kind: production, branch: main } }\n${rest}`;
const enforced = (pointer: string) =>
  `${HEAD}prohibitions:\n  - text: no\n    enforced-by: ${pointer}\npeople: { owners: [octocat] }\nprotect: { b: { push: anyone } }\nflow: [{ from: a, to: b, gates: [{ approval: { of: release, by: owners } }] }]\n`;

type Cases = Readonly<
  Record<Exclude<keyof typeof DIAGNOSTIC_CODES, 'branch-not-found'>, readonly (readonly [line: number, text: string])[]>
>;

const CASES: Cases = {
  'contract-too-large': [[1, `#${'x'.repeat(300_000)}`]],
  'contract-empty': [
    [1, ''],
    [1, '\n# nothing\n'],
  ],
  'invalid-encoding': [
    [1, `\uFEFF${HEAD}`],
    [4, `${HEAD}about: "\u0000"\n`],
    [4, `${HEAD}about: "\ud800"\n`],
    [4, `${HEAD}about: "\uFFFD"\n`],
  ],
  'yaml-syntax': [
    [4, `${HEAD}about: [a, b\n`],
    [4, `${HEAD}about: a: b\n`],
  ],
  'yaml-directive': [
    [1, `%YAML 1.1\n---\n${HEAD}`],
    [1, `%TAG ! tag:example.org,2000:\n---\n${HEAD}`],
  ],
  'yaml-tag': [
    [4, `${HEAD}about: !!str 1\n`],
    [4, `${HEAD}about: !secret x\n`],
    [4, `${HEAD}variables: !!map {}\n`],
  ],
  'several-documents': [[4, `${HEAD}---\n${HEAD}`]],
  'too-deep': [[4, `${HEAD}status: ${'['.repeat(60)}${']'.repeat(60)}\n`]],
  'duplicate-key': [[4, `${HEAD}project: q\n`]],
  'key-not-text': [
    [4, `${HEAD}1: x\n`],
    [4, `${HEAD}true: x\n`],
    [4, `${HEAD}? [a]\n: x\n`],
  ],
  'merge-key': [[4, `${HEAD}variables: { A: &v { type: url }, B: { <<: *v } }\n`]],
  'forbidden-key': [[4, `${HEAD}variables: { __proto__: url }\n`]],
  'alias-cycle': [[4, `${HEAD}status: &s [*s]\n`]],
  'alias-expansion': [[6, `${HEAD}status: [&b [${Array(999).fill('x').join(', ')}],\n\n  ${Array(30).fill('*b').join(', ')}]\n`]],
  'unknown-alias': [[4, `${HEAD}about: *nothing\n`]],
  'unclear-number': [
    [5, variables('A: { type: string, default: 1.10 }')],
    [5, variables('A: { type: string, default: 0x10 }')],
    [5, variables('A: { type: string, default: 12345678901234567890 }')],
  ],
  'unknown-key': [
    [4, `${HEAD}varaibles: {}\n`],
    [8 + 1, gates('evidense: { of: smoke }')],
  ],
  'missing-key': [
    [5, variables('A: { secret: true }')],
    [4, `${HEAD}sources: { logs: { kind: file } }\n`],
    [4, `${HEAD}sources: { logs: { kind: loki, url: "https://l.example", query: q } }\n`],
    [4, `${HEAD}migrations: { down: undo.sql }\n`],
    [1, 'lockflight: 1\nproject: p\n'],
  ],
  'wrong-kind': [
    [4, `${HEAD}variables: [A]\n`],
    [5, variables('A: { type: string, secret: 1 }')],
    [4, `${HEAD}variables:\n`],
  ],
  'unknown-word': [
    [1, HEAD.replace('1', '2')],
    [5, variables('A: { type: strnig }')],
    [5, variables('A: { type: string, in: { a: requierd } }')],
    [9, gates('variable')],
  ],
  'malformed-value': [
    [9, gates('soak: 1 day')],
    [4, `${HEAD}generate: { validator: ../../etc/passwd }\n`],
    [4, `${HEAD}generate: { reference: /etc/passwd }\n`],
    [4, `${HEAD}ledger: { branch: "-d" }\n`],
    [4, `${HEAD}about: {}\n`],
    [9, gates('{ soak: 1h, variables: {} }').replace(', variables: {}', ', evidence: smoke')],
    [4, `${HEAD}people: { cto: ["not a login"] }\n`],
    [4, `${HEAD}commands: { x: { run: y, proves: { kind: k, workflow: ci.yml, job: j } } }\n`],
  ],
  'malformed-name': [
    [5, variables('"A B": string')],
    [4, `${HEAD}commands: { "a b": { run: x } }\n`],
  ],
  'unknown-environment': [
    [5, variables('A: { type: string, in: { d: required } }')],
    [4, `${HEAD}groups: { g: { variables: [], in: {} } }\nprotect: { d: {} }\n`.replace('groups: { g: { variables: [], in: {} } }\n', '')],
    [4, `${HEAD}commands: { x: { run: y, proves: { kind: k, environment: d, workflow: .github/workflows/a.yml, job: j } } }\n`],
    [4, `${HEAD}flow: [{ from: d, to: b }]\n`],
    [4, `${HEAD}generate: { samples: { d: x } }\n`],
  ],
  'unknown-variable': [
    [5, variables('A: { type: string, differs-from: B }')],
    [5, variables('A: { type: string, when: { not: { any: [{ B: 1 }] } } }')],
    [4, `${HEAD}groups: { g: { variables: [A] } }\n`],
    [4, `${HEAD}services: { s: { kind: redis, url: A } }\n`],
    [5, variables('A: { type: string, deprecated: { use: B } }')],
  ],
  'unknown-command': [
    [4, `${HEAD}commands: { x: { run: y, after: [z] } }\n`],
    [3, HEAD.replace('kind: preview', 'kind: preview, commands: [z]')],
  ],
  'unknown-role': [
    [9, gates('approval: { of: release, by: [nobody] }')],
    [4, `${HEAD}rollback: { a: { approvals: { by: cto } } }\n`],
  ],
  'unknown-source': [[9, gates('clean-logs: { source: logs, window: 1h }')]],
  'unknown-gate': [[10, `${gates('soak: 1h')}    waivable: { by: owners, gates: [window] }\n`]],
  'unknown-procedure-step': [[4, `${HEAD}procedures: { release: [deploy] }\n`]],
  'duplicate-alias': [
    [3, HEAD.replace('kind: preview', 'kind: preview, aliases: [a]')],
    [3, HEAD.replace('kind: preview', 'kind: preview, aliases: [x, x]')],
  ],
  'duplicate-branch': [
    [3, HEAD.replace('branch: b', 'branch: a')],
    [3, HEAD.replace('branch: b', 'branch: lockflight/ledger')],
  ],
  'allowed-and-forbidden': [[3, HEAD.replace('kind: preview', 'kind: preview, allows: [x], forbids: [x]')]],
  'secret-exposed': [
    [5, variables('A: { type: string, secret: true, exposed: client }')],
    [5, variables('VITE_A: { type: string, secret: true }')],
    [5, variables('NEXT_PUBLIC_KEY: stripe-secret-key')],
  ],
  'forbidden-with-value': [
    [5, variables('A: { type: string, in: { a: { need: forbidden, default: x } } }')],
    [5, variables('A: { type: string, need: forbidden, is: x }')],
  ],
  'validator-not-typescript': [
    [4, `${HEAD}generate: { validator: src/env.js }\n`],
    [4, `${HEAD}generate: { validator: src/env.d.ts }\n`],
  ],
  'same-but-for-case': [[6, variables('A_B: string\n  a_b: string')]],
  'breaks-own-rule': [
    [5, variables('A: { type: boolean, default: maybe }')],
    [5, variables('A: { type: port, default: 70000 }')],
    [5, variables('A: { type: enum, values: [x, y], default: z }')],
    [5, variables('A: { type: integer, max: 3, in: { a: { is: 4 } } }')],
    [5, variables('A: { type: url, scheme: https, default: "http://a" }')],
    [5, variables('A: { type: string, matches: "^a$", default: b }')],
    [5, variables('A: { type: string, not: [b], default: b }')],
    [5, variables('A: { type: string, length: 2, default: b }')],
  ],
  'empty-range': [[5, variables('A: { type: integer, min: 3, max: 2 }')]],
  'enum-without-values': [[5, variables('A: enum')]],
  'names-itself': [[5, variables('A: { type: string, differs-from: A }')]],
  'mode-unknown': [
    [5, variables('A: { type: string, in: { a: test } }')],
    [6, `${variables('A: string')}groups: { g: { variables: [A], mode: live } }\n`],
  ],
  'bad-pattern': [[5, variables('A: { type: string, matches: "(" }')]],
  'slow-pattern': [[5, variables('A: { type: string, modes: { test: "(a*)*" } }')]],
  'condition-cycle': [
    [5, variables('A: { type: boolean, when: A }')],
    [6, variables('A: { type: boolean, when: B }', 'B: { type: boolean, when: A }')],
  ],
  'impossible-condition': [
    [6, variables('A: string', 'B: { type: string, when: A }')],
    [6, variables('A: { type: enum, values: [x] }', 'B: { type: string, when: { A: y } }')],
    [6, variables('A: boolean', 'B: { type: string, when: { A: maybe } }')],
  ],
  'two-groups': [[6, `${variables('A: string')}groups: { g: { variables: [A] }, h: { variables: [A] } }\n`]],
  'not-a-member': [[6, `${variables('A: string')}groups: { g: { variables: [A], in: { a: { only: [B] } } } }\n`]],
  'step-to-itself': [[4, `${HEAD}flow: [{ from: a, to: a }]\n`]],
  'target-without-branch': [[4, `${HEAD}flow: [{ from: a, to: c }]\n`]],
  'duplicate-step': [[4, `${HEAD}flow: [{ from: a, to: b }, { from: a, to: b }]\n`]],
  'duplicate-gate': [[10, gates('variables', 'variables')]],
  'expedited-without-approval': [
    [4, `${HEAD}flow: [{ from: a, to: b, expedited: true }]\n`],
    [
      11,
      `${gates('approval: { of: release, by: owners }')}    expedited: true\n    waivable: { by: owners, gates: ["approval:release"] }\n`,
    ],
  ],
  'unknown-timezone': [[9, gates('window: { days: mon, hours: "09:00-17:00", timezone: Europe/Atlantis }')]],
  'empty-window': [[9, gates('window: { days: mon, hours: "09:00-09:00", timezone: UTC }')]],
  'activity-refused': [
    [9, gates('evidence: smoke').replace('branch: a }', 'branch: a, forbids: [smoke] }')],
    [4, `${HEAD.replace('branch: a }', 'branch: a, allows: [x] }')}commands: { x: { run: y, activity: seed, in: { a: allow } } }\n`],
    [
      4,
      `${HEAD.replace('branch: a }', 'branch: a, allows: [x] }')}commands: { x: { run: y, proves: { kind: smoke, environment: a, workflow: .github/workflows/a.yml, job: j } } }\n`,
    ],
  ],
  'unproved-evidence': [
    [9, gates('evidence: smoke')],
    [10, `${gates('variables')}    verify: { kinds: smoke, within: 1h }\n`],
  ],
  'role-without-members': [
    [9, gates('approval: { of: release, by: empty }')],
    [9, gates('approval: { of: release, by: [bots] }')],
  ],
  'no-owners': [[8 - 2, gates('variables').replace('owners: [octocat], ', '')]],
  'branch-needed': [
    [4, `${HEAD}protect: { c: {} }\n`],
    [4, `${HEAD}archive: { c: "x/{date}" }\n`],
  ],
  'key-of-another-kind': [[4, `${HEAD}sources: { logs: { kind: file, path: a.ndjson, query: x } }\n`]],
  'token-in-the-clear': [
    [4, `${HEAD}sources: { l: { kind: loki, url: "http://loki.example", query: q, alive: a, token: LOCKFLIGHT_SOURCE_LOKI } }\n`],
    [3, HEAD.replace('branch: a', 'branch: a, set-in: { service: "http://a.example", token: LOCKFLIGHT_SOURCE_A }')],
    [3, HEAD.replace('branch: a', 'branch: a, report: { service: "http://a.example", token: LOCKFLIGHT_SOURCE_A }')],
  ],
  'program-of-the-repository': [
    [4, `${HEAD}sources: { l: { kind: command, run: [scripts/errors.sh] } }\n`],
    [4, `${HEAD}migrations: { run: [./list, "{tree}"] }\n`],
    [3, HEAD.replace('branch: a', 'branch: a, set-in: { command: [../names] }')],
  ],
  'recorder-runner-shared': [
    [4, `${HEAD}generate: { recorder: { runs-on: [self-hosted, recorder] } }\n`],
    [4, `${HEAD}generate: { recorder: { runs-on: recorder, ephemeral: false } }\n`],
  ],
  'bad-archive-pattern': [
    [4, `${HEAD}archive: { a: "archive/{when}" }\n`],
    [4, `${HEAD}archive: { a: archive/one }\n`],
    [4, `${HEAD}archive: { a: "a b/{date}" }\n`],
  ],
  'unprotected-production': [[4, production('flow: [{ from: a, to: production }]\n')]],
  'unarchived-production': [[4, production('flow: [{ from: a, to: production }]\n')]],
  'command-cycle': [[4, `${HEAD}commands: { x: { run: y, after: z }, z: { run: y, after: x } }\n`]],
  'deploys-without-pipeline': [
    [4, `${HEAD}commands: { x: { run: y, deploys: true } }\n`],
    [4, `${HEAD}commands: { x: { run: y, deploys: true, in: { a: { mode: confirm } } } }\n`],
  ],
  'identity-proves-nothing': [
    [4, `${HEAD}commands: { x: { run: y, in: { a: { mode: confirm, identity: required } } } }\n`],
    [4, `${HEAD}commands: { x: { run: y, in: { c: { mode: pipeline, identity: required } } } }\n`],
  ],
  'duplicate-file': [
    [4, `${HEAD}generate: { reference: a.md, agents: ./a.md }\n`],
    [4, `${HEAD}generate: { reference: lockflight.yaml }\n`],
  ],
  'dead-pointer': [
    'audit:direct',
    'audit:nonsense',
    'protect:a.push',
    'protect:b.push',
    'protect:b.pull-request',
    'step:x',
    'gate:soak',
    'gate:a-b/soak',
    'activity:a.x',
    'environment:a.allows',
    'rollback:a',
    'archive:a',
    'command:x',
    'variable:x',
    'group:x',
    'service:x',
    'role:x',
    'constructor:x',
    'flow:x',
  ].map((pointer) => [6, enforced(pointer)] as const),
};

describe('each code, where it stands', () => {
  for (const [code, cases] of Object.entries(CASES)) {
    for (const [index, [line, text]] of cases.entries()) {
      test(`${code} ${index + 1}`, () => {
        const found = readContract({ file: 'c', text }).diagnostics;
        expect(found.map((d) => `${d.at.line} ${d.code}`)).toContain(`${line} ${code}`);
      });
    }
  }
});

test('there is a case for each code, and a code for each case', () => {
  expect([...Object.keys(CASES), 'branch-not-found'].toSorted()).toEqual(Object.keys(DIAGNOSTIC_CODES).toSorted());
});

test('pointers that lead somewhere', () => {
  const live = [
    'flow',
    'via',
    'step:a-b',
    'gate:approval:release',
    'gate:a-b/approval:release',
    'protect:b.force-push',
    'protect:b.delete',
    'role:owners',
  ];
  for (const pointer of [...live, 'environment:a.boot']) {
    expect([pointer, readContract({ file: 'c', text: enforced(pointer) }).diagnostics.map((d) => d.code)]).toEqual([pointer, []]);
  }
});
