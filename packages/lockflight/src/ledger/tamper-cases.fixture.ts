/**
 * What somebody can do to the ledger's branch, one case each, and what a verification has to name first. With the genuine ledger that they all start from: twelve
 * entries, of two keys and two contracts.
 */
import { Buffer } from 'node:buffer';
import { buildEnvelopes } from './build.ts';
import { EMPTY_CHAIN, extendChain } from './chain.ts';
import type { EntryDraft } from './entry.ts';
import { PAYLOAD_TYPE, preAuthenticationEncoding, readEnvelope, writeEnvelope } from './envelope.ts';
import { generateKey, type KeyPair } from './keys.ts';
import { adoption, contract, draft, evidence, MOMENT, newLedger, push, revocation, rotation, state } from './ledger.fixture.ts';
import { branchOf, rawCommit } from './raw-commits.fixture.ts';
import { chainOf } from './read-chain.ts';
import type { StoredLedger } from './store.ts';
import { commitProblems } from './stores/verify-commits.ts';
import { createVerifier } from './verifier.ts';
import { verifyChain } from './verify.ts';

const verify = createVerifier();
const [root, second, thief] = [generateKey(), generateKey(), generateKey()];
const CONTRACT_2 = 'lockflight: 1\nproject: later\n';
const ACTS = [
  push('staging', 1),
  evidence('ci-check', 1),
  contract(CONTRACT_2),
  draft({ type: 'approval', kind: 'release', result: 'approved', pullRequest: 4, review: 9, note: 'très bien', ...state(1) }),
  rotation(second),
  second,
  push('production', 2),
  revocation(root.keyId),
  draft({ type: 'verdict', step: 'release', candidate: state(1), outcome: 'passed', gates: [] }),
  draft({ type: 'hold', id: 'freeze', step: 'release', why: 'été : gel' }),
  push('staging', 3),
  draft({ type: 'hold-release', id: 'freeze' }),
];
export const { envelopes: genuine } = await newLedger(ACTS, root);
/** Entries 0-5 are signed by the root key, 6 and later by the second. */
const signerAt = (seq: number): KeyPair => (seq <= 5 ? root : second);
export const commits = genuine.map(rawCommit).map((text) => Buffer.from(text, 'utf8').toString('latin1'));

export type Named = readonly string[];

export const namedIn = async (stored: StoredLedger): Promise<Named> => {
  const chain = await verifyChain(
    stored.envelopes.map(({ envelope }) => envelope),
    { verify },
  );
  return [...chain.problems, ...commitProblems(stored, chain.entries)].map(({ seq, code }) => `${seq} ${code}`);
};

/** Envelopes, each in the commit that a recorder would make of it. */
const inCommits = (envelopes: readonly string[]): StoredLedger =>
  branchOf(
    envelopes.map((text, seq) =>
      Buffer.from(readable(text) ? rawCommit(text, seq) : `tree x\n\nentry\n\n${text}\n`, 'utf8').toString('latin1'),
    ),
  );
const readable = (text: string): boolean => {
  try {
    return rawCommit(text, 1) !== '';
  } catch {
    return false;
  }
};
export const replaced = <T>(list: readonly T[], at: number, by: T): readonly T[] => list.map((one, index) => (index === at ? by : one));

export interface Case {
  readonly name: string;
  readonly run: () => Promise<Named>;
  /** What must be named first; more may follow from it. */
  readonly first: RegExp;
}
export const cases: Case[] = [];
const onEnvelopes = (name: string, envelopes: readonly string[], first: RegExp): void => {
  cases.push({ name, first, run: () => namedIn(inCommits(envelopes)) });
};
const onCommit = (name: string, at: number, change: (raw: string) => string, first: RegExp): void => {
  cases.push({ name: `commit ${at}: ${name}`, first, run: () => namedIn(branchOf(replaced(commits, at, change(commits[at] ?? '')))) });
};

// --- each member of envelope and statement, changed without the key ---

