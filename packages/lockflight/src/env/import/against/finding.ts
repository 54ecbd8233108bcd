/** One difference between a document and the contract, with its place on both sides where it has one. */
import type { Place } from '../../../contract/place.ts';
import type { Text } from '../../../contract/text.ts';
import type { Spot } from '../draft/model.ts';
import type { AgainstCode } from './codes.ts';

export interface AgainstFinding {
  readonly code: AgainstCode;
  /** Where the document speaks of it; its first line where it does not. */
  readonly document: Spot;
  /** Where the contract speaks of it, if it does. */
  readonly contract: Place | undefined;
  readonly variable?: string;
  readonly environment?: string;
  readonly message: Text;
  /** What to do, where the code's own advice would lead the wrong way. */
  readonly fix?: Text;
}
