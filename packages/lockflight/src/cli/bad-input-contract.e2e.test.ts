/** A contract that is missing, empty, malformed, huge or hostile: what every command that reads one answers, and that it leaves everything as it was. */
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newForgeWorld } from '../flow/e2e/forge-world.fixture.ts';
import { SMALL_FILES } from '../flow/e2e/small-contract.fixture.ts';
import { newFolder, newRepository } from '../git/repository.fixture.ts';
import { call, callAs, changesNothing, errorOf, keepsSecrets, noStack } from './bad-input.fixture.ts';

const HEAD = 'lockflight: 1\nproject: small\n';
const ENVIRONMENTS = 'environments:\n  production: { kind: production, branch: main }\n';

const bomb = (): string => {
  const levels = Array.from({ length: 24 }, (_, i) =>
    i === 0 ? 'a0: &a0 [x, x]' : `a${i}: &a${i} [${`*a${i - 1}, `.repeat(9)}*a${i - 1}]`,
  );
  return `${HEAD}${ENVIRONMENTS}x-levels:\n${levels.map((l) => `  ${l}`).join('\n')}\nprinciples: *a23\n`;
};

/** What stands in lockflight.yaml, and one code that `check` must give for it. */
const CONTRACTS: readonly (readonly [name: string, text: string, code: string])[] = [
  ['empty', '', 'contract-empty'],
  ['blank', '  \n\n# nothing\n', 'contract-empty'],
  ['no mapping', '- a\n- b\n', 'wrong-kind'],
  ['a word', 'hello\n', 'wrong-kind'],
  ['malformed', `${HEAD}environments: { production: [\n`, 'yaml-syntax'],
  ['tabs', `${HEAD}environments:\n\tproduction: {}\n`, 'yaml-syntax'],
  ['binary', '\u0000\u0001\u0002\u0003', 'invalid-encoding'],
  ['bytes that are no UTF-8', '\ufffd\ufffd', 'invalid-encoding'],
  ['another version', 'lockflight: 2\nproject: small\nenvironments: {}\n', 'unknown-word'],
  ['alias bomb', bomb(), 'alias-expansion'],
  ['alias to itself', `${HEAD}${ENVIRONMENTS}about: &a [*a]\n`, 'alias-cycle'],
  ['deep nesting', `${HEAD}${ENVIRONMENTS}about: ${'['.repeat(5000)}${']'.repeat(5000)}\n`, 'too-deep'],
  [
    'deep blocks',
    `${HEAD}${ENVIRONMENTS}about:\n${Array.from({ length: 200 }, (_, i) => `${' '.repeat(i + 1)}a:`).join('\n')} 1\n`,
    'too-deep',
  ],
  ['a tag', `${HEAD}${ENVIRONMENTS}about: !!js/function 'x'\n`, 'yaml-tag'],
  ['a directive', `%YAML 1.1\n---\n${HEAD}${ENVIRONMENTS}`, 'yaml-directive'],
  ['a merge key', `${HEAD}environments:\n  a: &a { kind: staging }\n  b: { <<: *a }\n`, 'merge-key'],
  ['a prototype', `${HEAD}${ENVIRONMENTS}__proto__: { polluted: true }\n`, 'forbidden-key'],
  ['two documents', `${HEAD}${ENVIRONMENTS}---\n${HEAD}${ENVIRONMENTS}`, 'several-documents'],
  ['many keys', `${HEAD}${ENVIRONMENTS}variables:\n${Array.from({ length: 12_000 }, (_, i) => `  V${i}: {}\n`).join('')}`, 'missing-key'],
];

const bytes = (text: string): string | Buffer => (text === '\ufffd\ufffd' ? Buffer.from([0xff, 0xfe, 0x80]) : text);

test.each(CONTRACTS)('check: %s', async (_name, text, code) => {
  await using folder = await newFolder();
  await writeFile(join(folder.dir, 'lockflight.yaml'), bytes(text));
  const called = await call(['check', '--json', '-C', folder.dir]);
  expect(called.exit).toBe(2);
  expect(called.json, called.out + called.err).toMatchObject({ ok: false });
  expect(called.json.diagnostics.map((d: { code: string }) => d.code)).toContain(code);
  noStack(called);
});

test.each(CONTRACTS)('env check and audit: %s', async (_name, text) => {
  await using repo = await newRepository();
  await repo.commit({ 'a.txt': '1' });
  await writeFile(join(repo.dir, 'lockflight.yaml'), bytes(text));
  for (const argv of [['env', 'check'], ['env', 'check', '--all'], ['audit']]) {
    const called = await call([...argv, '--json', '-C', repo.dir]);
    expect(errorOf(called), argv.join(' ')).toEqual({ code: 'contract-invalid', exit: 2 });
  }
});

/** Without a file that can be read there is nothing to diagnose. */
const FILES: readonly (readonly [name: string, write: (path: string) => Promise<unknown>, code: string, exit: number])[] = [
  ['missing', async () => undefined, 'contract-missing', 2],
  ['a folder', (path) => mkdir(path), 'contract-unreadable', 2],
  ['a link to nothing', (path) => symlink('nowhere.yaml', path), 'contract-missing', 2],
  ['a link to itself', (path) => symlink('lockflight.yaml', path), 'contract-unreadable', 3],
  ['huge', (path) => writeFile(path, `${HEAD}${ENVIRONMENTS}# ${'x'.repeat(257 * 1024)}\n`), 'contract-unreadable', 2],
];

test.each(FILES)('a file that is %s', async (_name, write, code, exit) => {
  await using repo = await newRepository();
  await repo.commit({ 'a.txt': '1' });
  await write(join(repo.dir, 'lockflight.yaml'));
  for (const argv of [['check'], ['env', 'check'], ['audit', 'production']]) {
    const called = await call([...argv, '--json', '-C', repo.dir]);
    // Without a contract audit can still be told two branches.
    const wanted = argv[0] === 'audit' && code === 'contract-missing' ? 'audit-needs-branches' : code;
    expect(errorOf(called), argv.join(' ')).toEqual({ code: wanted, exit });
  }
});

/** What stands on the default branch decides for those who ask the forge. */
const PUSHED = CONTRACTS.filter(([name]) => ['empty', 'malformed', 'alias bomb'].includes(name));

test('adopt, verdict and status do not touch a repository whose contract is wrong', async () => {
  await using world = await newForgeWorld({ files: SMALL_FILES });
  const huge = ['huge', `${HEAD}${ENVIRONMENTS}# ${'x'.repeat(257 * 1024)}\n`, ''] as const;
  const hugest = ['huger than what is read', `# ${'x'.repeat(1_100_000)}\n`, ''] as const;
  const called = [];
  for (const [name, text] of [...PUSHED, huge, hugest, ['missing', null, ''] as const]) {
    await world.push('octocat', 'main', { 'lockflight.yaml': text });
    for (const argv of [['adopt'], ['verdict', 'staging', 'production'], ['status'], ['audit']]) {
      const one = await changesNothing(world, 'octocat', () => callAs(world, 'octocat', [...argv, '--json']));
      called.push(one);
      const { code, exit } = errorOf(one);
      expect(exit, `${name}, ${argv[0]}: ${code}`).toBe(2);
      expect(
        ['contract-invalid', 'contract-missing', 'contract-unreadable', 'file-too-large', 'audit-needs-branches'],
        `${name}, ${argv[0]}`,
      ).toContain(code);
    }
  }
  keepsSecrets(world, called);
});
