/** What the compiled validator is, beside being right: small, without an import, typed, silent about values, and at home anywhere. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Contract } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import { contract as contractOf, variable } from '../contract.fixture.ts';
import { BROKEN_ROWS, KHADAMAT_FILES } from '../khadamat.fixture.ts';
import { readBanner, withBanner } from './banner.ts';
import { compileValidator } from './compile-validator.ts';
import { FORTY_VALUES, FORTY_VARIABLES } from './forty-variables.fixture.ts';
import { findingsOf, loadCompiled, runCompiled, strippedOf } from './load-compiled.fixture.ts';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));

const read = (text: string): Contract => {
  const { contract } = readContract({ file: 'lockflight.yaml', text });
  if (contract === undefined) throw new Error('the contract does not hold');
  return contract;
};
const example = (name: string): Contract => read(readFileSync(join(ROOT, 'examples', name, 'lockflight.yaml'), 'utf8'));

const KHADAMAT = example('khadamat');
const KOOMY = example('koomy');
const FORTY = read(FORTY_VARIABLES);

const parse = (file: string): Record<string, string> =>
  Object.fromEntries(
    file
      .split('\n')
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1).replace(/^(["'])(.*)\1$/, '$2')]),
  );

const inFolder = <T>(act: (folder: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'lockflight-compiled-'));
  try {
    return act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

describe('the text', () => {
  test('is the same each time, imports nothing and exports two names', () => {
    const text = compileValidator(KHADAMAT);
    expect(compileValidator(structuredClone(KHADAMAT))).toBe(text);
    expect(text).not.toMatch(/\b(?:import|require)\b/);
    expect(text.match(/^export .*/gm)).toEqual([
      expect.stringContaining('export type Env'),
      expect.stringContaining('export function validateEnv'),
    ]);
    expect(text).not.toContain('...source');
  });

  test('a digest tells a hand edit', () => {
    const text = withBanner(compileValidator(KOOMY), '//');
    expect(readBanner(text)).toMatchObject({ intact: true });
    expect(readBanner(text.replaceAll('\n', '\r\n'))).toMatchObject({ intact: true });
    expect(readBanner(text.replace('validateEnv', 'validateEnw'))).toMatchObject({ intact: false });
    expect(readBanner(compileValidator(KOOMY))).toBeUndefined();
    for (const comment of ['#', '<!--'] as const) expect(readBanner(withBanner('body\n', comment))).toMatchObject({ intact: true });
  });

  test('nothing of the contract can break out of it', () => {
    const odd = `</script>\u2028\u2029"'\`\${x}\\*/`;
    const contract = contractOf(
      [
        variable('A', 'string', { example: odd, all: { is: odd } }),
        variable('B', 'string', { all: { matches: '/\u2028[/]</script' } }),
        variable('toString', 'string', { all: { need: 'required' } }),
        variable('__proto__', 'string', { all: { need: 'required' } }),
        variable('Key', 'string', { all: { need: 'optional' } }),
        variable('KEY', 'string', { all: { need: 'optional' } }),
      ],
      { select: ['MODE'] },
    );
    const text = compileValidator(contract);
    expect(text).not.toMatch(/<\/script|[\u2028\u2029]/);
    const validateEnv = loadCompiled(contract);
    expect(
      findingsOf(runCompiled(validateEnv, { MODE: 'production', A: odd, B: 'x' })).map((line) => line.split(' ').slice(1, 3).join(' ')),
    ).toEqual(['missing toString', 'missing __proto__', 'invalid B']);
    const source = JSON.parse('{"__proto__":"p","toString":"t","MODE":"production","Key":"a","KEY":"b"}');
    const { env } = runCompiled(validateEnv, { ...source, ['__proto__']: 'p', A: odd, B: '/\u2028/</script' });
    expect([env && Object.getOwnPropertyDescriptor(env, '__proto__')?.value, env?.toString, env?.Key, env?.KEY]).toEqual([
      'p',
      't',
      'a',
      'b',
    ]);
  });

  test('forty variables stay below 12 KB minified', async () => {
    const vitePath = createRequire(createRequire(import.meta.url).resolve('vitest/package.json')).resolve('vite');
    const { minify } = (await import(pathToFileURL(vitePath).href)) as {
      minify: (file: string, code: string, options: object) => Promise<{ code: string }>;
    };
    const { code } = await minify('env.mjs', strippedOf(FORTY), { module: true, compress: true, mangle: { toplevel: true } });
    expect(Buffer.byteLength(code)).toBeLessThan(12 * 1024);
    const validateEnv = new Function(
      `${code.replace(/export\s*\{(\w+) as validateEnv\};?/, 'return $1;').replace(/export function/, 'return function')}`,
    )();
    expect(validateEnv(FORTY_VALUES)).toMatchObject({ name: 'production', PORT: 8080, DATABASE_SSL: true, SAMPLE_RATE: 0.25 });
  });
});