interface Wire {
  payloadType: string;
  payload: string;
  signatures: { keyid: string; sig: string }[];
}
const wireOf = (seq: number): Wire => JSON.parse(genuine[seq] ?? '') as Wire;
const statementOf = (seq: number): Record<string, unknown> => JSON.parse(Buffer.from(wireOf(seq).payload, 'base64').toString('utf8'));
const flipBase64 = (text: string, at: number): string => {
  const bytes = Buffer.from(text, 'base64');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes.toString('base64');
};
const CHANGED_ENVELOPES: Readonly<Record<string, (wire: Wire, seq: number) => string>> = {
  'payload type': (wire) => JSON.stringify({ ...wire, payloadType: 'application/json' }),
  'first byte of the payload': (wire) => JSON.stringify({ ...wire, payload: flipBase64(wire.payload, 0) }),
  'payload cut short': (wire) => JSON.stringify({ ...wire, payload: wire.payload.slice(0, -4) }),
  'key id': (wire) => JSON.stringify({ ...wire, signatures: [{ ...wire.signatures[0], keyid: thief.keyId }] }),
  'first byte of the signature': (wire) =>
    JSON.stringify({ ...wire, signatures: wire.signatures.map((s) => ({ ...s, sig: flipBase64(s.sig, 0) })) }),
  'last byte of the signature': (wire) =>
    JSON.stringify({ ...wire, signatures: wire.signatures.map((s) => ({ ...s, sig: flipBase64(s.sig, 63) })) }),
  'no signature': (wire) => JSON.stringify({ ...wire, signatures: [] }),
  'a second signature': (wire) => JSON.stringify({ ...wire, signatures: [...wire.signatures, ...wire.signatures] }),
  'a member more': (wire) => JSON.stringify({ ...wire, more: 1 }),
  'members in another order': ({ payloadType, ...wire }) => JSON.stringify({ ...wire, payloadType }),
  'white space': (wire) => JSON.stringify(wire).replace(':', ': '),
  'signature of the entry before': (wire, seq) =>
    JSON.stringify({
      ...wire,
      signatures: wireOf(Math.max(0, seq - 1)).signatures.map((s) => ({ ...s, keyid: wire.signatures[0]?.keyid })),
    }),
};
const UNSIGNED = '(envelope-malformed|statement-malformed|statement-disagrees|signature-invalid|key-not-valid|adoption-missing)';
for (const seq of genuine.keys()) {
  for (const [name, change] of Object.entries(CHANGED_ENVELOPES)) {
    const text = change(wireOf(seq), seq);
    if (text !== genuine[seq]) onEnvelopes(`envelope ${seq}: ${name}`, replaced(genuine, seq, text), new RegExp(`^${seq} ${UNSIGNED}$`));
  }
}

/** Every value in a statement, with the statement that has another one there. */
function* eachChanged(value: unknown, path = ''): Generator<readonly [path: string, changed: unknown]> {
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries())
      for (const [at, other] of eachChanged(one, `${path}[${index}]`)) yield [at, replaced(value, index, other)];
    yield [`${path}[+]`, [...value, 'more']];
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) {
      const { [name]: _gone, ...rest } = value as Record<string, unknown>;
      yield [`${path}.${name} gone`, rest];
      for (const [at, other] of eachChanged(one, `${path}.${name}`)) yield [at, { ...value, [name]: other }];
    }
  } else if (typeof value === 'number') yield [path, value + 1];
  else if (typeof value === 'boolean') yield [path, !value];
  else if (typeof value === 'string')
    yield [path, /^[0-9a-f]{40,}$/.test(value) ? value.replace(/.$/, (c) => (c === '0' ? '1' : '0')) : `${value}x`];
}
const sealed = (statement: unknown, by: { readonly keyId: string; readonly signature: Uint8Array }): string =>
  writeEnvelope({ payloadType: PAYLOAD_TYPE, payload: Buffer.from(JSON.stringify(statement)), ...by });
const signedBy = async (statement: unknown, key: KeyPair, keyId = key.keyId): Promise<string> => {
  const payload = Buffer.from(JSON.stringify(statement));
  return sealed(statement, { keyId, signature: await key.signer.sign(preAuthenticationEncoding(PAYLOAD_TYPE, payload)) });
};
for (const seq of genuine.keys()) {
  const { signature = Buffer.alloc(0), keyId = '' } = readEnvelope(genuine[seq] ?? '') ?? {};
  for (const [path, changed] of eachChanged(statementOf(seq)))
    onEnvelopes(
      `statement ${seq}${path}`,
      replaced(genuine, seq, sealed(changed, { keyId, signature })),
      new RegExp(`^${seq} ${UNSIGNED}$`),
    );
}

// --- forged by somebody with a key: their own, an old one, or (a recorder gone wrong) the valid one ---

