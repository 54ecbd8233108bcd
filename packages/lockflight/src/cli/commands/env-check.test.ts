/** The command as a user meets it, on the khadamat example and real files: exit codes, shapes, widths, and no piece of a secret anywhere. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROKEN_ROWS, KHADAMAT_FILES, type KhadamatEnvironment, MATRIX_ROWS } from '../../env/khadamat.fixture.ts';
import { ROOT } from '../../examples.fixture.ts';
import { main } from '../main.ts';

const KHADAMAT = `${ROOT}examples/khadamat`;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lockflight-env-check-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

const run = async (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ran> => {
  let out = '';
  let err = '';
  const exit = await main(args, {
    out: (words) => {
      out += words;
    },
    err: (words) => {
      err += words;
    },
    environment,
    colour: false,
    cwd: folder,
    now: () => new Date(0),
  });
  return { exit, out, err };
};

let count = 0;
const fileWith = async (text: string): Promise<string> => {
  const path = join(folder, `values-${count++}.txt`);
  await writeFile(path, text);
  return path;
};

const changed = (environment: KhadamatEnvironment, changes: Readonly<Record<string, string | null>>): string =>
  [
    ...KHADAMAT_FILES[environment].split('\n').filter((line) => !Object.hasOwn(changes, line.split('=')[0] ?? '')),
    ...Object.entries(changes).flatMap(([name, value]) => (value === null ? [] : [`${name}="${value}"`])),
  ].join('\n');

interface Shape {
  readonly environment: string | null;
  readonly boot: string;
  readonly ok: boolean;
  readonly issues: readonly { readonly code: string; readonly variable: string; readonly severity: string; readonly rule: object }[];
}
const parsed = (ran: Ran): Shape => JSON.parse(ran.out) as Shape;

/** Every run of four characters of the secret parts of the fixtures. */
const PIECES = ['CANARY', 'qvxk', 'wzjy', 'qjzw'].flatMap((word) =>
  Array.from({ length: word.length - 3 }, (_, i) => word.slice(i, i + 4)),
);
const leaks = (ran: Ran): readonly string[] => PIECES.filter((piece) => `${ran.out}${ran.err}`.includes(piece));

describe('khadamat', () => {
  test.each(['local', 'staging', 'production'] as const)('the right file starts %s', async (environment) => {
    const file = await fileWith(KHADAMAT_FILES[environment]);
    const ran = await run(['-C', KHADAMAT, 'env', 'check', '--env', environment, '--file', file, '--json']);
    expect(parsed(ran)).toEqual({ environment, boot: environment === 'local' ? 'warn' : 'block', ok: true, issues: [] });
    expect(ran.exit).toBe(0);
  });

  test('the three together share nothing', async () => {
    const files = await Promise.all(
      (['local', 'staging', 'production'] as const).map(async (name) => ['--file', `${name}=${await fileWith(KHADAMAT_FILES[name])}`]),
    );
    const ran = await run(['-C', KHADAMAT, 'env', 'check', '--all', '--json', ...files.flat()]);
    const answer = JSON.parse(ran.out) as { readonly ok: boolean; readonly environments: readonly Shape[] };
    expect(answer.ok).toBe(true);
    expect(answer.environments.map((each) => [each.environment, each.issues])).toEqual([
      ['local', []],
      ['staging', []],
      ['production', []],
    ]);
  });

  test.each(BROKEN_ROWS.map((row) => [row.environment, row.row, row.code, row] as const))(
    '%s, %s broken: one %s',
    async (_e, _r, _c, row) => {
      const file = await fileWith(changed(row.environment, row.set));
      const args = ['-C', KHADAMAT, 'env', 'check', '--env', row.environment, '--file', file];
      const json = await run([...args, '--json']);
      const severity = row.environment !== 'local' || row.code === 'foreign-value' ? 'error' : 'warning';
      expect(parsed(json).issues.map((issue) => [issue.variable, issue.code, issue.severity])).toEqual([[row.on, row.code, severity]]);
      expect(json.exit).toBe(severity === 'error' ? 1 : 0);
      expect(parsed(json).issues[0]?.rule).toEqual({ file: 'lockflight.yaml', line: expect.any(Number) });
      const english = await run([...args, '--lang', 'en']);
      expect(english.out.split('\n').filter((line) => line.length > 80 && !line.includes(folder))).toEqual([]);
      const french = await run([...args, '--lang', 'fr', '--reporter', 'github']);
      expect([leaks(english), leaks(french)]).toEqual([[], []]);
      expect(leaks(json)).toEqual([]);
    },
  );

  test('every row of the matrix is broken somewhere', () => {
    expect(MATRIX_ROWS.filter((name) => !BROKEN_ROWS.some((row) => row.row === name))).toEqual([]);
  });
});

