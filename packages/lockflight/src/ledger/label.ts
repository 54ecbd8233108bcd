import type { Entry } from './entry.ts';

/**
 * One line for who reads the branch with `git log`: `12 promotion release merged`. Derived from the entry, so that a line that says something else
 * is found out. Ids only, no language.
 */
export const labelOf = (entry: Entry): string => {
  const words = [`${entry.seq}`, entry.body.type, ...wordsOf(entry)].join(' ');
  // A control character in a name must not end the line early.
  return words
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trimEnd()
    .slice(0, 120);
};

const wordsOf = ({ body }: Entry): readonly string[] => {
  switch (body.type) {
    case 'adoption':
      return [body.repository.fullName];
    case 'push':
      return [body.environment, body.commit.slice(0, 12)];
    case 'evidence':
      return [body.kind, body.result, body.tree.slice(0, 12)];
    case 'approval':
      return [body.kind, body.result, body.tree.slice(0, 12)];
    case 'deployment':
      return [body.environment, body.result, body.commit.slice(0, 12)];
    case 'archive':
      return [body.environment, body.version, body.commit.slice(0, 12)];
    case 'verdict':
      return [body.step, body.outcome, body.candidate.tree.slice(0, 12)];
    case 'promotion':
      return [body.step, body.phase];
    case 'rollback':
      return [body.environment, body.phase];
    case 'hold':
      return [body.step];
    case 'waiver':
      return [body.step, body.gate];
    case 'key':
      return [body.action, body.keyId.slice(0, 12)];
    case 'violation':
      return [body.environment, body.code, body.commit.slice(0, 12)];
    default:
      return [];
  }
};
