/** Roles, with the people in them: `cto (octocat)`. */
import { anyOf } from '../contract/in-words/texts.ts';
import { type Contract, membersOf } from '../contract/model.ts';
import type { Text } from '../contract/text.ts';

export const rolesInWords = (contract: Contract, roles: readonly string[]): Text =>
  anyOf(
    roles.map((role) => {
      const members = membersOf(contract, role);
      return members.length === 0 ? role : `${role} (${members.join(', ')})`;
    }),
  );

export const approvalsInWords = (count: number): Text =>
  count === 1 ? { en: 'one approval', fr: 'une approbation' } : { en: `${count} approvals`, fr: `${count} approbations` };
