/**
 * The chain, walked from entry 0: each envelope is signed by a key that is valid at that point and follows exactly the one before it. A
 * `Chain` is what is known after a number of envelopes; `extendChain` walks on from there, so that an appender verifies only what is new.
 *
 * Input: the exact envelope texts, in the store's order. Problems are collected, never thrown, and name the sequence number where the
 * ledger is wrong: an entry whose own bytes were changed is named itself, and its neighbours are not blamed for it. Without a valid entry 0
 * there is no key to judge anything by, and the walk ends there.
 */
import { type Decoded, decodeEntry } from './decode.ts';
import { sha256 } from './digest.ts';
import type { ContractRef, Entry } from './entry.ts';
import type { KeyRing } from './key-ring.ts';
import { rootRing } from './key-ring.ts';
import { fingerprint, readPublicKey } from './keys.ts';
import { judgeLink } from './link.ts';
import { type LedgerProblem, problem } from './problem.ts';
import type { Verifier } from './verifier.ts';

export interface Chain {
  /** How many envelopes were walked. */
  readonly length: number;
  /** The last envelope's exact text: who reads the ledger again can tell whether it is still the same one. */
  readonly last: string | undefined;
  /** Entries that are signed and readable, in order. */
  readonly entries: readonly Entry[];
  readonly problems: readonly LedgerProblem[];
  /** Fingerprint of the key in entry 0. */
  readonly root: string | undefined;
  readonly ring: KeyRing;
  readonly contract: ContractRef | undefined;
  /** Idempotency keys, with the entry that has each. */
  readonly keys: ReadonlyMap<string, number>;
  /** The sequence number that comes next. */
  readonly next: number;
  /** sha256 of the last envelope; undefined when that one could not be read, and nothing can be held against it. */
  readonly previous: string | undefined;
}

export const EMPTY_CHAIN: Chain = {
  length: 0,
  last: undefined,
  entries: [],
  problems: [],
  root: undefined,
  ring: new Map(),
  contract: undefined,
  keys: new Map(),
  next: 0,
  previous: undefined,
};

/** Envelopes decoded while the signatures of those before are checked on the thread pool. */
const BATCH = 256;

interface Walk {
  length: number;
  last: string | undefined;
  entries: Entry[];
  problems: LedgerProblem[];
  root: string | undefined;
  ring: KeyRing;
  contract: ContractRef | undefined;
  keys: Map<string, number>;
  next: number;
  previous: string | undefined;
}

/** One envelope on its way: decoded, its signature being checked. */
interface Incoming {
  readonly text: string;
  readonly decoded: Decoded;
  /** Undefined when no key of that id was ever announced. */
  readonly signed: Promise<boolean> | boolean | undefined;
}

export const extendChain = async (chain: Chain, envelopes: readonly string[], verify: Verifier): Promise<Chain> => {
  const walk: Walk = { ...chain, entries: [...chain.entries], problems: [...chain.problems], keys: new Map(chain.keys) };
  const announced = new Map(chain.ring);
  let waiting: readonly Incoming[] = [];
  for (let start = 0; start < envelopes.length; start += BATCH) {
    const batch = envelopes
      .slice(start, start + BATCH)
      .map((text, index) => receive(text, chain.length + start + index, announced, verify));
    await walkOn(walk, waiting);
    waiting = batch;
  }
  await walkOn(walk, waiting);
  return walk;
};

/** Decodes, and starts the signature check with the key of that id; whether that key is valid here is judged when the walk gets there. */
const receive = (text: string, seq: number, announced: Map<string, string>, verify: Verifier): Incoming => {
  const decoded = decodeEntry(text, seq);
  if (!decoded.ok) return { text, decoded, signed: undefined };
  const { envelope, entry } = decoded;
  const { body } = entry;
  if (body.type === 'adoption' && seq === 0) announce(announced, body.publicKey);
  const key = announced.get(envelope.keyId);
  if (body.type === 'key' && body.publicKey !== undefined) announce(announced, body.publicKey);
  return { text, decoded, signed: key === undefined ? undefined : verify(key, envelope.signed, envelope.signature) };
};

/**
 * Under the fingerprint of the key itself, never under the id that an entry gives it: this entry is not verified yet, and must not be able to
 * put another key in a valid one's place.
 */
const announce = (announced: Map<string, string>, publicKey: string): void => {
  if (readPublicKey(publicKey) !== undefined) announced.set(fingerprint(publicKey), publicKey);
};

const walkOn = async (walk: Walk, incoming: readonly Incoming[]): Promise<void> => {
  for (const one of incoming) {
    if (walk.length === 0 || walk.root !== undefined) await step(walk, one);
    walk.length += 1;
    walk.last = one.text;
  }
};

const step = async (walk: Walk, { text, decoded, signed }: Incoming): Promise<void> => {
  if (walk.length === 0) takeRoot(walk, decoded);
  const unreadable = !decoded.ok ? { ...decoded.problem, seq: walk.next } : await signatureProblem(walk, decoded, signed);
  if (unreadable !== undefined || !decoded.ok) {
    if (unreadable !== undefined) walk.problems.push(unreadable);
    if (walk.length === 0) walk.root = undefined;
    walk.next += 1;
    walk.previous = undefined;
    return;
  }
  if (walk.root === undefined) return;
  const { entry } = decoded;
  const judged = judgeLink(walk, entry);
  walk.problems.push(...judged.problems);
  walk.ring = judged.ring;
  walk.contract = judged.contract;
  walk.next = Math.max(walk.next, entry.seq + 1);
  walk.previous = sha256(text);
  walk.entries.push(entry);
  if (!walk.keys.has(entry.key)) walk.keys.set(entry.key, entry.seq);
};

/** Entry 0 brings its own key: who holds it is what `--trust` is about. */
const takeRoot = (walk: Walk, decoded: Decoded): void => {
  const body = decoded.ok ? decoded.entry.body : undefined;
  const ring = body?.type === 'adoption' ? rootRing(body.publicKey) : undefined;
  if (ring === undefined) {
    if (decoded.ok) {
      walk.problems.push(
        problem(
          0,
          'adoption-missing',
          'the first entry is no adoption with a key: nothing after it can be judged',
          "la première entrée n'est pas une adoption avec sa clé : rien de ce qui suit ne peut être jugé",
        ),
      );
    }
    return;
  }
  walk.ring = ring;
  walk.root = [...ring.keys()][0];
};

const signatureProblem = async (
  walk: Walk,
  decoded: Extract<Decoded, { ok: true }>,
  signed: Incoming['signed'],
): Promise<LedgerProblem | undefined> => {
  if (walk.root === undefined) return undefined;
  const { keyId } = decoded.envelope;
  const valid = (await signed) ?? false;
  if (!valid && signed !== undefined) {
    return problem(
      walk.next,
      'signature-invalid',
      'its signature does not match what it says',
      'sa signature ne correspond pas à ce qui est écrit',
    );
  }
  if (walk.ring.has(keyId)) return undefined;
  const short = keyId.slice(0, 12);
  return problem(
    walk.next,
    'key-not-valid',
    `signed by ${short}, which is no valid key at this point`,
    `signée par ${short}, qui n'est pas une clé valide à cet endroit`,
  );
};
