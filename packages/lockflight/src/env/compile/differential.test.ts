/** Compiled and interpreted say the same: codes, variables, severities and lines, in the same order, and the same values where nothing is wrong. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Contract, Phase } from '../../contract/model.ts';
import { contract as contractOf, environment, variable } from '../contract.fixture.ts';
import { readValue } from '../formats/read-value.ts';
import { judgeEnvironment } from '../judge.ts';
import { subjectsOf } from '../subject.ts';
import { whichEnvironment } from '../which-environment.ts';
import { anyContract, sourceFor, TYPES, textOfType } from './any-contract.fixture.ts';
import { findingsOf, loadCompiled, runCompiled } from './load-compiled.fixture.ts';

interface Call {
  readonly source: Readonly<Record<string, string>>;
  readonly phase: Phase | undefined;
  readonly named: string | undefined;
}

interface Expected {
  readonly findings: readonly string[];
  /** The values handed on, where the boot is not stopped. */
  readonly values: ReadonlyMap<string, unknown>;
}

/** A value with one of these findings is not handed on, its default is. */
const REFUSED = new Set(['client-secret', 'wrong-mode', 'forbidden', 'invalid']);

const interpreted = (contract: Contract, { source, phase, named }: Call): Expected => {
  const process = new Map(Object.entries(source));
  const which = whichEnvironment(contract, { ...(named === undefined ? {} : { named }), process, base: new Map() });
  if (which.kind === 'unknown') return { findings: ['unknown-environment'], values: new Map() };
  if (which.kind === 'ambiguous')
    return { findings: [`error ${which.issue.code} ${which.issue.variable} ${which.issue.rule.line}`], values: new Map() };
  const { environment } = which;
  const issues = judgeEnvironment(contract, environment.name, process, phase === undefined ? {} : { phase });
  const subjects = subjectsOf({ contract, environment, values: process, sources: new Map(), blocks: false, elsewhere: new Map() });
  const values = new Map<string, unknown>([['name', environment.name]]);
  const refused = new Set(issues.filter(({ code }) => REFUSED.has(code)).map((issue) => issue.variable));
  for (const { variable, value: held, cell } of subjects) {
    const value = refused.has(variable.name) ? undefined : held;
    const text = value ?? (cell.default === undefined ? undefined : String(cell.default));
    const reading = text === undefined ? undefined : readValue(variable.type, text);
    if (variable.name !== 'name') values.set(variable.name, reading?.ok === true ? reading.value : undefined);
  }
  return { findings: issues.map(({ severity, code, variable, rule }) => `${severity} ${code} ${variable} ${rule.line}`), values };
};

const calls = (contract: Contract): fc.Arbitrary<readonly Call[]> =>
  fc.array(
    fc.record({
      source: sourceFor(contract),
      phase: fc.constantFrom(undefined, undefined, undefined, 'build', 'boot', 'run'),
      named: fc.oneof(
        { weight: 4, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constantFrom('nowhere', ...contract.environments.flatMap(({ name, aliases }) => [name, ...aliases])) },
      ),
    }),
    { minLength: 25, maxLength: 25 },
  );

test('compiled and interpreted agree on generated contracts and inputs', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(
      anyContract.chain((contract) => fc.tuple(fc.constant(contract), calls(contract))),
      ([contract, all]) => {
        const validateEnv = loadCompiled(contract);
        for (const call of all) {
          const { findings, values } = interpreted(contract, call);
          const outcome = runCompiled(validateEnv, call.source, {
            ...(call.phase === undefined ? {} : { phase: call.phase }),
            ...(call.named === undefined ? {} : { env: call.named }),
          });
          const found = findingsOf(outcome);
          if (findings[0] === 'unknown-environment') expect(found[0]).toContain('unknown-environment');
          else expect(found).toEqual(findings);
          if (findings[0] === 'unknown-environment' || findings.some((each) => each.startsWith('error'))) continue;
          expect(outcome.env?.name).toEqual(values.get('name'));
          for (const { name } of contract.variables) {
            expect([name, Object.getOwnPropertyDescriptor(outcome.env ?? {}, name)?.value]).toEqual([name, values.get(name)]);
          }
        }
      },
    ),
    // Other contracts at every run; a failure prints its seed, and LOCKFLIGHT_SEED brings it back.
    {
      numRuns: Number(process.env.LOCKFLIGHT_RUNS ?? 1500),
      ...(process.env.LOCKFLIGHT_SEED === undefined ? {} : { seed: Number(process.env.LOCKFLIGHT_SEED) }),
    },
  );
});

test.each(TYPES)('%s reads any text alike', (type) => {
  const contract: Contract = contractOf([variable('X', type, { all: { need: 'optional' } })], {
    select: ['MODE'],
    environments: [environment('production', 'production', { boot: 'warn' })],
  });
  const validateEnv = loadCompiled(contract);
  fc.assert(
    fc.property(textOfType(type), (text) => {
      const outcome = runCompiled(validateEnv, { MODE: 'production', X: text });
      const reading = readValue(type, text);
      expect([text, outcome.env?.X]).toEqual([text, reading.ok ? reading.value : undefined]);
      expect(outcome.warnings.length).toBe(reading.ok || text === '' ? 0 : 1);
    }),
    { numRuns: 1000 },
  );
});
