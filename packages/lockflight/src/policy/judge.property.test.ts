/** What must hold of every verdict, whatever the facts: the unknown never passes, and nobody can talk a gate open. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GateRule } from '../contract/model.ts';
import { ADA, AGENT, BOB, CONTRACT, FACTS, gone, NOW, OCTOCAT, OTHER_TREE, RULES, stepOf, TREE } from './facts.fixture.ts';
import { type ApprovalFact, type EvidenceFact, type Fact, type Facts, type HoldFact, known, type WaiverFact } from './facts.ts';
import { judge } from './judge.ts';

const moment = fc
  .integer({ min: Date.parse('2026-11-01T00:00:00Z'), max: Date.parse('2026-12-10T00:00:00Z') })
  .map((ms) => new Date(ms).toISOString());
const anyone = fc.constantFrom(OCTOCAT, ADA, BOB, AGENT);
const actor = fc.tuple(anyone, fc.boolean()).map(([person, bot]) => ({ ...person, bot }));
const tree = fc.constantFrom(TREE, OTHER_TREE);

const evidence: fc.Arbitrary<EvidenceFact> = fc.record({
  kind: fc.constantFrom('ci-check', 'smoke'),
  environment: fc.constantFrom('staging', 'production'),
  result: fc.constantFrom('passed', 'failed', 'withdrawn'),
  tree,
  at: moment,
  by: fc.constant('CI'),
});
const approvalAct: fc.Arbitrary<ApprovalFact> = fc.record({
  kind: fc.constantFrom('release', 'owners'),
  tree,
  person: actor,
  result: fc.constantFrom('approved', 'withdrawn'),
  at: moment,
});
const hold: fc.Arbitrary<HoldFact> = fc.record(
  {
    id: fc.string(),
    step: fc.constantFrom('release', 'expedited'),
    why: fc.string(),
    by: fc.constant('octocat'),
    from: moment,
    until: moment,
  },
  { requiredKeys: ['id', 'step', 'why', 'by'] },
);
const waiver: fc.Arbitrary<WaiverFact> = fc.record({
  gate: fc.constantFrom(...Object.keys(RULES), 'hold', 'approval:owners'),
  why: fc.constantFrom('', 'incident 12'),
  by: actor,
  until: moment,
});
const authorship = fc
  .array(fc.array(anyone, { maxLength: 2 }), { maxLength: 3 })
  .map((all) => known(all.map((authors, i) => ({ commit: String(i).repeat(40), subject: `Change ${i}`, authors }))));

/** Which fact each gate cannot do without. */
const NEEDS = {
  lineage: ['up-to-date'],
  sourceRuns: ['deployed', 'clean-logs', 'soak'],
  evidence: ['evidence:ci-check', 'evidence:smoke'],
  approvals: ['approval:release'],
  members: ['approval:release'],
  authorship: ['approval:release'],
  changes: ['documented', 'approval:owners'],
  candidateContract: ['variables'],
  targetNames: ['variables'],
  wayBack: ['rollback-plan'],
  holds: ['window', 'hold'],
  waivers: [],
} as const satisfies Partial<Record<keyof Facts, readonly string[]>>;

const worlds = fc
  .record({
    evidence: fc.array(evidence, { maxLength: 5 }).map(known),
    approvals: fc.array(approvalAct, { maxLength: 5 }).map(known),
    authorship,
    holds: fc.array(hold, { maxLength: 3 }).map(known),
    waivers: fc.array(waiver, { maxLength: 3 }).map(known),
    lost: fc.subarray(Object.keys(NEEDS) as (keyof typeof NEEDS)[]),
  })
  .map(({ lost, ...facts }): Facts & { readonly lost: readonly (keyof typeof NEEDS)[] } => ({
    ...FACTS,
    ...facts,
    ...Object.fromEntries(lost.map((name) => [name, gone])),
    lost,
  }));
const gates: fc.Arbitrary<readonly GateRule[]> = fc.subarray(Object.values(RULES) as GateRule[]);
const steps = gates.map((rules) => stepOf(rules));

const oneMore = <T>(fact: Fact<readonly T[]>, more: T): Fact<readonly T[]> => (fact.known ? known([...fact.value, more]) : fact);

test('a gate whose fact could not be had never passes', () => {
  fc.assert(
    fc.property(steps, worlds, moment, (step, facts, now) => {
      const without = { ...facts, waivers: known([]) };
      const needing = new Set<string>(facts.lost.flatMap((name) => NEEDS[name]));
      for (const gate of judge(CONTRACT, step, without, now).gates) if (needing.has(gate.id)) expect(gate.outcome).not.toBe('passed');
    }),
  );
});

