import type { Entry } from '../entry.ts';
import type { LedgerView } from './shape.ts';

/** The contract in force: of the latest adoption or contract entry, whatever the files say. */
export const contractInForce = (entries: readonly Entry[]): LedgerView['contract'] => {
  const entry = entries.findLast(({ body }) => body.type === 'adoption' || body.type === 'contract');
  if (entry === undefined || !('contractText' in entry.body)) return undefined;
  const { contractText: text, people } = entry.body;
  return { ...entry.contract, text, seq: entry.seq, ...(people === undefined ? {} : { people }) };
};
