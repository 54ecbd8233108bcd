import type { Entry, TreeRef } from '../entry.ts';

/** An in-toto subject: what the statement is about. Names tell several of them apart; the digests decide. */
export interface Subject {
  readonly name: string;
  readonly digest: Readonly<Record<string, string>>;
}

/** What an entry is about: trees where it speaks of some, else the key or the contract that it was made under. Never empty. */
export const subjectsOf = (entry: Entry): readonly Subject[] => {
  const { body } = entry;
  switch (body.type) {
    case 'adoption':
      return [underContract(entry), ...body.lines.map((line) => tree(line.environment, line))];
    case 'contract':
      return [underContract(entry), tree('source', body.from)];
    case 'push':
    case 'deployment':
    case 'violation':
    case 'archive':
      return [tree(body.environment, body)];
    case 'evidence':
      return [tree(body.environment ?? 'tree', body)];
    case 'approval':
      return [tree('tree', body)];
    case 'verdict':
      return [tree('candidate', body.candidate)];
    case 'promotion':
      return [tree('candidate', body.candidate), ...(body.result === undefined ? [] : [tree('result', body.result)])];
    case 'rollback':
      return [tree('target', body.target), ...(body.result === undefined ? [] : [tree('result', body.result)])];
    case 'key':
      return [{ name: 'key', digest: { sha256: body.keyId } }];
    default:
      return [underContract(entry)];
  }
};

const tree = (name: string, at: TreeRef): Subject => ({ name, digest: { gitTree: at.tree, gitCommit: at.commit } });

const underContract = (entry: Entry): Subject => ({ name: 'lockflight.yaml', digest: { sha256: entry.contract.digest } });