describe('calls', () => {
  test('strict makes the warnings of an environment that only warns errors', async () => {
    const file = await fileWith(changed('local', { TRUST_PROXY: '1' }));
    const args = ['-C', KHADAMAT, 'env', 'check', '--env', 'local', '--file', file, '--json'];
    expect((await run(args)).exit).toBe(0);
    const strict = await run([...args, '--strict']);
    expect([strict.exit, parsed(strict).ok, parsed(strict).issues[0]?.severity]).toEqual([1, false, 'error']);
  });

  test('the process is left out where a file is named', async () => {
    const file = await fileWith(changed('production', { ADMIN_TOKEN: null }));
    const ran = await run(['-C', KHADAMAT, 'env', 'check', '--env', 'production', '--file', file, '--json'], { ADMIN_TOKEN: 'CANARYqvxk' });
    expect(parsed(ran).issues.map((issue) => issue.code)).toEqual(['missing']);
    expect(leaks(ran)).toEqual([]);
  });

  test('without a file, the process is judged, and nothing of it is undeclared', async () => {
    const values = Object.fromEntries(
      KHADAMAT_FILES.staging
        .split('\n')
        .flatMap((line) =>
          line.includes('=') ? [[line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1).replaceAll(/^["']|["']$/g, '')]] : [],
        ),
    ) as Record<string, string>;
    const ran = await run(['-C', KHADAMAT, 'env', 'check', '--json'], { ...values, SOMETHING_ELSE: 'CANARYqvxk' });
    expect(parsed(ran)).toEqual({ environment: 'staging', boot: 'block', ok: true, issues: [] });
  });

  test('a live key in a process that nothing names is ambiguous', async () => {
    const ran = await run(['-C', KHADAMAT, 'env', 'check', '--json'], { STRIPE_SECRET_KEY: 'sk_live_CANARYqvxk' });
    expect(parsed(ran)).toMatchObject({ environment: null, ok: false, issues: [{ code: 'ambiguous-environment' }] });
    expect(ran.exit).toBe(1);
    expect(leaks(ran)).toEqual([]);
  });

  test.each([
    ['unknown-environment', ['--env', 'prod']],
    ['unknown-environment', ['--file', 'prod=x.env']],
    ['env-file-not-found', ['--env', 'staging', '--file', 'nowhere.env']],
    ['env-file-unreadable', ['--env', 'staging', '--file', '.']],
    ['env-file-contradicts', ['--env', 'staging', '--file', 'production=x.env']],
    ['env-file-not-found', ['--all']],
    ['bad-arguments', ['--all', '--env', 'staging']],
    ['bad-arguments', ['--phase', 'lunch']],
    ['bad-arguments', ['--nonsense']],
  ])('%s: %j ends with 2', async (code, args) => {
    const ran = await run(['-C', KHADAMAT, 'env', 'check', ...args, '--json']);
    expect(ran.exit).toBe(2);
    expect(`${ran.out}${ran.err}`).toContain(code);
  });

  test('a selector that names nothing is an error of the call, and is not repeated', async () => {
    const ran = await run(['-C', KHADAMAT, 'env', 'check', '--json'], { NODE_ENV: 'CANARYqvxk' });
    expect([ran.exit, leaks(ran)]).toEqual([2, []]);
  });

  test('a missing contract and a broken one end with 2', async () => {
    const empty = join(folder, 'empty');
    const broken = join(folder, 'broken');
    await mkdir(empty);
    await mkdir(broken);
    await writeFile(join(broken, 'lockflight.yaml'), 'lockflight: 1\nproject: x\nenvironments: []\n');
    const missing = await run(['-C', empty, 'env', 'check', '--json']);
    const invalid = await run(['-C', broken, 'env', 'check', '--json']);
    expect([missing.exit, invalid.exit]).toEqual([2, 2]);
    expect(`${missing.out}${missing.err}`).toContain('contract-missing');
    expect(`${invalid.out}${invalid.err}`).toContain('contract-invalid');
  });
});
