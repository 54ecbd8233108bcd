/**
 * Holds, their release and waivers, however they were said: what they come to in the ledger, and who may say them.
 *
 * A refusal is recorded nowhere, so each is judged again, with the roles of that day. What opens a way (a waiver, the end of a hold) therefore counts only
 * when the recorder gets to it within a day: whoever gets the role later has to say it again. A hold that comes late still holds.
 */
import { z } from 'zod';
import type { Contract } from '../../contract/model.ts';
import type { Account } from '../../forge/port.ts';
import type { EntryBody } from '../../ledger/entry.ts';
import type { LedgerView } from '../../ledger/view.ts';
import { isInRoles } from '../facts/members.ts';
import { inForceOf } from '../facts/people.ts';
import type { World } from '../world.ts';
import { isPerson, type Refusal } from './observation.ts';

const instant = z.iso.datetime({ offset: true });
const words = z.string().trim().min(1).max(200);
export const Dispatch = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('hold'), step: words, why: words, from: instant.optional(), until: instant.optional() }),
  z.strictObject({ act: z.literal('release-hold'), id: words, why: words.optional() }),
  z.strictObject({ act: z.literal('waive'), step: words, gate: words, why: words, until: instant }),
]);
export type Dispatch = z.infer<typeof Dispatch>;

/** A decision, and who took it. */
export interface Decided {
  readonly by: Account;
  readonly act: Dispatch;
}

/** Longer than any queue of the recorder's workflow. */
const A_DAY = 24 * 60 * 60 * 1000;

export const tooLate = ({ by, at, act: { act } }: Decided & { readonly at: string }, now: Date): Refusal | undefined => {
  // NaN is not in time either.
  if (act === 'hold' || now.getTime() - Date.parse(at) <= A_DAY) return undefined;
  const who = by.login;
  return {
    code: 'dispatch-late',
    what: {
      en: `${who}: asked for more than a day before the recorder could take it down; say it again`,
      fr: `${who} : demandé plus d'un jour avant que le greffier puisse le noter ; redites-le`,
    },
  };
};

/** `id`: of the hold, if it is one. */
export const bodyOf = (id: string, act: Dispatch): EntryBody => {
  if (act.act === 'hold')
    return {
      type: 'hold',
      id,
      step: act.step,
      why: act.why,
      ...(act.from === undefined ? {} : { from: act.from }),
      ...(act.until === undefined ? {} : { until: act.until }),
    };
  if (act.act === 'release-hold') return { type: 'hold-release', id: act.id, ...(act.why === undefined ? {} : { why: act.why }) };
  return { type: 'waiver', step: act.step, gate: act.gate, why: act.why, until: act.until };
};

export const refuseDecision = async (
  world: World,
  contract: Contract,
  view: LedgerView,
  { by, act }: Decided,
): Promise<Refusal | undefined> => {
  const who = by.login;
  const inForce = inForceOf({ contract, view });
  const say = (code: string, en: string, fr: string): Refusal => ({ code, what: { en: `${who}: ${en}`, fr: `${who} : ${fr}` } });
  if (!isPerson(by, inForce))
    return say('not-a-person', 'a bot, an App or an agent decides nothing', 'un robot, une App ou un agent ne décide de rien');
  if (act.act !== 'release-hold' && !contract.flow.some((s) => s.id === act.step))
    return say('unknown-step', `there is no step ${act.step}`, `il n'y a pas d'étape ${act.step}`);
  if (act.act === 'waive') {
    const step = contract.flow.find((s) => s.id === act.step);
    if (step?.waivable.gates.includes(act.gate) !== true)
      return say('not-waivable', `${act.gate} is not waivable on ${act.step}`, `on ne peut pas déroger à ${act.gate} sur ${act.step}`);
    return (await isInRoles(world.forge, inForce, step.waivable.by, by))
      ? undefined
      : say(
          'not-waivable',
          `only ${step.waivable.by.join(', ')} may waive ${act.gate}`,
          `seul le rôle ${step.waivable.by.join(', ')} peut déroger à ${act.gate}`,
        );
  }
  if (act.act === 'hold') return undefined;
  const hold = view.holds.find((h) => h.id === act.id);
  if (hold === undefined) return say('unknown-hold', `there is no hold ${act.id} in force`, `aucune suspension ${act.id} n'est en vigueur`);
  if (hold.rollback !== undefined)
    return say(
      'hold-needs-post-mortem',
      'this hold ends with the post-mortem, not before',
      'cette suspension prend fin avec le post-mortem, pas avant',
    );
  if (hold.actor.id === by.id || (await isInRoles(world.forge, inForce, ['owners'], by))) return undefined;
  return say(
    'hold-not-yours',
    `only ${hold.actor.login} or an owner may lift ${act.id}`,
    `seuls ${hold.actor.login} ou un propriétaire peuvent lever ${act.id}`,
  );
};
