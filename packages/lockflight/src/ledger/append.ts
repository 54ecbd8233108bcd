/**
 * Appending, safe to run at any time, twice, or against others: read, verify what is new, leave out the drafts whose key is there, sign, append by
 * compare-and-swap; when the ledger moved, or nobody can say whether the write arrived, read again and start over with what is still
 * missing. Nothing is ever written on top of a ledger that does not verify.
 *
 * Clock, chance and waiting are arguments. Errors: `ledger-broken`, `already-adopted`, `not-adopted`, `entry-invalid`, `signing-key-not-valid`,
 * `ledger-refused`, `ledger-busy`, and what the store throws.
 */
import { hasCode } from '../errors.ts';
import { buildEnvelopes } from './build.ts';
import { canonicalJson } from './canonical-json.ts';
import { type Chain, extendChain } from './chain.ts';
import type { Entry, EntryDraft } from './entry.ts';
import { alreadyAdopted, entryInvalid, ledgerBusy, ledgerRefused, notAdopted, signingKeyNotValid } from './failures.ts';
import type { Signer } from './keys.ts';
import { readSound } from './read-chain.ts';
import type { LedgerStore } from './store.ts';
import type { Verifier } from './verifier.ts';
import { createVerifier } from './verifier.ts';

export interface AppendContext {
  /** The recorder's clock, ISO 8601. */
  readonly now: () => string;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** 0 <= n < 1, for the jitter. */
  readonly random: () => number;
  /** What was verified before: only what follows is verified again. */
  readonly chain?: Chain;
  /**
   * The store's name for the head that `chain` ends in. The first attempt then builds on it without reading again: the store refuses if the ledger has grown
   * since, and then it is read.
   */
  readonly head?: string;
  readonly verify?: Verifier;
}

export interface Appended {
  /** Written by this call, in the ledger's order. */
  readonly appended: readonly Entry[];
  /** Entries that had a draft's key before. */
  readonly alreadyThere: readonly Entry[];
  /** The whole ledger as it is now. */
  readonly entries: readonly Entry[];
  readonly chain: Chain;
  /** The store's name for the new head. */
  readonly head: string | undefined;
}

/** Others make progress whenever this one has to wait, so many attempts are no sign of trouble; lost connections are. */
const MAX_MOVED = 200;
const MAX_LOST = 6;
/** About what a push takes, at least; what one took in fact counts where it is more. A writer that won goes on from its own head at once; those that come in between only make both of them slower. */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 2_000;

/** Appends what is missing of `drafts`, in order, in one push. On an empty ledger the first draft must be the adoption. */
export const appendEntries = async (
  store: LedgerStore,
  signer: Signer,
  drafts: readonly EntryDraft[],
  context: AppendContext,
): Promise<Appended> => {
  const verify = context.verify ?? createVerifier();
  const mine = new Set<string>();
  let known = context.chain;
  let head = known === undefined ? undefined : context.head;
  let took = 0;
  for (let moved = 0, lost = 0; moved < MAX_MOVED; ) {
    if (moved + lost > 0) await context.sleep(waitBefore(moved + lost, took, context.random()));
    const begun = Date.parse(context.now());
    try {
      const { chain, stored } =
        known !== undefined && head !== undefined ? { chain: known, stored: { head } } : await readSound(store, verify, known);
      known = chain;
      head = undefined;
      const missing = missingOf(chain, drafts);
      if (missing.length === 0) return { ...outcome(chain, drafts, mine), head: stored.head };
      requireRoom(chain, missing, signer);
      const envelopes = await buildEnvelopes(chain, missing, signer, context.now());
      const extended = await extendChain(chain, envelopes, verify);
      // What we are about to write is judged as any reader will judge it.
      if (extended.problems[0] !== undefined) throw entryInvalid(extended.problems[0]);
      for (const entry of extended.entries.slice(chain.entries.length)) mine.add(canonicalJson(entry));
      const answer = await store.append(stored.head, envelopes);
      if (answer.ok) return { ...outcome(extended, drafts, mine), head: answer.head };
      if (answer.reason === 'refused') throw ledgerRefused(answer.detail);
      moved += 1;
      took = Date.parse(context.now()) - begun;
    } catch (error) {
      lost += 1;
      if (!hasCode(error, 'remote-unreachable') || lost === MAX_LOST) throw error;
    }
  }
  throw ledgerBusy();
};

/** Begins a ledger: the adoption, signed by the key that it carries, and what goes with it, in one push. Throws `already-adopted` when there is one. */
export const createLedger = async (
  store: LedgerStore,
  signer: Signer,
  drafts: readonly [EntryDraft, ...EntryDraft[]],
  context: AppendContext,
): Promise<Appended> => {
  const done = await appendEntries(store, signer, drafts, context);
  if (!done.appended.some(({ seq }) => seq === 0)) throw alreadyAdopted();
  return done;
};

/** Drafts whose key is neither in the ledger nor in a draft before them. */
const missingOf = (chain: Chain, drafts: readonly EntryDraft[]): readonly EntryDraft[] => {
  const seen = new Set<string>();
  return drafts.filter(({ key }) => {
    const fresh = !seen.has(key) && !chain.keys.has(key);
    seen.add(key);
    return fresh;
  });
};

const requireRoom = (chain: Chain, missing: readonly EntryDraft[], signer: Signer): void => {
  const adopting = missing[0]?.body.type === 'adoption';
  if (chain.length === 0 && !adopting) throw notAdopted();
  if (chain.length > 0 && missing.some(({ body }) => body.type === 'adoption')) throw alreadyAdopted();
  if (chain.length > 0 && !chain.ring.has(signer.keyId)) throw signingKeyNotValid(signer.keyId);
};

/** Entries of this call are told from others with the same key by being word for word what was signed here: an answer may have been lost. */
const outcome = (chain: Chain, drafts: readonly EntryDraft[], mine: ReadonlySet<string>): Omit<Appended, 'head'> => {
  const keys = new Set(drafts.map(({ key }) => key));
  const found = chain.entries.filter((entry) => keys.has(entry.key));
  const appended = mine.size === 0 ? [] : found.filter((entry) => mine.has(canonicalJson(entry)));
  return { appended, alreadyThere: found.filter((entry) => !appended.includes(entry)), entries: chain.entries, chain };
};

/** Doubles up to a cap, which is longer where an attempt takes longer (`took`, milliseconds), and anything between half of it and all of it: writers that collided once must not collide again in step. */
const waitBefore = (attempt: number, took: number, chance: number): number => {
  const first = Math.max(FIRST_WAIT, Math.min(took, LONGEST_WAIT / 2));
  const cap = Math.min(Math.max(LONGEST_WAIT, 4 * first), first * 2 ** Math.min(attempt - 1, 10));
  return Math.round(cap / 2 + (cap / 2) * chance);
};