const withEntry = (seq: number, change: Readonly<Record<string, unknown>>): unknown => {
  const { predicate, ...rest } = statementOf(seq) as { predicate: { lockflight: Record<string, unknown> } };
  return { ...rest, predicate: { ...predicate, lockflight: { ...predicate.lockflight, ...change } } };
};
for (const seq of [1, 4, 8, 11]) {
  const statement = statementOf(seq);
  onEnvelopes(
    `entry ${seq} signed by a stranger`,
    replaced(genuine, seq, await signedBy(statement, thief)),
    new RegExp(`^${seq} key-not-valid$`),
  );
  onEnvelopes(
    `entry ${seq} signed by a stranger under a valid name`,
    replaced(genuine, seq, await signedBy(statement, thief, signerAt(seq).keyId)),
    new RegExp(`^${seq} signature-invalid$`),
  );
}
onEnvelopes('a key used before its rotation', replaced(genuine, 2, await signedBy(statementOf(2), second)), /^2 key-not-valid$/);
for (const seq of [9, 10, 11])
  onEnvelopes(
    `entry ${seq} signed by a key after its revocation`,
    replaced(genuine, seq, await signedBy(statementOf(seq), root)),
    new RegExp(`^${seq} key-not-valid$`),
  );

const WRONG_BY_THE_RECORDER: readonly (readonly [string, number, Readonly<Record<string, unknown>>, RegExp])[] = [
  ['a number further on', 9, { seq: 10 }, /^9 entry-missing$/],
  ['a number before', 9, { seq: 8 }, /^8 entry-out-of-place$/],
  ['another entry before it', 9, { previous: 'f'.repeat(64) }, /^9 previous-broken$/],
  ['no entry before it', 10, { previous: undefined }, /^10 previous-broken$/],
  [
    'the contract counter going backwards',
    10,
    { contract: { digest: statementOf(1).predicate && contractAt(1).digest, counter: 1 } },
    /^10 contract-backwards$/,
  ],
  ['the contract counter going ahead', 10, { contract: { ...contractAt(10), counter: 3 } }, /^10 contract-mismatch$/],
  ['a wrong contract digest', 11, { contract: { ...contractAt(11), digest: 'f'.repeat(64) } }, /^11 contract-mismatch$/],
  ['a key of an entry before', 11, { key: keyAt(1) }, /^11 key-repeated$/],
  ['a later format', 11, { format: { version: 2, since: '9.1.0' } }, /^11 entry-format-unknown$/],
];
function contractAt(seq: number): { digest: string; counter: number } {
  return (statementOf(seq) as { predicate: { lockflight: { contract: { digest: string; counter: number } } } }).predicate.lockflight
    .contract;
}
function keyAt(seq: number): string {
  return (statementOf(seq) as { predicate: { lockflight: { key: string } } }).predicate.lockflight.key;
}
for (const [name, seq, change, first] of WRONG_BY_THE_RECORDER) {
  const subject = change.contract === undefined ? {} : subjectUnder(seq, change.contract as { digest: string });
  const statement = { ...(withEntry(seq, change) as Record<string, unknown>), ...subject };
  onEnvelopes(`signed by the recorder: ${name}`, replaced(genuine, seq, await signedBy(withoutUndefined(statement), signerAt(seq))), first);
}
function withoutUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
/** Where the subject is the contract, it goes along; a verdict's policy does not come up in these. */
function subjectUnder(seq: number, { digest }: { digest: string }): Record<string, unknown> {
  const { subject } = statementOf(seq) as { subject: { name: string }[] };
  return subject.some(({ name }) => name === 'lockflight.yaml')
    ? { subject: [{ name: 'lockflight.yaml', digest: { sha256: digest } }] }
    : {};
}
const after = async (drafts: readonly EntryDraft[], signer: KeyPair): Promise<readonly string[]> =>
  buildEnvelopes(await extendChain(EMPTY_CHAIN, genuine, verify), drafts, signer.signer, MOMENT);
onEnvelopes(
  'a second adoption',
  [...genuine, ...(await after([{ ...adoption(second.publicKey), key: 'again' }], second))],
  /^12 adoption-repeated$/,
);
onEnvelopes(
  'a key that is not its fingerprint',
  [...genuine, ...(await after([draft({ type: 'key', action: 'rotate', keyId: root.keyId, publicKey: thief.publicKey })], second))],
  /^12 key-entry-wrong$/,
);
onEnvelopes('the last key revoked', [...genuine, ...(await after([revocation(second.keyId)], second))], /^12 key-entry-wrong$/);
onEnvelopes('an old key appends', [...genuine, ...(await after([push('production', 9)], root))], /^12 key-not-valid$/);

// --- the order of entries ---

