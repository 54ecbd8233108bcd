/** The commands that show what the contract gives, as a user meets them: exit codes, shapes, both languages, 80 columns, no secret. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../examples.fixture.ts';
import { newFolder } from '../../git/repository.fixture.ts';
import { JSON_SCHEMAS } from '../json/schemas.ts';
import { main } from '../main.ts';

const run = async (...args: readonly string[]) => {
  let out = '';
  let err = '';
  const exit = await main(args, {
    out: (words) => {
      out += words;
    },
    err: (words) => {
      err += words;
    },
    environment: {},
    colour: false,
    cwd: ROOT,
    now: () => new Date(0),
  });
  return { exit, out, err };
};

/** What `--json` prints, held against the published schema: a key that the schema does not know is told too. */
const json = async (name: string, ...args: readonly string[]) => {
  const { exit, out } = await run(...args, '--json');
  const answer: unknown = JSON.parse(out);
  expect(JSON_SCHEMAS.get(name)?.parse(answer)).toEqual(answer);
  return { exit, answer };
};

const expectNarrow = (out: string): void => {
  for (const line of out.split('\n')) expect([line, line.length <= 80 || !/\S\s+\S.*\s/.test(line.trim())]).toEqual([line, true]);
};

const YAML = `lockflight: 1
project: p
environments: { local: { kind: development }, staging: { kind: staging } }
variables:
  PORT: { type: port, default: 3000 }
  KEY: { type: string, secret: true, in: { local: { default: CANARYqvxk } } }
generate: { samples: { staging: .env.sample.staging }, reference: ENVIRONMENTS.md }
`;

const project = async () => {
  const folder = await newFolder();
  await writeFile(join(folder.dir, 'lockflight.yaml'), YAML);
  return folder;
};

describe('generate', () => {
  test('--check: 1 until it is written, 0 after, and 1 again with the line that differs', async () => {
    await using folder = await project();
    expect((await run('-C', folder.dir, 'generate', '--check')).exit).toBe(1);
    expect((await run('-C', folder.dir, 'check')).exit).toBe(1);
    expect((await run('-C', folder.dir, 'generate')).exit).toBe(0);
    expect((await run('-C', folder.dir, 'generate', '--check')).exit).toBe(0);
    expect((await run('-C', folder.dir, 'check')).exit).toBe(0);
    await writeFile(join(folder.dir, 'lockflight.yaml'), YAML.replace('3000', '3001'));
    const { exit, out } = await run('-C', folder.dir, 'generate', '--check');
    expect(exit).toBe(1);
    expect(out).toMatch(/\.env\.sample\.staging:\d+ {2}generated-file-stale/);
    expect(out).toContain('3001');
    expectNarrow(out);
    expectNarrow((await run('-C', folder.dir, 'generate', '--check', '--lang', 'fr')).out);
  });

  test('a hand edit: 1, kept, then overwritten with --force', async () => {
    await using folder = await project();
    await run('-C', folder.dir, 'generate');
    const place = join(folder.dir, 'ENVIRONMENTS.md');
    const edited = (await readFile(place, 'utf8')).replace('3000', '4000');
    await writeFile(place, edited);
    const { exit, answer } = await json('generate', '-C', folder.dir, 'generate');
    expect(exit).toBe(1);
    expect(answer).toMatchObject({
      ok: false,
      files: [
        { path: '.env.sample.staging', state: 'current' },
        { path: 'ENVIRONMENTS.md', state: 'edited', findings: [{ code: 'generated-file-edited' }] },
      ],
    });
    expect(await readFile(place, 'utf8')).toBe(edited);
    expect((await run('-C', folder.dir, 'generate', '--force')).exit).toBe(0);
    expect(await readFile(place, 'utf8')).not.toBe(edited);
  });

  test('nothing to generate is fine; --check with --force is not', async () => {
    await using folder = await project();
    await writeFile(join(folder.dir, 'lockflight.yaml'), YAML.replace(/^generate:.*$/m, ''));
    expect(await run('-C', folder.dir, 'generate')).toMatchObject({ exit: 0, err: '' });
    expect((await run('-C', folder.dir, 'generate', '--check', '--force')).exit).toBe(2);
  });
});

