/** A rollback as its head describes it, and the entries that tell of its phases. */
import type { RollbackRule } from '../../contract/model.ts';
import type { ArchiveRef, EntryDraft, Phase } from '../../ledger/entry.ts';
import type { RollbackTarget } from '../rollback/rollback-target.ts';
import type { Open, PhaseDetails } from './live.ts';

export interface OpenRollback extends Open {
  readonly environment: string;
  readonly rule: RollbackRule;
  readonly target: RollbackTarget;
}

export const rollbackDraft = (rollback: OpenRollback, name: Phase, { at, by, suffix = '', ...details }: PhaseDetails): EntryDraft => ({
  key: `rollback:${rollback.id}:${name}${suffix}`,
  occurredAt: at,
  actor: by,
  body: {
    type: 'rollback',
    id: rollback.id,
    environment: rollback.environment,
    phase: name,
    pullRequest: rollback.pullRequest.number,
    target: asArchiveRef(rollback.target.archive),
    head: rollback.head,
    base: rollback.base,
    ...details,
  },
});

const asArchiveRef = ({ environment, ref, version, date, tree, commit }: ArchiveRef): ArchiveRef => ({
  environment,
  ref,
  version,
  date,
  tree,
  commit,
});
