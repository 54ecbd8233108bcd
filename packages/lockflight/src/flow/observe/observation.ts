/**
 * What the forge says happened and the ledger does not hold yet, as drafts; what was seen and does not count, with the reason;
 * and what could not be read at all, which makes every fact that needs it errored.
 */
import type { Text } from '../../contract/text.ts';
import { LockflightError } from '../../errors.ts';
import type { Account } from '../../forge/port.ts';
import type { Actor, EntryDraft } from '../../ledger/entry.ts';
import { agentsOf, type InForce, isAgent } from '../facts/people.ts';

export type Source = 'pushes' | 'runs' | 'reviews' | 'comments' | 'deployments' | 'reports' | 'dispatches' | 'pull-requests';

/** An act that was seen and does not count. */
export interface Refusal {
  readonly code: string;
  readonly what: Text;
}

export interface Observation {
  readonly drafts: readonly EntryDraft[];
  readonly refusals: readonly Refusal[];
  readonly unavailable: ReadonlyMap<Source, LockflightError>;
  /** Environments whose running service could not be asked what it runs, by name. */
  readonly unreported?: ReadonlyMap<string, LockflightError>;
}

/** What one observer saw. */
export interface Seen {
  readonly drafts: readonly EntryDraft[];
  readonly refusals?: readonly Refusal[];
}

export const actorOf = (account: Account): Actor => ({ id: account.id, login: account.login, kind: account.kind });

/** The recorder itself, for what it concludes rather than sees. */
export const RECORDER: Actor = { id: 0, login: 'lockflight', kind: 'recorder' };

/** An account whose acts can never count as a person's: a bot, an App, one listed as an agent, or one that is gone (0). */
export const isPerson = (account: Account, inForce: InForce): boolean =>
  account.kind === 'user' && account.id !== 0 && !isAgent(account, agentsOf(inForce));

/** Times are compared as text, so they are all written in one way: a forge may leave the milliseconds out. */
export const utc = (instant: string): string => new Date(instant).toISOString();
export const inUtc = (draft: EntryDraft): EntryDraft => ({ ...draft, occurredAt: utc(draft.occurredAt) });

/** Runs observers one by one; one that fails leaves its error behind and the others go on. */
export const gather = async (observers: readonly (readonly [Source, () => Promise<Seen>])[]): Promise<Observation> => {
  const drafts: EntryDraft[] = [];
  const refusals: Refusal[] = [];
  const unavailable = new Map<Source, LockflightError>();
  for (const [source, observe] of observers) {
    try {
      const seen = await observe();
      drafts.push(...seen.drafts.map(inUtc));
      refusals.push(...(seen.refusals ?? []));
    } catch (error) {
      if (!(error instanceof LockflightError)) throw error;
      unavailable.set(source, error);
    }
  }
  return { drafts, refusals, unavailable };
};
