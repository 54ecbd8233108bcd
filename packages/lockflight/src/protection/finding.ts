/** What is wrong with protection, or could not be told: a finding has a code, a place in the contract, what is enforced and by what, and what it would take. */
import type { Place } from '../contract/place.ts';
import type { Text } from '../contract/text.ts';
import type { ProtectionCode } from './codes.ts';
import type { DemandName, Subject } from './subjects.ts';

export interface By {
  readonly kind: 'ruleset' | 'classic';
  readonly id?: number;
  readonly name: string;
  readonly level: 'repository' | 'organization' | 'enterprise';
}

export interface Finding {
  readonly code: ProtectionCode;
  /** `lapse`: the contract asks for what is not enforced; `unknown`: it could not be told whether it is. */
  readonly severity: 'lapse' | 'unknown';
  /** A branch, `archive/**`, or the forge's environment that holds the key; absent: the repository. */
  readonly about?: string;
  readonly kind: Subject['kind'] | 'key' | 'repository';
  readonly environment?: string;
  readonly demands: readonly (DemandName | 'merge-method')[];
  readonly by: readonly By[];
  readonly at?: Place;
  readonly message: Text;
  readonly fix: Text;
  /** A planned change cures it. */
  readonly mended: boolean;
}
