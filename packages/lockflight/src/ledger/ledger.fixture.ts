/**
 * Ledgers for tests: drafts of every kind with plausible ids, and whole signed chains.
 *
 *     const ledger = await newLedger([push('staging', 1), evidence('smoke', 1)]);
 */

import { buildEnvelopes } from './build.ts';
import { EMPTY_CHAIN, extendChain } from './chain.ts';
import type { Entry, EntryBody, EntryDraft, TreeRef } from './entry.ts';
import { generateKey, type KeyPair } from './keys.ts';
import { createVerifier } from './verifier.ts';

export const MOMENT = '2026-11-20T10:00:00.000Z';
export const CONTRACT_TEXT = 'lockflight: 1\nproject: demo\n';

/** State number `n`: a tree and a commit that no other number has. */
export const state = (n: number): TreeRef => ({
  tree: `a${n.toString(16)}`.padStart(40, '0'),
  commit: `c${n.toString(16)}`.padStart(40, '0'),
});

let drafted = 0;
/** A draft with a key of its own, unless one is given. */
export const draft = (body: EntryBody, key = `draft:${drafted++}`): EntryDraft => ({
  key,
  occurredAt: MOMENT,
  actor: { id: 7, login: 'octocat', kind: 'user' },
  body,
});

export const adoption = (publicKey: string): EntryDraft =>
  draft(
    {
      type: 'adoption',
      repository: { id: 1, fullName: 'acme/demo' },
      contractText: CONTRACT_TEXT,
      publicKey,
      lines: [
        { environment: 'staging', branch: 'staging', ...state(900) },
        { environment: 'production', branch: 'main', ...state(901) },
      ],
      protection: [{ branch: 'main', enforced: true }],
    },
    'adoption',
  );

export const push = (environment: string, n: number): EntryDraft =>
  draft({ type: 'push', environment, branch: environment === 'production' ? 'main' : environment, before: '', how: 'push', ...state(n) });

export const evidence = (kind: string, n: number, result: 'passed' | 'failed' | 'withdrawn' = 'passed'): EntryDraft =>
  draft({
    type: 'evidence',
    kind,
    result,
    run: { id: 12, attempt: 1, workflow: '.github/workflows/ci.yml', job: 'check', event: 'push' },
    ...state(n),
  });

export const rotation = (key: KeyPair): EntryDraft => draft({ type: 'key', action: 'rotate', keyId: key.keyId, publicKey: key.publicKey });
export const revocation = (keyId: string): EntryDraft => draft({ type: 'key', action: 'revoke', keyId });
export const contract = (contractText: string): EntryDraft => draft({ type: 'contract', contractText, from: state(1) });

/** Drafts, or who signs from there on. */
export type Act = EntryDraft | KeyPair;

/** A whole signed ledger: an adoption by `root`, then the acts. It is verified by nobody here: acts may be wrong on purpose. */
export const newLedger = async (
  acts: readonly Act[],
  root: KeyPair = generateKey(),
): Promise<{ readonly root: KeyPair; readonly envelopes: readonly string[] }> => {
  const envelopes: string[] = [];
  let chain = EMPTY_CHAIN;
  let signer = root.signer;
  for (const act of [adoption(root.publicKey), ...acts]) {
    if ('signer' in act) {
      signer = act.signer;
      continue;
    }
    const built = await buildEnvelopes(chain, [act], signer, MOMENT);
    envelopes.push(...built);
    chain = await extendChain(chain, built, createVerifier());
  }
  return { root, envelopes };
};

/** Entries as a ledger would hold them, unsigned: for what only reads entries. */
export const entriesOf = (drafts: readonly EntryDraft[]): readonly Entry[] =>
  drafts.map((one, seq) => ({ ...one, seq, contract: { digest: '0'.repeat(64), counter: 1 }, recordedAt: one.occurredAt }));