describe('values', () => {
  const validateEnv = loadCompiled(KHADAMAT, { language: 'en' });

  test.each(['local', 'staging', 'production'] as const)('%s as it should be says nothing', (name) => {
    const { env, error, warnings } = runCompiled(validateEnv, parse(KHADAMAT_FILES[name]));
    expect([error, warnings]).toEqual([undefined, []]);
    expect(env).toMatchObject({ name });
  });

  test.each(BROKEN_ROWS.map((row) => [`${row.row} in ${row.environment}: ${row.code}`, row] as const))('%s', (_, row) => {
    const source: Record<string, string | null> = { ...parse(KHADAMAT_FILES[row.environment]), ...row.set };
    const outcome = runCompiled(validateEnv, Object.fromEntries(Object.entries(source).filter(([, value]) => value !== null)), {
      env: row.environment,
    });
    expect(findingsOf(outcome).map((line) => line.split(' ').slice(1, 3).join(' '))).toContain(`${row.code} ${row.on}`);
    const shown = [
      inspect(outcome.error, { depth: 9, showHidden: true }),
      JSON.stringify(outcome.error),
      String(outcome.error?.stack),
      ...outcome.warnings,
    ].join('\n');
    expect(shown).not.toMatch(/CANARY|qvxk|wzjy|qjzw/);
    expect(outcome.error?.cause).toBeUndefined();
  });

  test('an environment that only warns is told once, and refused values are left out', () => {
    const { env, warnings } = runCompiled(validateEnv, {
      NODE_ENV: 'local',
      TRUST_PROXY: 'x',
      SMOKE_ROUTES_ENABLE: 'maybe',
      CLAMAV_PORT: '1',
    });
    expect(warnings).toHaveLength(1);
    expect(env).toMatchObject({ TRUST_PROXY: undefined, SMOKE_ROUTES_ENABLE: true, CLAMAV_PORT: 1, ADMIN_TOKEN: undefined });
  });

  test('one error holds every finding, gravest first', () => {
    const { error } = runCompiled(validateEnv, {
      ...parse(KHADAMAT_FILES.production),
      STRIPE_SECRET_KEY: 'sk_test_x1',
      ADMIN_TOKEN: '',
      DATABASE_URL: 'postgres://u@db.staging.internal/x',
    });
    expect(error).toMatchObject({ name: 'EnvError', code: 'env-invalid' });
    expect(error?.issues.map(({ code }) => code)).toEqual(['foreign-value', 'wrong-mode', 'missing']);
  });

  test('a build does not ask for what only the boot needs', () => {
    expect(runCompiled(validateEnv, { NODE_ENV: 'production' }, { phase: 'build' }).error).toBeUndefined();
    expect(runCompiled(validateEnv, { NODE_ENV: 'production' }, { phase: 'boot' }).error).toBeDefined();
  });

  test('where there is no process, the source is what is handed over', () => {
    const script = `${strippedOf(KOOMY).replace('export function', 'function')}\nreturn validateEnv;`;
    const without = new Function('globalThis', script)({ URL }) as typeof validateEnv;
    expect(without({}, { env: 'preview' })).toMatchObject({ name: 'preview' });
    expect(() => without(undefined, { env: 'production' })).toThrow(expect.objectContaining({ code: 'env-invalid' }));
  });
});