describe('env show', () => {
  test.each(['examples/koomy', 'examples/khadamat', '.'])('%s: one line a variable, on 80 columns, in both languages', async (folder) => {
    const { answer } = await json('env show', '-C', folder, 'env', 'show');
    const { variables } = answer as { variables: readonly { name: string; secret: boolean }[] };
    for (const language of ['en', 'fr']) {
      const { exit, out } = await run('-C', folder, 'env', 'show', '--lang', language);
      expect(exit).toBe(0);
      for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
      for (const { name, secret } of variables) {
        const [line = ''] = out.split('\n').filter((each) => each.startsWith(`${name} `));
        expect([name, / \* /.test(line)]).toEqual([name, secret]);
      }
    }
  });

  test('a value is cut where it must be, a need and a mode never', async () => {
    await using folder = await newFolder();
    const kinds = ['development', 'preview', 'staging', 'production'].map((kind, i) => `  e${i}: { kind: ${kind} }`).join('\n');
    const key = 'STRIPE_KEY: { type: stripe-secret-key, secret: true, in: { e0: test, e3: { need: recommended, mode: live } } }';
    await writeFile(join(folder.dir, 'lockflight.yaml'), `lockflight: 1\nproject: p\nenvironments:\n${kinds}\nvariables:\n  ${key}\n`);
    for (const [language, words] of [
      ['en', ['optional test', 'recommended live']],
      ['fr', ['facultative test', 'recommandée live']],
    ] as const) {
      const { out } = await run('-C', folder.dir, 'env', 'show', '--lang', language);
      for (const word of words) expect(out).toContain(word);
      expect(out).not.toContain('..');
      for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    }
  });

  test('environments that do not fit side by side get a table of their own', async () => {
    await using folder = await newFolder();
    const environments = Array.from({ length: 11 }, (_, i) => `  environment-${i}: { kind: development }`).join('\n');
    await writeFile(
      join(folder.dir, 'lockflight.yaml'),
      `lockflight: 1\nproject: p\nenvironments:\n${environments}\nvariables: { A: port }\n`,
    );
    const { out } = await run('-C', folder.dir, 'env', 'show');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(out.split('\n').filter((line) => line.startsWith('A '))).toHaveLength(3);
    for (let i = 0; i < 11; i++) expect(out).toContain(`environment-${i}`);
  });

  test('a value that the contract writes for a secret is not repeated', async () => {
    await using folder = await project();
    for (const args of [
      ['env', 'show'],
      ['env', 'explain', 'KEY'],
      ['env', 'show', '--json'],
      ['env', 'explain', 'KEY', '--json'],
    ]) {
      expect((await run('-C', folder.dir, ...args)).out).not.toContain('CANARY');
    }
  });
});

describe('env explain', () => {
  test('one variable: every environment with its line, and where it is used', async () => {
    const { exit, answer } = await json('env explain', '-C', 'examples/khadamat', 'env', 'explain', 'DATABASE_URL');
    expect(exit).toBe(0);
    expect(answer).toMatchObject({
      name: 'DATABASE_URL',
      secret: true,
      environments: [
        { environment: 'local', hasDefault: true },
        { environment: 'staging', need: 'required' },
        { environment: 'production', need: 'required' },
      ],
      uses: { services: [{ service: 'database', part: 'url' }], differs: ['SHADOW_DATABASE_URL'], selects: false },
    });
    const yaml = (await readFile(`${ROOT}examples/khadamat/lockflight.yaml`, 'utf8')).split('\n');
    const { environments } = answer as { environments: readonly { environment: string; rule: { line: number } }[] };
    for (const { environment, rule } of environments) expect(yaml[rule.line - 1]).toContain(`${environment}:`);
  });

  test('every variable of every example, on 80 columns, in both languages', async () => {
    for (const folder of ['examples/koomy', 'examples/khadamat', '.']) {
      const { answer } = await json('env show', '-C', folder, 'env', 'show');
      for (const { name } of (answer as { variables: readonly { name: string }[] }).variables) {
        await json('env explain', '-C', folder, 'env', 'explain', name);
        for (const language of ['en', 'fr']) expectNarrow((await run('-C', folder, 'env', 'explain', name, '--lang', language)).out);
      }
    }
  });

  test('an unknown name: 2, with the nearest one', async () => {
    const { exit, err } = await run('-C', 'examples/khadamat', 'env', 'explain', 'DATABASE_ULR');
    expect(exit).toBe(2);
    expect(err).toContain('[unknown-variable]');
    expect(err).toContain('env explain DATABASE_URL');
  });
});
