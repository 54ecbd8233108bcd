/** Random histories: the fast rule says what the plain one says. */
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { ACT_NAMES, anyHistory } from './any-history.fixture.ts';
import { classifyHistory } from './classify-history.ts';
import { countClasses } from './count-classes.ts';
import { oracle } from './oracle.fixture.ts';

const HISTORIES = 500;
const TWO_SOURCES = 100;
const CLASSES = ['shared', 'promoted', 'rollback', 'mixed', 'foreign', 'direct'] as const;

const ran = { histories: 0, states: 0 };
afterAll(() => {
  process.stdout.write(`${ran.histories} histories, ${ran.states} states: every class as the oracle has it\n`);
});

it('agrees with the oracle on any history of pushes, merges, squashes, rebases, reverts and back-merges', () => {
  const [done, reached] = [new Set<string>(), new Set<string>()];
  fc.assert(
    fc.property(anyHistory(60), ({ history, acts }) => {
      const [production, staging] = [history.line('production'), history.line('staging')];
      const found = classifyHistory(production, [staging]);
      const classes = found.map((e) => e.class);
      expect(found.map((e) => e.state)).toEqual(production);
      expect(classes).toEqual(oracle(history.commits, history.head('production').commit, [history.head('staging').commit]));
      expect(Object.values(countClasses(classes)).reduce((a, b) => a + b, 0)).toBe(production.length);
      for (const act of acts) done.add(act);
      for (const each of classes) reached.add(each);
      ran.histories += 1;
      ran.states += classes.length;
    }),
    { numRuns: HISTORIES },
  );
  expect([...done].sort()).toEqual([...ACT_NAMES].sort());
  expect([...reached].sort()).toEqual([...CLASSES].sort());
});

it('agrees with the oracle where two lines feed production, one of them an older state of the other', () => {
  fc.assert(
    fc.property(anyHistory(40), fc.nat(), ({ history }, back) => {
      const staging = history.line('staging');
      const older = staging.slice(0, 1 + (back % staging.length));
      for (const sources of [
        [staging, older],
        [older, staging],
      ]) {
        const heads = sources.map((line) => line.at(-1)?.commit ?? '');
        const classes = classifyHistory(history.line('production'), sources).map((e) => e.class);
        expect(classes).toEqual(oracle(history.commits, history.head('production').commit, heads));
        ran.histories += 1;
        ran.states += classes.length;
      }
    }),
    { numRuns: TWO_SOURCES },
  );
});
