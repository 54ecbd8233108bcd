/** `lockflight protect`: what the contract asks of the forge's rules against what is really enforced; with a consent, the changes that it takes, and then a second look. */
import { LockflightError } from '../../errors.ts';
import type { Change } from '../../protection/changes.ts';
import { type Decision, decideProtection } from '../../protection/decide.ts';
import { readSituation, type Situation } from '../verdict/situation.ts';
import type { World } from '../world.ts';
import { carryOut, type Outcome } from './carry-out.ts';
import { readProtectionFacts } from './read-facts.ts';
import { requireNamed } from './recorder-app.ts';

export interface ProtectRequest {
  /** The recorder's App, by the name in its address. */
  readonly app?: string;
  /** Shown the changes, says whether they may be made. Absent: nothing is changed. */
  readonly consent?: (changes: readonly Change[]) => Promise<boolean>;
}

export interface Protected {
  readonly situation: Situation;
  /** As it is now: after the changes, where some were made. */
  readonly decision: Decision;
  readonly outcomes: readonly Outcome[];
}

/** Errors: `protect-not-confirmed`, `recorder-unnamed`, `recorder-app-shared`, and what `readSituation` and the forge say. */
export const protect = async (world: World, { app, consent }: ProtectRequest = {}): Promise<Protected> => {
  const situation = await readSituation(world);
  const facts = await readProtectionFacts(world, situation, app);
  const decision = decideProtection(facts);
  if (consent === undefined) return { situation, decision, outcomes: [] };
  requireNamed(facts);
  if (decision.changes.length === 0) return { situation, decision, outcomes: [] };
  if (!(await consent(decision.changes))) throw notConfirmed();
  const outcomes = await carryOut(world, decision.changes);
  return { situation, decision: decideProtection(await readProtectionFacts(world, situation, app)), outcomes };
};

const notConfirmed = (): LockflightError =>
  new LockflightError({
    code: 'protect-not-confirmed',
    exit: 2,
    message: { en: 'nothing was changed: nobody said yes', fr: "rien n'a été changé : personne n'a dit oui" },
    hint: { en: 'lockflight protect --apply --yes', fr: 'lockflight protect --apply --yes' },
  });