describe('types', () => {
  const ASSERTIONS = `
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T | undefined => undefined;
`;
  const KHADAMAT_TYPES = `import { type Env, validateEnv } from './env.ts';
${ASSERTIONS}
const env: Env = validateEnv({ NODE_ENV: 'production' });
holds<Same<Env['name'], 'local' | 'staging' | 'production'>>();
if (env.name === 'production') {
  holds<Same<typeof env.DATABASE_URL, string>>();
  holds<Same<typeof env.UPLOAD_ANTIVIRUS, true>>();
  holds<Same<typeof env.NODE_ENV, 'production'>>();
  holds<Same<typeof env.CLAMAV_PORT, number>>();
  holds<Same<typeof env.TRUST_PROXY, 1>>();
  holds<Same<typeof env.MOCK_REDIS, undefined>>();
  holds<Same<typeof env.SMOKE_TOKEN, string | undefined>>();
  holds<Same<typeof env.ADMIN_IP_ALLOWLIST, readonly string[]>>();
  // @ts-expect-error a list cannot be written to
  env.ADMIN_IP_ALLOWLIST.push('x');
  // @ts-expect-error nor can the environment
  env.DATABASE_URL = 'x';
}
if (env.name === 'local') {
  holds<Same<typeof env.DATABASE_URL, string>>();
  holds<Same<typeof env.REDIS_URL, string | undefined>>();
  holds<Same<typeof env.UPLOAD_ANTIVIRUS, false | undefined>>();
}
holds<Same<typeof env.CLAMAV_PORT, number | undefined>>();
// @ts-expect-error no such variable
env.NOWHERE;
const built = validateEnv({}, { phase: 'build' });
if (built.name === 'production') holds<Same<typeof built.DATABASE_URL, string | undefined>>();
const booted = validateEnv({}, { phase: 'boot', env: 'production', onWarn: (text) => text.length });
if (booted.name === 'production') holds<Same<typeof booted.DATABASE_URL, string>>();
`;
  const KINDS = read(`lockflight: 1
project: kinds
environments: { local: { kind: development }, production: { kind: production } }
variables:
  LEVEL: { type: enum, values: [debug, info], default: info }
  RATE: { type: number, in: { production: { is: 0.5 } } }
  WAIT: { type: duration }
  NETWORKS: { type: cidr-list, need: optional }
  LIMITS: { type: json }
  SECURE: { type: boolean, in: { local: { is: false }, production: { is: true } } }
  CERTIFICATE: { type: path, when: SECURE }
  DEBUG_PORT: { type: port, in: { local: optional, production: forbidden } }
`);
  const KINDS_TYPES = `import { type Env, validateEnv } from './env.ts';
${ASSERTIONS}
const told = (env: Env): string => {
  switch (env.name) {
    case 'local':
      holds<Same<typeof env.LEVEL, 'debug' | 'info'>>();
      holds<Same<typeof env.RATE, number | undefined>>();
      holds<Same<typeof env.DEBUG_PORT, number | undefined>>();
      return env.CERTIFICATE ?? '';
    case 'production':
      holds<Same<typeof env.LEVEL, 'debug' | 'info'>>();
      holds<Same<typeof env.RATE, 0.5>>();
      holds<Same<typeof env.WAIT, number>>();
      holds<Same<typeof env.NETWORKS, readonly string[] | undefined>>();
      holds<Same<typeof env.LIMITS, unknown>>();
      holds<Same<typeof env.SECURE, true>>();
      holds<Same<typeof env.CERTIFICATE, string>>();
      holds<Same<typeof env.DEBUG_PORT, undefined>>();
      // @ts-expect-error there is one value
      return env.RATE === 0.25 ? '' : env.CERTIFICATE;
    default:
      return env satisfies never;
  }
};
told(validateEnv({ LEVEL: 'info' }));
// @ts-expect-error no such phase
validateEnv({}, { phase: 'deploy' });
// @ts-expect-error a source holds texts
validateEnv({ LEVEL: 3 });
`;
  const KOOMY_TYPES = `import { type Env, validateEnv } from './env.ts';
${ASSERTIONS}
const env: Env = validateEnv();
holds<Same<typeof env, Env>>();
`;
  const STRICT = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    isolatedModules: true,
    noPropertyAccessFromIndexSignature: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    noImplicitReturns: true,
    noFallthroughCasesInSwitch: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    module: 'nodenext',
    target: 'es2022',
    lib: ['es2022'],
  };

  const CASES = [
    ['khadamat', KHADAMAT, KHADAMAT_TYPES],
    ['koomy', KOOMY, KOOMY_TYPES],
    ['forty', FORTY, KOOMY_TYPES],
    ['kinds', KINDS, KINDS_TYPES],
  ] as const;

  test.each(
    CASES.flatMap(
      ([name, contract, use]) =>
        [
          [name, 'with', contract, use],
          [name, 'without', contract, use],
        ] as const,
    ),
  )('%s, %s the types of node', (_name, node, contract, use) => {
    inFolder((folder) => {
      mkdirSync(join(folder, 'node_modules'));
      symlinkSync(join(ROOT, 'node_modules/@types'), join(folder, 'node_modules/@types'));
      const useProcess = node === 'with' ? 'validateEnv(process.env);\n' : '';
      writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
      writeFileSync(join(folder, 'env.ts'), compileValidator(contract));
      writeFileSync(join(folder, 'use.ts'), use + useProcess);
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions: { ...STRICT, types: node === 'with' ? ['node'] : [] }, files: ['use.ts'] }),
      );
      const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
      let output = '';
      try {
        output = execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8', stdio: 'pipe' });
      } catch (error) {
        output = (error as { readonly stdout?: string }).stdout ?? String(error);
      }
      expect(output).toBe('');
    });
  });
});
