/**
 * Activities: what `allows` and `forbids` speak of. A non-empty `allows` is exclusive; `forbids` always refuses.
 * An activity defaults to the kind of the evidence; approvals, logs and rehearsals have none, so nothing refuses them.
 */
import type { Environment } from './model.ts';
import type { Text } from './text.ts';

/** Why this environment refuses the activity, or undefined when it does not. */
export function refusalOf(environment: Environment, activity: string): Text | undefined {
  if (environment.forbids.includes(activity)) {
    return { en: `${environment.name} forbids ${activity}`, fr: `${environment.name} interdit ${activity}` };
  }
  if (environment.allows.length > 0 && !environment.allows.includes(activity)) {
    const allowed = environment.allows.join(', ');
    return {
      en: `${environment.name} does not allow ${activity}, only ${allowed}`,
      fr: `${environment.name} ne permet pas ${activity}, seulement ${allowed}`,
    };
  }
  return undefined;
}

/** Kinds whose activity has a name of its own, or none. */
const NAMED = new Map<string, string | undefined>([
  ['ci-check', 'unit-tests'],
  ['feature-validation', 'journey-validation'],
  ['release', undefined],
  ['logs', undefined],
  ['rollback-rehearsal', undefined],
  ['post-mortem', undefined],
]);

/** The activity that evidence of this kind stands for; undefined: none, no environment rules it out. */
export const activityOfEvidence = (kind: string): string | undefined => (NAMED.has(kind) ? NAMED.get(kind) : kind);
