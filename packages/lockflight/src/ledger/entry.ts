/**
 * What the ledger can say. An entry is a body (below) with the fields that every entry has. Bodies hold ids and digests, never
 * a secret, an e-mail address or anything personal beyond forge ids and logins.
 */
import type { Text } from '../contract/text.ts';

/** The tree is the identity; the commit only tells where it was seen. */
export interface TreeRef {
  readonly tree: string;
  readonly commit: string;
}

/** Somebody on the forge. `onBehalfOf` is the person an agent works for. */
export interface Actor {
  readonly id: number;
  readonly login: string;
  readonly kind: 'user' | 'bot' | 'app' | 'organization' | 'recorder';
  readonly onBehalfOf?: string;
}

/** Whose login it was, by the forge's number, when a contract that names it came into force. */
export interface PinnedPerson {
  readonly login: string;
  readonly id: number;
}

export interface ContractRef {
  /** sha256 of the contract's text, hex. */
  readonly digest: string;
  /** 1 at adoption, one more with each contract that comes into force. */
  readonly counter: number;
}

export interface ArchiveRef extends TreeRef {
  readonly environment: string;
  /** Full ref name: `refs/tags/archive/main/2026-11-20/v1.8.0`. */
  readonly ref: string;
  readonly version: string;
  readonly date: string;
}

export interface GateResult {
  readonly id: string;
  readonly gate: string;
  readonly outcome: 'passed' | 'blocked' | 'errored' | 'waived';
  readonly reason: Text;
}

/**
 * A promotion's or rollback's life; each entry of one id tells one phase.
 * `ungated`: it was merged although no passing verdict allowed it.
 */
export type Phase = 'proposed' | 'ready' | 'merged' | 'deployed' | 'verified' | 'abandoned' | 'superseded' | 'failed' | 'ungated';

export type EntryBody =
  /** Entry 0. Everything starts here. */
  | {
      readonly type: 'adoption';
      readonly repository: { readonly id: number; readonly fullName: string };
      readonly contractText: string;
      readonly publicKey: string;
      readonly lines: readonly ({ readonly environment: string; readonly branch: string } & TreeRef)[];
      readonly protection: readonly { readonly branch: string; readonly enforced: boolean }[];
      /** Everybody whom the contract names by login, agents included; absent in ledgers from before this was kept. */
      readonly people?: readonly PinnedPerson[];
    }
  /** A contract came into force; `counter` in the entry's own contract reference is already the new one. */
  | { readonly type: 'contract'; readonly contractText: string; readonly from: TreeRef; readonly people?: readonly PinnedPerson[] }
  | ({
      readonly type: 'push';
      readonly environment: string;
      readonly branch: string;
      readonly before: string;
      readonly how: string;
      readonly pullRequest?: number;
    } & TreeRef)
  | ({
      readonly type: 'evidence';
      readonly kind: string;
      readonly environment?: string;
      /** `errored`: observed, but it cannot be bound to this tree in this environment. */
      readonly result: 'passed' | 'failed' | 'withdrawn' | 'errored';
      readonly run?: {
        readonly id: number;
        readonly attempt: number;
        readonly workflow: string;
        readonly job: string;
        readonly event: string;
      };
      readonly pullRequest?: number;
      readonly note?: string;
      readonly url?: string;
    } & TreeRef)
  | ({
      readonly type: 'approval';
      readonly kind: string;
      readonly result: 'approved' | 'withdrawn';
      readonly pullRequest: number;
      /** Where it was said: in a review or in a comment, by the forge's number for it. */
      readonly review?: number;
      readonly comment?: number;
      readonly note?: string;
    } & TreeRef)
  | ({
      readonly type: 'deployment';
      readonly environment: string;
      /** The forge's number for it; 0 where the service's own report told of it. */
      readonly deployment: number;
      readonly via?: 'report';
      readonly result: 'deployed' | 'failed' | 'removed';
    } & TreeRef)
  | ({ readonly type: 'archive' } & ArchiveRef)
  | {
      readonly type: 'verdict';
      readonly step: string;
      readonly candidate: TreeRef;
      readonly outcome: 'passed' | 'blocked' | 'errored';
      readonly gates: readonly GateResult[];
      readonly promotion?: string;
    }
  | {
      readonly type: 'promotion';
      readonly id: string;
      readonly step: string;
      /** The environment that it goes to: the state it makes stands on that line. */
      readonly environment: string;
      readonly phase: Phase;
      readonly pullRequest?: number;
      readonly candidate: TreeRef;
      readonly head: string;
      readonly base: string;
      readonly result?: TreeRef;
      readonly version?: string;
      readonly verdict?: number;
      readonly reason?: Text;
    }
  | {
      readonly type: 'rollback';
      readonly id: string;
      readonly environment: string;
      readonly phase: Phase;
      readonly pullRequest?: number;
      readonly target: ArchiveRef;
      readonly head: string;
      readonly base: string;
      readonly result?: TreeRef;
      readonly reason?: Text;
    }
  | {
      readonly type: 'hold';
      readonly id: string;
      readonly step: string;
      readonly why: string;
      readonly from?: string;
      readonly until?: string;
      readonly rollback?: string;
    }
  | { readonly type: 'hold-release'; readonly id: string; readonly why?: string }
  | { readonly type: 'waiver'; readonly step: string; readonly gate: string; readonly why: string; readonly until: string }
  | { readonly type: 'post-mortem'; readonly rollback: string; readonly note: string }
  /**
   * `rotate` brings a key in (`keyId` is its fingerprint, `publicKey` its text); the others stay valid until `revoke` takes them out, so that a writer
   * which still holds the old one is not locked out half-way. Both are signed by a key that is valid at that point.
   */
  | {
      readonly type: 'key';
      readonly action: 'rotate' | 'revoke';
      readonly keyId: string;
      readonly publicKey?: string;
      readonly why?: string;
    }
  | ({
      readonly type: 'violation';
      readonly environment: string;
      readonly code: string;
      readonly class: string;
      readonly reason: Text;
    } & TreeRef);

export type EntryType = EntryBody['type'];

/** What somebody wants appended. `key` makes it idempotent: a second draft with the same key is the same entry. */
export interface EntryDraft {
  readonly key: string;
  /** When it happened on the forge, ISO 8601; `recordedAt` is the recorder's own clock. */
  readonly occurredAt: string;
  readonly actor: Actor;
  readonly body: EntryBody;
}

/** An entry as it stands in the ledger. */
export interface Entry extends EntryDraft {
  readonly seq: number;
  /** sha256 of the envelope before it, hex; the first has none. */
  readonly previous?: string;
  readonly contract: ContractRef;
  readonly recordedAt: string;
}
