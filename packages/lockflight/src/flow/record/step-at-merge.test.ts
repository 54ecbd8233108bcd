import { expect, test } from 'vitest';
import type { EntryDraft } from '../../ledger/entry.ts';
import { adoption, contract, draft, entriesOf, state } from '../../ledger/ledger.fixture.ts';
import { viewOf } from '../../ledger/view.ts';
import { SMALL_CONTRACT } from '../e2e/small-contract.fixture.ts';
import { stepAtMerge } from './step-at-merge.ts';

const VERIFIED = SMALL_CONTRACT.replace('    waivable:', '    verify: { kinds: [smoke], within: 2h }\n    waivable:');
const RENAMED = SMALL_CONTRACT.replace('- id: release', '- id: ship');

const merged: EntryDraft = draft({
  type: 'promotion',
  id: 'release-1',
  step: 'release',
  environment: 'production',
  phase: 'merged',
  candidate: state(1),
  head: 'h',
  base: 'b',
  result: state(2),
});

const verifiedBy = (...drafts: readonly EntryDraft[]): readonly string[] | undefined => {
  const { promotions } = viewOf(entriesOf([adoption('MCow'), ...drafts]));
  const { latest } = promotions.get('release-1') ?? {};
  return latest === undefined ? undefined : stepAtMerge(viewOf(entriesOf([adoption('MCow'), ...drafts])), latest)?.verify?.kinds;
};

test('what a promotion brings does not say how it is verified itself', () => {
  expect(verifiedBy(contract(VERIFIED), merged)).toEqual(['smoke']);
  expect(verifiedBy(contract(VERIFIED), merged, contract(SMALL_CONTRACT))).toEqual(['smoke']);
  expect(verifiedBy(contract(VERIFIED), merged, contract(RENAMED))).toEqual(['smoke']);
  expect(verifiedBy(contract(SMALL_CONTRACT), merged, contract(VERIFIED))).toBeUndefined();
});