for (const at of genuine.keys()) {
  const rest = genuine.toSpliced(at, 1);
  if (at < genuine.length - 1)
    onEnvelopes(`entry ${at} dropped`, rest, at === 0 ? /^0 adoption-missing$/ : new RegExp(`^${at} (entry-missing|key-not-valid)$`));
  if (at < genuine.length - 1) {
    const swapped = genuine.toSpliced(at, 2, genuine[at + 1] ?? '', genuine[at] ?? '');
    onEnvelopes(
      `entries ${at} and ${at + 1} swapped`,
      swapped,
      at === 0 ? /^0 adoption-missing$/ : new RegExp(`^${at} (entry-missing|key-not-valid)$`),
    );
  }
  onEnvelopes(
    `entry ${at} twice in a row`,
    genuine.toSpliced(at, 0, genuine[at] ?? ''),
    new RegExp(`^(${at} (entry-out-of-place|previous-broken)|${at + 1} key-not-valid)$`),
  );
  onEnvelopes(
    `entry ${at} replayed at the end`,
    [...genuine, genuine[at] ?? ''],
    new RegExp(`^(${at} (entry-out-of-place|previous-broken)|12 key-not-valid)$`),
  );
}
const twin = (await newLedger([push('staging', 7), push('staging', 8)], root)).envelopes;
const stranger = (await newLedger([push('staging', 7), push('staging', 8)], thief)).envelopes;
onEnvelopes("another repository's entry, of the same key", replaced(genuine, 2, twin[2] ?? ''), /^2 previous-broken$/);
onEnvelopes("another repository's entry", replaced(genuine, 2, stranger[2] ?? ''), /^2 key-not-valid$/);
onEnvelopes("another repository's beginning", replaced(genuine, 0, stranger[0] ?? ''), /^1 key-not-valid$/);
onEnvelopes('nothing', [], /^0 ledger-empty$/);

cases.push({
  name: 'another root than the one that is trusted',
  first: /^0 root-untrusted$/,
  run: async () => (await verifyChain(stranger, { verify, trust: root.keyId })).problems.map(({ seq, code }) => `${seq} ${code}`),
});
for (const kept of genuine.keys()) {
  cases.push({
    name: `rewound to ${kept} entries, read by who had verified all of it`,
    first: new RegExp(`^${genuine.length} ledger-rewound$`),
    run: async () => {
      const known = await extendChain(EMPTY_CHAIN, genuine, verify);
      const rewound = chainOf(inCommits(genuine.slice(0, kept)), verify, known);
      return rewound.then(
        () => [],
        (error: { code: string }) => [`${known.length} ${error.code}`],
      );
    },
  });
}

// --- the commits around them ---

for (const at of [0, 3, 7, 11]) {
  onCommit('another line for people', at, (raw) => raw.replace(/\n\n\d+ /, (line) => `${line}more `), new RegExp(`^${at} label-wrong$`));
  onCommit('no line for people', at, (raw) => raw.replace(/\n\n.*\n\n\{/, '\n\n{'), new RegExp(`^${at} label-wrong$`));
  onCommit('no blank line', at, (raw) => raw.replace(/\n\n\{/, '\n{'), new RegExp(`^${at} envelope-malformed$`));
  onCommit('words after the envelope', at, (raw) => `${raw}\nSigned-off-by: nobody\n`, new RegExp(`^${at} envelope-malformed$`));
  for (const [name, change] of Object.entries({
    'another tree': (raw: string) => raw.replace(/^tree ..../, 'tree 0000'),
    'a parent more': (raw: string) => raw.replace('\nauthor', `\nparent ${'b'.repeat(40)}\nauthor`),
    'another author': (raw: string) => raw.replace('author Lockflight', 'author Somebody'),
    'another committer': (raw: string) => raw.replace('committer Lockflight', 'committer Somebody'),
    'another date': (raw: string) => raw.replace(/> \d+/, '> 1'),
    'another time zone': (raw: string) => raw.replace('+0000', '+0100'),
    'a header more': (raw: string) => raw.replace('\n\n', '\nencoding UTF-8\n\n'),
    'a newline more at the end': (raw: string) => `${raw}\n`,
    'no newline at the end': (raw: string) => raw.slice(0, -1),
  }))
    onCommit(name, at, change, new RegExp(`^${at} commit-wrong$`));
}
cases.push({
  name: 'a commit that stands on nothing',
  first: /^5 commit-wrong$/,
  run: () => namedIn(branchOf(replaced(commits, 5, (commits[5] ?? '').replace(/\nparent P+/, '')))),
});
