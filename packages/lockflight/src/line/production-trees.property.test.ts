/**
 * Any number of people who do anything at all to two branches, and a recorder that looks now and then and misses nothing of what the forge tells: no tree appears in
 * production that staging did not have before, unless a violation names that state. Pure: histories in memory, entries without signatures, the real view and the real judge.
 *
 * The oracle stands beside the branches and looks after every act. It knows neither the ledger nor the rules.
 */
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import type { Commit } from '../git/port.ts';
import type { EntryBody, EntryDraft } from '../ledger/entry.ts';
import { entriesOf } from '../ledger/ledger.fixture.ts';
import { viewOf } from '../ledger/view.ts';
import { classifyRecorded } from './classify-recorded.ts';
import { type Branch, type History, newHistory } from './history.fixture.ts';
import type { LineInput } from './recorded-line.ts';

const SEQUENCES = 500;

/** What one play has come to so far. */
interface Play {
  readonly history: History;
  readonly drafts: EntryDraft[];
  /** Pushes that the forge knows and the recorder has not read. */
  readonly unread: EntryDraft[];
  turn: number;
}

type Act = (play: Play) => void;

const at = (n: number): string => new Date(1_800_000_000_000 + n * 60_000).toISOString();
const draft = (play: Play, body: EntryBody): EntryDraft => {
  play.turn += 1;
  return { key: `k${play.turn}`, occurredAt: at(play.turn), actor: { id: 1, login: 'octocat', kind: 'user' }, body };
};
const ENVIRONMENT = { production: 'production', staging: 'staging' } as const;
const stateOf = ({ commit, tree }: Commit) => ({ commit, tree });

/** Does something to a branch; the forge keeps that it was done. */
const push =
  (branch: Branch, how: (history: History) => unknown): Act =>
  (play) => {
    const before = play.history.head(branch);
    how(play.history);
    const head = play.history.head(branch);
    if (head.commit === before.commit) return;
    play.unread.push(
      draft(play, { type: 'push', environment: ENVIRONMENT[branch], branch, before: before.commit, how: 'push', ...stateOf(head) }),
    );
  };

/** A push of production that the recorder finds to be right. */
const rightly =
  (how: (history: History) => unknown, body: (play: Play, before: Commit, after: Commit) => EntryBody): Act =>
  (play) => {
    const before = play.history.head('production');
    push('production', how)(play);
    const after = play.history.head('production');
    if (after.commit !== before.commit) play.unread.push(draft(play, body(play, before, after)));
  };

const promotion = ({ history, turn }: Play, before: Commit, after: Commit): EntryBody => ({
  type: 'promotion',
  id: `p${turn}`,
  step: 'release',
  environment: 'production',
  phase: 'merged',
  candidate: stateOf(history.head('staging')),
  head: after.commit,
  base: before.commit,
  result: stateOf(after),
});

const ACTS = {
  'push to staging': push('staging', (h) => h.push('staging')),
  'revert staging': push('staging', (h) => h.restore('staging', 2)),
  'force staging back': push('staging', (h) => setBack(h, 'staging')),
  'merge production back': push('staging', (h) => h.merge('staging', 'production')),
  'fast-forward staging onto production': push('staging', (h) => h.moveTo('staging', 'production')),
  promote: rightly((h) => h.merge('production', 'staging', 'exact'), promotion),
  'promote along a linear line': rightly((h) => h.squash('production', 'staging', 'exact'), promotion),
  'merge staging by hand': push('production', (h) => h.merge('production', 'staging')),
  'squash staging by hand': push('production', (h) => h.squash('production', 'staging', 'union')),
  'rebase staging by hand': push('production', (h) => h.rebase('production', 'staging')),
  'fast-forward production': push('production', (h) => h.moveTo('production', 'staging')),
  'push to production': push('production', (h) => h.push('production')),
  'merge a hotfix': push('production', (h) => h.mergeFeature('production')),
  'revert production': push('production', (h) => h.restore('production', 1)),
  'force production back': push('production', (h) => setBack(h, 'production')),
  record: (play) => play.drafts.push(...play.unread.splice(0)),
} as const satisfies Readonly<Record<string, Act>>;
type Name = keyof typeof ACTS;
const NAMES = Object.keys(ACTS) as readonly Name[];

