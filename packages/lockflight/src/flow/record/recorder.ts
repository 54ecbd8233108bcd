/**
 * The recorder at work: the one writer of the ledger, with what it knows so far. Each `append` is on the ledger before the next thing is decided, so that
 * whatever is decided rests on what any clone can verify.
 */
import { LockflightError } from '../../errors.ts';
import type { Entry, EntryDraft } from '../../ledger/entry.ts';
import { readSigningKey, type Signer } from '../../ledger/keys.ts';
import type { LedgerView } from '../../ledger/view.ts';
import { SIGNING_KEY } from '../adopt.ts';
import { inUtc } from '../observe/observation.ts';
import type { Observed } from '../observe/observe.ts';
import type { Situation } from '../verdict/situation.ts';
import type { World } from '../world.ts';

export interface Recorder {
  readonly world: World;
  readonly situation: Situation;
  readonly observed: Observed;
  /** The ledger as it is now: everything appended so far is in it. */
  view: LedgerView;
  /** What this run appended, in order. */
  readonly appended: Entry[];
  readonly signer: Signer;
  /** Merges of which nobody can say yet whether they were right: no finding of this run. */
  readonly undecided: Set<string>;
}

/** Errors: `no-signing-key`, `signing-key-malformed`. */
export const signerFrom = (environment: Readonly<Record<string, string | undefined>>): Signer => {
  const text = environment[SIGNING_KEY];
  if (text !== undefined && text.trim() !== '') return readSigningKey(text);
  throw new LockflightError({
    code: 'no-signing-key',
    exit: 2,
    message: {
      en: `${SIGNING_KEY} is not set: only the recorder, which holds the key, can write the ledger`,
      fr: `${SIGNING_KEY} n'est pas définie : seul le greffier, qui détient la clé, peut écrire le registre`,
    },
    hint: {
      en: 'run the recorder in its workflow; to look without writing: lockflight verdict, lockflight status',
      fr: 'lancez le greffier dans son workflow ; pour regarder sans écrire : lockflight verdict, lockflight status',
    },
  });
};

export const append = async (recorder: Recorder, drafts: readonly EntryDraft[]): Promise<void> => {
  const missing = drafts.filter((d) => !recorder.view.keys.has(d.key)).map(inUtc);
  if (missing.length === 0) return;
  const { world, situation, signer } = recorder;
  const context = { now: () => world.now().toISOString(), sleep: world.sleep, random: world.random };
  const { appended, view } = await situation.ledger.append(signer, missing, context);
  recorder.view = view;
  recorder.appended.push(...appended);
};
