import type { Place } from './place.ts';
import type { Text } from './text.ts';

/** One thing that is wrong with a contract. All of them are reported at once; none is thrown. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly at: Place;
  readonly message: Text;
  /** What to write instead, or what to do. */
  readonly fix: Text;
}
