import { expect, test } from 'vitest';
import { LockflightError } from '../../errors.ts';
import type { Git } from '../../git/port.ts';
import type { EntryBody, EntryDraft } from '../../ledger/entry.ts';
import { extendView, viewOf } from '../../ledger/view.ts';
import { rehearsedAgainst } from './rehearsals.ts';

const [TREE, COMMIT, BASE] = ['a', 'c', 'd'].map((c) => c.repeat(40)) as [string, string, string];
const at = '2026-11-20T12:00:00Z';

const git: Pick<Git, 'commit'> = {
  commit: async (rev) => {
    if (rev !== BASE)
      throw new LockflightError({ code: 'unknown-revision', exit: 2, message: { en: rev, fr: rev }, hint: { en: '', fr: '' } });
    return { commit: rev, tree: `tree of ${rev[0]}`, parents: [], subject: '', committedAt: at } as unknown as Awaited<
      ReturnType<Git['commit']>
    >;
  },
};

let drafted = 0;
const draft = (body: EntryBody): EntryDraft => {
  drafted += 1;
  return { key: `k${drafted}`, occurredAt: at, actor: { id: 1, login: 'octocat', kind: 'user' }, body };
};
const promotion = (pullRequest: number, base: string): EntryDraft =>
  draft({
    type: 'promotion',
    id: `release-${pullRequest}`,
    step: 'release',
    environment: 'production',
    phase: 'proposed',
    pullRequest,
    candidate: { commit: COMMIT, tree: TREE },
    head: COMMIT,
    base,
  } as EntryBody);
const rehearsal = (pullRequest?: number, kind = 'rollback-rehearsal'): EntryDraft =>
  draft({
    type: 'evidence',
    kind,
    environment: 'staging',
    result: 'passed',
    tree: TREE,
    commit: COMMIT,
    ...(pullRequest === undefined ? {} : { pullRequest }),
  } as EntryBody);

const against = async (...drafts: readonly EntryDraft[]): Promise<readonly string[]> => [
  ...(await rehearsedAgainst(git, extendView(viewOf([]), drafts), TREE, 'production')).values(),
];

test('one on a promotion: the base that this was made for', async () =>
  expect(await against(promotion(7, BASE), rehearsal(7))).toEqual([`tree of d`]));
test('one on a pull request that the ledger does not know', async () =>
  expect(await against(promotion(7, BASE), rehearsal(8))).toEqual([]));
test('a base that is not here', async () => expect(await against(promotion(7, COMMIT), rehearsal(7))).toEqual([]));
test('one that a run proved, of a target that has no recorded state', async () => expect(await against(rehearsal())).toEqual([]));
test('one that a run proved: what the target had when the run ended, not when the ledger heard of it', async () => {
  const had = (tree: string, occurredAt: string): EntryDraft => ({
    ...draft({ type: 'push', environment: 'production', branch: 'main', before: '', how: 'push', tree, commit: `c${tree}` }),
    occurredAt,
  });
  const [old, fresh] = [had('old', '2026-11-20T11:00:00Z'), had('fresh', '2026-11-20T12:30:00Z')];
  expect(await against(old, rehearsal(), fresh)).toEqual(['old']);
  expect(await against(old, fresh, rehearsal())).toEqual(['old']);
  expect(await against(fresh, rehearsal(), old)).toEqual(['old']);
  expect(await against(fresh, rehearsal())).toEqual([]);
});
test('other evidence is of no pair', async () => expect(await against(promotion(7, BASE), rehearsal(7, 'smoke'))).toEqual([]));
