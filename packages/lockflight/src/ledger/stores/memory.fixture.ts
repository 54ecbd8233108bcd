/**
 * A ledger in memory, for tests, and faults on demand: what a network and other writers can do to an append.
 */
import { LockflightError } from '../../errors.ts';
import { sha256 } from '../digest.ts';
import type { AppendOutcome, LedgerStore, StoredEnvelope, StoredLedger } from '../store.ts';

export interface MemoryStore extends LedgerStore {
  /** Replaces what is stored: how a test tampers. */
  rewrite(envelopes: readonly string[]): void;
}

export const memoryStore = (envelopes: readonly string[] = []): MemoryStore => {
  let stored = chained(envelopes);
  return {
    read: async (): Promise<StoredLedger> => ({ head: stored.at(-1)?.id, envelopes: stored }),
    append: async (expectedHead, added): Promise<AppendOutcome> => {
      if (stored.at(-1)?.id !== expectedHead) return { ok: false, reason: 'moved', detail: 'the head moved' };
      stored = chained([...stored.map(({ envelope }) => envelope), ...added]);
      return { ok: true, head: stored.at(-1)?.id ?? '' };
    },
    rewrite: (replaced) => {
      stored = chained(replaced);
    },
  };
};

/** Ids that depend on everything before, as commit ids do. */
const chained = (envelopes: readonly string[]): readonly StoredEnvelope[] => {
  let id = '';
  return envelopes.map((envelope) => {
    id = sha256(id + envelope);
    return { id, envelope };
  });
};

/**
 * `lost-before`: the connection breaks and nothing was written; `lost-after`: it was written, but nobody is told; `moved`: another
 * writer came first (it really writes `rival`'s entries); `refused`: the forge's rules; `sound`: nothing happens.
 */
export type Fault = 'lost-before' | 'lost-after' | 'moved' | 'refused' | 'sound';

/** The store, with one fault for each append in turn; sound after the last. */
export const faultyStore = (store: LedgerStore, faults: readonly Fault[], rival?: () => Promise<unknown>): LedgerStore => {
  const left = [...faults];
  return {
    read: () => store.read(),
    append: async (expectedHead, envelopes) => {
      const fault = left.shift() ?? 'sound';
      if (fault === 'refused') return { ok: false, reason: 'refused', detail: 'protected branch' };
      if (fault === 'lost-before') throw connectionLost();
      if (fault === 'moved') await rival?.();
      const outcome = await store.append(expectedHead, envelopes);
      if (fault === 'lost-after') throw connectionLost();
      return outcome;
    },
  };
};

const connectionLost = (): LockflightError =>
  new LockflightError({
    code: 'remote-unreachable',
    exit: 3,
    message: { en: 'the connection was lost', fr: 'la connexion a été perdue' },
    hint: { en: 'try again', fr: 'réessayez' },
    retryable: true,
  });
