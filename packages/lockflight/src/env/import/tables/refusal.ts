/** Why a table, or a whole document, is not read. Coded as every finding of the product; the words name what was seen. */
import type { Place } from '../../../contract/place.ts';
import type { Text } from '../../../contract/text.ts';
import type { ImportCode } from '../import-codes.ts';

export interface Refusal {
  readonly code: ImportCode;
  readonly at: Place;
  readonly message: Text;
  readonly fix: Text;
}
