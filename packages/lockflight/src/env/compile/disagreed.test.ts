/** Contracts on which the compiled validator and the interpreter once gave two answers, or which once compiled to what TypeScript refuses. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Scalar } from '../../contract/model.ts';
import { contract as contractOf, environment, variable, whenIs } from '../contract.fixture.ts';
import { anyContract } from './any-contract.fixture.ts';
import { compileValidator } from './compile-validator.ts';
import { findingsOf, loadCompiled, runCompiled } from './load-compiled.fixture.ts';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));

test('what is not judged is not handed on, even where nothing is asked of it', () => {
  const contract = contractOf(
    [
      variable('MODE', 'enum', { in: { local: { when: [whenIs('A', '-0', 'null'), whenIs('A', '-0')] } } }),
      variable('A', 'json', { all: { need: 'optional' } }),
    ],
    { select: ['MODE'] },
  );
  const validateEnv = loadCompiled(contract);
  expect(runCompiled(validateEnv, { MODE: 'local' }).env?.MODE).toBeUndefined();
  expect(runCompiled(validateEnv, { MODE: 'local', A: '-0' }).env?.MODE).toBe('local');
});

test.each<[Scalar, unknown]>([
  ['1e400', Number.POSITIVE_INFINITY],
  ['-1e400', Number.NEGATIVE_INFINITY],
  ['{"a":[1]}', { a: [1] }],
  ['null', null],
])('a JSON default of %s', (word, value) => {
  const validateEnv = loadCompiled(contractOf([variable('A', 'json', { all: { default: word } })]));
  expect(runCompiled(validateEnv, { APP_ENV: 'local' }).env?.A).toEqual(value);
});

test('a JSON default may have a key called __proto__', () => {
  const validateEnv = loadCompiled(contractOf([variable('A', 'json', { all: { default: '{"__proto__":{"x":1}}' } })]));
  const held = runCompiled(validateEnv, { APP_ENV: 'local' }).env?.A as object;
  expect([Object.keys(held), Reflect.get(held, 'x')]).toEqual([['__proto__'], undefined]);
});

test('a host that is asked of a type that has none is never there', () => {
  const key = variable('KEY', 'stripe-secret-key', { all: { mode: 'live', host: ['*.prod.internal'] } });
  const validateEnv = loadCompiled(contractOf([key], { environments: [environment('production', 'production')] }));
  expect(findingsOf(runCompiled(validateEnv, { APP_ENV: 'production', KEY: 'sk_live_abc' }))).toEqual(['error invalid KEY 10']);
});

test('the text of any contract passes a strict compiler', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'lockflight-compiled-'));
  try {
    fc.sample(anyContract, 40).forEach((contract, at) => {
      writeFileSync(join(folder, `env-${at}.ts`), compileValidator(contract));
    });
    const uses = Array.from({ length: 40 }, (_, at) => `import { validateEnv as v${at} } from './env-${at}.js';\nv${at}({});\n`);
    writeFileSync(join(folder, 'use.ts'), uses.join(''));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const compilerOptions = {
      ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noPropertyAccessFromIndexSignature: true },
      ...{ noUnusedLocals: true, noUnusedParameters: true, noImplicitReturns: true, noFallthroughCasesInSwitch: true },
      ...{ verbatimModuleSyntax: true, erasableSyntaxOnly: true, isolatedModules: true, noEmit: true },
      ...{ module: 'nodenext', target: 'es2022', lib: ['es2022'], types: [] },
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    let output = '';
    try {
      execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      output = (error as { readonly stdout?: string }).stdout ?? String(error);
    }
    expect(output).toBe('');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
