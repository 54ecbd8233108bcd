import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { describeEntry } from './describe.ts';
import type { Entry, EntryBody } from './entry.ts';
import { everyBody } from './every-body.fixture.ts';
import { labelOf } from './label.ts';
import { draft } from './ledger.fixture.ts';
import { readStatement, writeStatement } from './statement.ts';
import type { bodySchema } from './v1/body-schema.ts';
import { subjectsOf } from './v1/subject.ts';

const entryOf = (body: EntryBody): Entry => ({
  ...draft(body, `key of ${body.type}`),
  seq: 3,
  previous: 'e'.repeat(64),
  contract: { digest: 'd'.repeat(64), counter: 2 },
  recordedAt: '2026-11-20T10:00:01.000Z',
});

const entries = everyBody.map(entryOf);
const read = (statement: unknown) => readStatement(Buffer.from(typeof statement === 'string' ? statement : JSON.stringify(statement)));
const smoke = entryOf({
  type: 'evidence',
  kind: 'smoke',
  result: 'passed',
  run: { id: 1, attempt: 1, workflow: '.github/workflows/ci.yml', job: 'smoke', event: 'push' },
  tree: 'a'.repeat(40),
  commit: 'b'.repeat(40),
});
const verdict = entryOf({
  type: 'verdict',
  step: 'release',
  candidate: { tree: 'a'.repeat(40), commit: 'b'.repeat(40) },
  outcome: 'blocked',
  gates: [],
});

type Frozen<T> = { readonly [K in keyof T]: Frozen<T[K]> };

describe('a statement', () => {
  test('the schema knows every body that the types know', () => {
    expectTypeOf<EntryBody>().toExtend<Frozen<z.infer<typeof bodySchema>>>();
    expectTypeOf<Frozen<z.infer<typeof bodySchema>>>().toExtend<EntryBody>();
    expect(new Set(everyBody.map(({ type }) => type)).size).toBe(16);
  });

  test.each(entries.map((entry) => [`${entry.body.type} ${'phase' in entry.body ? entry.body.phase : ''}`, entry] as const))(
    '%s comes back as it was written',
    (_name, entry) => {
      expect(read(writeStatement(entry))).toEqual({ ok: true, entry });
      expect(subjectsOf(entry).every(({ digest }) => Object.keys(digest).length > 0)).toBe(true);
      expect(labelOf(entry)).toMatch(new RegExp(`^3 ${entry.body.type}`));
      const { en, fr } = describeEntry(entry);
      expect(en.length > 0 && fr.length > 0).toBe(true);
    },
  );

  test('has one text: members sorted, nothing between them', () => {
    const text = writeStatement(smoke);
    expect(text).toBe(canonicalJson(JSON.parse(text)));
    expect(text.startsWith('{"_type":"https://in-toto.io/Statement/v1","predicate":')).toBe(true);
  });

  test('of a run is a test result, of a verdict a verification summary, as others define them', () => {
    expect(JSON.parse(writeStatement(smoke))).toMatchObject({
      subject: [{ digest: { gitTree: 'a'.repeat(40), gitCommit: 'b'.repeat(40) } }],
      predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
      predicate: {
        result: 'PASSED',
        configuration: [{ name: '.github/workflows/ci.yml' }],
        passedTests: ['.github/workflows/ci.yml / smoke'],
        failedTests: [],
      },
    });
    expect(JSON.parse(writeStatement(verdict))).toMatchObject({
      predicateType: 'https://slsa.dev/verification_summary/v1',
      predicate: {
        verifier: { id: expect.stringMatching(/^https:/) },
        timeVerified: verdict.occurredAt,
        resourceUri: `swh:1:dir:${'a'.repeat(40)}`,
        policy: { digest: { sha256: 'd'.repeat(64) } },
        verificationResult: 'FAILED',
        verifiedLevels: ['FAILED'],
      },
    });
  });

  test('a withdrawal, a word of a person, or a run that cannot be bound is no test result', () => {
    const { run: _run, ...words } = smoke.body as Extract<EntryBody, { type: 'evidence' }>;
    for (const body of [words, { ...smoke.body, result: 'withdrawn' }, { ...smoke.body, result: 'errored' }] as EntryBody[]) {
      expect(JSON.parse(writeStatement(entryOf(body))).predicateType).toBe('https://lockflight.dev/attestation/evidence/v1');
    }
  });

  test('may say more than we know, but nothing else than its entry', () => {
    const { predicate, ...statement } = JSON.parse(writeStatement(verdict));
    expect(
      read({ ...statement, later: 1, predicate: { ...predicate, slsaVersion: '1.0', lockflight: { ...predicate.lockflight, later: {} } } }),
    ).toEqual({
      ok: true,
      entry: verdict,
    });
    const lies = [
      { ...statement, predicate: { ...predicate, verificationResult: 'PASSED' } },
      { ...statement, predicate: { ...predicate, policy: undefined } },
      { ...statement, predicate, subject: [] },
      { ...statement, predicate, predicateType: 'https://lockflight.dev/attestation/verdict/v1' },
      { ...statement, predicate, _type: 'https://in-toto.io/Statement/v0.1' },
    ];
    for (const lie of lies) expect(read(lie)).toMatchObject({ ok: false, code: 'statement-disagrees' });
  });

  test('of another shape is refused, never thrown at', () => {
    const { predicate, ...statement } = JSON.parse(writeStatement(smoke));
    const { lockflight } = predicate;
    const bad = [
      { ...lockflight, seq: -1 },
      { ...lockflight, seq: 1.5 },
      { ...lockflight, occurredAt: 'yesterday' },
      { ...lockflight, key: 'k'.repeat(501) },
      { ...lockflight, body: { ...lockflight.body, type: 'gossip' } },
      { ...lockflight, body: { ...lockflight.body, tree: 'HEAD' } },
      { ...lockflight, body: { ...lockflight.body, note: 'x'.repeat(20_001) } },
      { ...lockflight, actor: { ...lockflight.actor, kind: 'admin' } },
    ];
    for (const entry of bad)
      expect(read({ ...statement, predicate: { ...predicate, lockflight: entry } })).toMatchObject({
        ok: false,
        code: 'statement-malformed',
      });
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => !read(text).ok));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => !readStatement(noise).ok));
  });

  test('any part replaced by anything gives an entry or a refusal', () => {
    const text = writeStatement(verdict);
    const paths = ['seq', 'previous', 'contract', 'actor', 'body', 'key', 'occurredAt', 'recordedAt'];
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        const statement = JSON.parse(text);
        statement.predicate.lockflight[path] = value;
        expect(typeof read(statement).ok).toBe('boolean');
      }),
      { numRuns: 300 },
    );
  });
});

test('words of people cannot steer a terminal or a log', () => {
  const hostile = entryOf({ type: 'hold', id: 'h', step: 'release\nforged: line', why: '\u001b[2Jgone\u202e\u2028' });
  for (const words of [labelOf(hostile), describeEntry(hostile).en, describeEntry(hostile).fr])
    expect(words).not.toMatch(/[\p{Cc}\p{Cf}\u2028]/u);
});
