import { suggest } from '../../contract/suggest.ts';
import type { Text } from '../../contract/text.ts';
import { LockflightError } from '../../errors.ts';

/** Said before anything is posted: a misspelt act would be recorded and count for nothing. */
export const unknownKind = (kind: string, kinds: readonly string[], message: Text): LockflightError => {
  const near = suggest(kind, kinds);
  const list = kinds.join(', ');
  return new LockflightError({
    code: 'unknown-kind',
    exit: 2,
    message,
    hint: {
      en: `${near === undefined ? '' : `did you mean ${near}? `}it is one of: ${list}`,
      fr: `${near === undefined ? '' : `vouliez-vous dire ${near} ? `}c'est l'un de : ${list}`,
    },
  });
};
