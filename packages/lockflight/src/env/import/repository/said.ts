/** Words for the list of what a person has to decide. A message does not name its variable: those that share it are told together. Pure. */
import type { Text } from '../../../contract/text.ts';
import type { Spot, Undecided } from '../draft/model.ts';

export const undecided = (at: Spot, message: Text, about: Pick<Undecided, 'variable' | 'environment'> = {}): Undecided => ({
  code: 'import-undecided',
  at,
  ...about,
  message,
});