/** The branch points at its state before, as a forced push does. */
const setBack = (history: History, branch: Branch): void => {
  const [parent] = history.head(branch).parents;
  if (parent !== undefined) history.force(branch, parent);
};

const inputOf = ({ history, drafts }: Play, branch: Branch): LineInput => ({
  line: history.line(branch),
  recorded: (viewOf(entriesOf(drafts)).lines.get(ENVIRONMENT[branch]) ?? []).map(({ at: moment, by: _by, ...state }) => ({
    ...state,
    time: Date.parse(moment) / 1000,
  })),
  gone: history.commits,
});

const ran = { sequences: 0, states: 0, foreign: 0 };
afterAll(() => {
  process.stdout.write(
    `${ran.sequences} sequences, ${ran.states} states of production, ${ran.foreign} of them never in staging before: each named\n`,
  );
});

it('whatever people do, production has what staging had before, or a violation names it', () => {
  const done = new Set<Name>();
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...NAMES), { minLength: 5, maxLength: 40, size: 'max' }), (names) => {
      const history = newHistory((n) => 1_800_000_000 + 10 * n);
      const play: Play = { history, drafts: [], unread: [], turn: 0 };
      const [production, staging] = [history.head('production'), history.head('staging')];
      play.drafts.push(
        draft(play, {
          type: 'adoption',
          repository: { id: 1, fullName: 'acme/demo' },
          contractText: '',
          publicKey: '',
          lines: [
            { environment: 'production', branch: 'main', ...stateOf(production) },
            { environment: 'staging', branch: 'staging', ...stateOf(staging) },
          ],
          protection: [],
        }),
      );
      // What stood in production that staging never had before that moment, as it came: once for each time that it came.
      const had = new Set([staging.tree]);
      const strange: Commit[] = [];
      const came: Commit[] = [];
      for (const name of names) {
        const before = history.head('production').commit;
        ACTS[name](play);
        done.add(name);
        const after = history.head('production');
        if (after.commit !== before) came.push(after);
        if (after.commit !== before && !had.has(after.tree)) strange.push(after);
        had.add(history.head('staging').tree);
      }
      ACTS.record(play);
      const states = classifyRecorded({ production: inputOf(play, 'production'), staging: [inputOf(play, 'staging')] });
      const named = states.filter((s) => s.violation !== undefined).map((s) => s.state.commit);
      const count = (commits: readonly string[], commit: string): number => commits.filter((c) => c === commit).length;
      const idsOf = (commits: readonly Commit[]): readonly string[] => commits.map(({ commit }) => commit);
      const told = states.filter((s) => !s.unrecorded).map((s) => s.state.commit);
      for (const commit of idsOf(came)) expect(count(told, commit)).toBeGreaterThanOrEqual(count(idsOf(came), commit));
      for (const commit of idsOf(strange)) expect(count(named, commit)).toBeGreaterThanOrEqual(count(idsOf(strange), commit));
      // And what an entry made right is not blamed, the one time that it did.
      const right = play.drafts.flatMap(({ body }) => (body.type === 'promotion' && body.result !== undefined ? [body.result.commit] : []));
      for (const commit of right) expect(count(told, commit)).toBeGreaterThan(count(named, commit));
      ran.sequences += 1;
      ran.states += came.length;
      ran.foreign += strange.length;
    }),
    { numRuns: SEQUENCES },
  );
  expect([...done].sort()).toEqual([...NAMES].sort());
  expect(ran.foreign).toBeGreaterThan(SEQUENCES / 2);
});