test('a verdict that passed has only gates that passed or were waived, and lists them all', () => {
  fc.assert(
    fc.property(steps, worlds, moment, (step, facts, now) => {
      const verdict = judge(CONTRACT, step, facts, now);
      const open = verdict.gates.filter((g) => g.outcome === 'blocked' || g.outcome === 'errored');
      expect(verdict.outcome === 'passed').toBe(open.length === 0);
      expect(verdict.outcome === 'errored').toBe(open.length > 0 && open.every((g) => g.outcome === 'errored'));
      for (const gate of open) expect(gate.fix).toBeDefined();
      for (const rule of step.gates) expect(verdict.gates.filter((g) => g.id === rule.id)).toHaveLength(1);
    }),
  );
});

test('a waiver changes nothing but the gates that the step lists', () => {
  fc.assert(
    fc.property(steps, worlds, moment, waiver, (step, facts, now, more) => {
      const before = judge(CONTRACT, step, facts, now).gates;
      const after = judge(CONTRACT, step, { ...facts, waivers: oneMore(facts.waivers, more) }, now).gates;
      for (const [i, gate] of after.entries()) if (!step.waivable.gates.includes(gate.id)) expect(gate).toEqual(before[i]);
    }),
  );
});

test('one more hold never opens a step', () => {
  fc.assert(
    fc.property(steps, worlds, moment, hold, (step, facts, now, more) => {
      const before = judge(CONTRACT, step, facts, now).outcome;
      const after = judge(CONTRACT, step, { ...facts, holds: oneMore(facts.holds, more) }, now).outcome;
      if (before !== 'passed') expect(after).not.toBe('passed');
    }),
  );
});

test('a hold in force stops every step that it names, whatever its gates and waivers', () => {
  fc.assert(
    fc.property(steps, worlds, moment, (step, facts, now) => {
      const held = { ...facts, holds: oneMore(facts.holds, { id: 'h', step: step.id, why: 'stop', by: 'octocat' }) };
      expect(judge(CONTRACT, step, held, now).outcome).not.toBe('passed');
    }),
  );
});

test('holds that nobody could read open no step', () => {
  fc.assert(
    fc.property(steps, worlds, moment, (step, facts, now) => {
      const waivable = { ...step, waivable: { by: ['cto'], gates: ['hold', 'window'] } };
      expect(judge(CONTRACT, waivable, { ...facts, holds: gone }, now).outcome).not.toBe('passed');
    }),
  );
});

test('acts of bots and agents change no approval', () => {
  fc.assert(
    fc.property(worlds, approvalAct, fc.boolean(), (facts, act, asBot) => {
      if (!facts.approvals.known) return;
      const robot = { ...act, person: asBot ? { ...act.person, bot: true } : { ...AGENT, bot: false } };
      const step = stepOf([RULES['approval:release']]);
      const more = { ...facts, approvals: known([...facts.approvals.value, robot]) };
      expect(judge(CONTRACT, step, more, NOW).outcome).toBe(judge(CONTRACT, step, facts, NOW).outcome);
    }),
  );
});

test('an approval that passes leaves no change to its own author', () => {
  fc.assert(
    fc.property(fc.array(approvalAct, { maxLength: 6 }), authorship, (acts, wrote) => {
      const members = known([{ role: 'cto', people: [OCTOCAT, ADA, BOB] }]);
      const step = stepOf([RULES['approval:release']]);
      const facts = { ...FACTS, members, approvals: known(acts), authorship: wrote };
      if (judge(CONTRACT, step, facts, NOW).outcome !== 'passed') return;
      for (const change of wrote.known ? wrote.value : []) {
        const others = [OCTOCAT, ADA, BOB].filter((p) => !change.authors.some((a) => a.id === p.id));
        const signed = acts.filter((a) => a.kind === 'release' && a.tree === TREE && !a.person.bot && a.result === 'approved');
        expect(others.some((p) => signed.some((a) => a.person.id === p.id))).toBe(true);
      }
    }),
  );
});

test('the same facts give the same verdict', () => {
  fc.assert(
    fc.property(steps, worlds, moment, (step, facts, now) => {
      expect(judge(CONTRACT, step, facts, now)).toEqual(judge(CONTRACT, step, structuredClone(facts), now));
    }),
  );
});
