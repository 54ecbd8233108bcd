/**
 * What only the recorder's host has (files, programs, tokens) a reader cannot see: there the recorder's last word on this very tree along this step stands in, with
 * its date. Without one, nobody knows.
 */
import type { Text } from '../contract/text.ts';
import { blocked, type GateContext, type GateNamed, passed, type ReasonCode, type Unknown, unknown } from './gate.ts';
import { instant, stamp } from './time.ts';
import type { GateOutcome } from './verdict.ts';

/** The fact of a reader who is not the recorder. */
const ELSEWHERE = 'read-by-the-recorder';

/** `refused`: why it is blocked where the recorder said so, and what then has to be done. */
export const unknownHere = (
  rule: GateNamed,
  fact: Unknown,
  { facts }: GateContext,
  refused: { readonly code: ReasonCode; readonly fix: Text },
): GateOutcome => {
  const said = fact.code === ELSEWHERE ? facts.recorded?.get(rule.id) : undefined;
  if (said === undefined || said.outcome === 'waived' || said.outcome === 'errored') return unknown(rule, fact);
  const at = stamp(instant(said.at));
  const reason = { en: `${said.reason.en} (recorder, ${at})`, fr: `${said.reason.fr} (greffier, ${at})` };
  return said.outcome === 'passed' ? passed(rule, reason) : blocked(rule, { ...refused, reason });
};
