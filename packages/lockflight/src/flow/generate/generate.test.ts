/** Generated files on real disks and in real repositories: written, compared, never lost, never outside. */
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Contract } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import { readBanner } from '../../env/compile/banner.ts';
import { newFolder, newRepository } from '../../git/repository.fixture.ts';
import { checkContract } from '../check.ts';
import { generatedFindings } from './findings.ts';
import { generate } from './generate.ts';

const YAML = `lockflight: 1
project: p
environments:
  local: { kind: development }
  staging: { kind: staging }
variables:
  TOKEN: { type: string, secret: true }
  PORT: { type: port, default: 3000 }
generate:
  samples: { local: [.env.example, app/.env.sample.local], staging: app/.env.sample.staging }
  reference: docs/environments.md
  agents: AGENTS.md
`;

const contractOf = (text: string): Contract => {
  const { contract, diagnostics } = readContract({ file: 'lockflight.yaml', text });
  if (contract === undefined) throw new Error(diagnostics.map(({ code }) => code).join());
  return contract;
};
const CONTRACT = contractOf(YAML);
const PATHS = ['.env.example', 'app/.env.sample.local', 'app/.env.sample.staging', 'docs/environments.md', 'AGENTS.md'];
const STAGING = 'app/.env.sample.staging';

const write = (directory: string, contract = CONTRACT) => generate({ contract, directory, check: false });
const check = (directory: string, contract = CONTRACT) => generate({ contract, directory, check: true });
const states = (files: Awaited<ReturnType<typeof generate>>) => files.map(({ path, state }) => `${state} ${path}`);
const codeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return 'none';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
};
const edit = async (file: string, change: (text: string) => string): Promise<void> => writeFile(file, change(await readFile(file, 'utf8')));

describe('writing', () => {
  test('every file is written once, the same each time, with LF and a banner that holds', async () => {
    await using folder = await newFolder();
    expect(states(await check(folder.dir))).toEqual(PATHS.map((path) => `stale ${path}`));
    expect((await check(folder.dir)).every(({ missing }) => missing)).toBe(true);
    expect(await readdir(folder.dir)).toEqual([]);
    expect(states(await write(folder.dir))).toEqual(PATHS.map((path) => `written ${path}`));
    expect(states(await write(folder.dir))).toEqual(PATHS.map((path) => `current ${path}`));
    for (const path of PATHS.slice(0, 4)) {
      const text = await readFile(join(folder.dir, path), 'utf8');
      expect(text).not.toContain('\r');
      expect(readBanner(text)?.intact).toBe(true);
    }
    expect((await readdir(folder.dir, { recursive: true })).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('a checkout with CRLF has not drifted', async () => {
    await using folder = await newFolder();
    await write(folder.dir);
    for (const path of PATHS) await edit(join(folder.dir, path), (text) => text.replaceAll('\n', '\r\n'));
    expect(states(await check(folder.dir))).toEqual(PATHS.map((path) => `current ${path}`));
  });
});

describe('drift', () => {
  test('a contract that changed names the file and its first line that differs', async () => {
    await using folder = await newFolder();
    await write(folder.dir);
    const changed = contractOf(YAML.replace('3000', '3001'));
    const files = await check(folder.dir, changed);
    expect(states(files)).toEqual([...PATHS.slice(0, 4).map((path) => `stale ${path}`), 'current AGENTS.md']);
    const sample = files.find(({ path }) => path === STAGING);
    const lines = (await readFile(join(folder.dir, STAGING), 'utf8')).split('\n');
    expect(lines[(sample?.difference?.line ?? 0) - 1]).toContain('3000');
    expect(sample?.difference?.expected).toContain('3001');
    expect(files.flatMap(generatedFindings).map(({ code, at }) => [code, at.file])).toEqual(
      PATHS.slice(0, 4).map((path) => ['generated-file-stale', path]),
    );
  });

  test('check says the same', async () => {
    await using folder = await newFolder();
    await writeFile(join(folder.dir, 'lockflight.yaml'), YAML);
    expect((await checkContract(folder.dir)).diagnostics.map(({ code, at }) => [code, at.file])).toEqual(
      PATHS.map((path) => ['generated-file-stale', path]),
    );
    await write(folder.dir);
    expect((await checkContract(folder.dir)).diagnostics).toEqual([]);
    await writeFile(join(folder.dir, 'other.yaml'), YAML.replace('3000', '3001'));
    expect((await checkContract(folder.dir, 'other.yaml')).diagnostics).toEqual([]);
  });
});

describe('a hand edit', () => {
  test('is told, kept, and overwritten only when that is asked for', async () => {
    await using folder = await newFolder();
    await write(folder.dir);
    const place = join(folder.dir, STAGING);
    await edit(place, (text) => text.replace('TOKEN=change-me', 'TOKEN=CANARYqvxk'));
    const kept = await readFile(place, 'utf8');
    const [found] = (await write(folder.dir)).filter(({ state }) => state !== 'current');
    expect(found).toMatchObject({ path: STAGING, state: 'edited', difference: { expected: 'TOKEN=change-me', found: 'TOKEN=...' } });
    expect(JSON.stringify(found && generatedFindings(found))).not.toContain('CANARY');
    expect(await readFile(place, 'utf8')).toBe(kept);
    expect(found && generatedFindings(found).map(({ code, severity }) => [code, severity])).toEqual([['generated-file-edited', 'error']]);
    await generate({ contract: CONTRACT, directory: folder.dir, check: false, force: true });
    expect(await readFile(place, 'utf8')).toContain('TOKEN=change-me');
  });

  test('repeats nothing of a file that we did not write, nor of what somebody wrote into ours', async () => {
    await using folder = await newFolder();
    await mkdir(join(folder.dir, 'docs'));
    await mkdir(join(folder.dir, 'app'));
    await writeFile(join(folder.dir, STAGING), 'CANARYQVXK2=\nTOKEN=CANARYqvxk\n');
    await writeFile(join(folder.dir, 'docs/environments.md'), 'KEY=CANARYqvxk\n');
    expect(JSON.stringify(await write(folder.dir))).not.toContain('CANARY');
    await rm(join(folder.dir, 'docs/environments.md'));
    await write(folder.dir);
    await edit(join(folder.dir, 'docs/environments.md'), (text) => text.replace('\n# ', '\nCANARYqvxk\n# '));
    const files = await write(folder.dir);
    expect(states(files)).toContain('edited docs/environments.md');
    expect(JSON.stringify(files.map((file) => [file, generatedFindings(file)]))).not.toContain('CANARY');
  });

  test('does not keep the other files from being written', async () => {
    await using folder = await newFolder();
    await write(folder.dir);
    await edit(join(folder.dir, 'docs/environments.md'), (text) => `${text}\nMine.\n`);
    expect(states(await write(folder.dir, contractOf(YAML.replace('3000', '3001'))))).toEqual([
      'written .env.example',
      'written app/.env.sample.local',
      'written app/.env.sample.staging',
      'edited docs/environments.md',
      'current AGENTS.md',
    ]);
  });

  test("a file that was there before is somebody else's, an empty one is nobody's", async () => {
    await using folder = await newFolder();
    await mkdir(join(folder.dir, 'docs'));
    await writeFile(join(folder.dir, 'docs/environments.md'), '# By hand\n');
    await writeFile(join(folder.dir, '.env.example'), '\n');
    const files = await write(folder.dir);
    expect(files.map(({ state }) => state)).toEqual(['written', 'written', 'written', 'foreign', 'written']);
    expect(await readFile(join(folder.dir, 'docs/environments.md'), 'utf8')).toBe('# By hand\n');
  });
});

describe("a section of a file of somebody else's", () => {
  test('is added at its end, replaced in its place, and the rest is left alone to the byte', async () => {
    await using folder = await newFolder();
    const place = join(folder.dir, 'AGENTS.md');
    await writeFile(place, '# Ours\n\nBe kind.');
    await write(folder.dir);
    const whole = await readFile(place, 'utf8');
    expect(whole.startsWith('# Ours\n\nBe kind.\n\n<!-- lockflight:begin -->\n')).toBe(true);
    await writeFile(place, `${whole}\nMore of ours.  \n`);
    const changed = contractOf(YAML.replace('project: p', 'project: q'));
    expect(states(await check(folder.dir, changed))).toContain('stale AGENTS.md');
    await write(folder.dir, changed);
    const after = await readFile(place, 'utf8');
    expect(after.startsWith('# Ours\n\nBe kind.\n\n<!-- lockflight:begin -->\n')).toBe(true);
    expect(after.endsWith('<!-- lockflight:end -->\n\nMore of ours.  \n')).toBe(true);
    expect(after).toContain('q: rules for AI agents');
    expect(after).not.toContain('p: rules for AI agents');
  });

  test('an edit within it is told, one around it is not', async () => {
    await using folder = await newFolder();
    const place = join(folder.dir, 'AGENTS.md');
    await write(folder.dir);
    await edit(place, (text) => `Before.\n${text}After.\n`);
    expect(states(await check(folder.dir))).toContain('current AGENTS.md');
    await edit(place, (text) => text.replace('read, explain and propose', 'do as you like'));
    expect(states(await check(folder.dir))).toContain('edited AGENTS.md');
  });

  test.each(['<!-- lockflight:end -->\n<!-- lockflight:begin -->\n', '<!-- lockflight:begin -->\n', '<!-- lockflight:end -->\n'])(
    'markers that make no section are refused before anything is written: %j',
    async (text) => {
      await using folder = await newFolder();
      await writeFile(join(folder.dir, 'AGENTS.md'), text);
      expect(await codeOf(write(folder.dir))).toBe('generated-markers-broken');
      expect(await readdir(folder.dir)).toEqual(['AGENTS.md']);
    },
  );
});

describe('places', () => {
  const at = (path: string): Contract => ({ ...CONTRACT, generate: { samples: [], reference: path } });

  test.each(['../out.md', '/nowhere/lockflight-out.md', 'a/../../out.md', '.git/config', 'sub/.GIT/hooks/x'])(
    '%s is refused',
    async (path) => {
      await using folder = await newFolder();
      expect(await codeOf(write(folder.dir, at(path)))).toBe('generated-file-outside');
      expect(await readdir(folder.dir)).toEqual([]);
    },
  );

  test('a link that leaves the folder is refused: on the way, at the end, to nowhere', async () => {
    await using folder = await newFolder();
    await using elsewhere = await newFolder();
    await writeFile(join(elsewhere.dir, 'there.md'), 'theirs');
    await symlink(elsewhere.dir, join(folder.dir, 'way'));
    await symlink(join(elsewhere.dir, 'there.md'), join(folder.dir, 'end.md'));
    await symlink(join(elsewhere.dir, 'gone.md'), join(folder.dir, 'dangling.md'));
    for (const path of ['way/out.md', 'way/new/out.md', 'end.md', 'dangling.md']) {
      expect([path, await codeOf(write(folder.dir, at(path)))]).toEqual([path, 'generated-file-outside']);
    }
    expect(await readdir(elsewhere.dir)).toEqual(['there.md']);
    expect(await readFile(join(elsewhere.dir, 'there.md'), 'utf8')).toBe('theirs');
  });

  test('a link that stays inside is written through, and stays a link', async () => {
    await using folder = await newFolder();
    await writeFile(join(folder.dir, 'real.md'), '');
    await symlink('real.md', join(folder.dir, 'link.md'));
    await write(folder.dir, at('link.md'));
    expect(readBanner(await readFile(join(folder.dir, 'real.md'), 'utf8'))?.intact).toBe(true);
    expect((await readdir(folder.dir, { withFileTypes: true })).find(({ name }) => name === 'link.md')?.isSymbolicLink()).toBe(true);
  });

  test('what is no file, or stands below a file, cannot be written', async () => {
    await using folder = await newFolder();
    await mkdir(join(folder.dir, 'folder.md'));
    await writeFile(join(folder.dir, 'file'), '');
    expect(await codeOf(write(folder.dir, at('folder.md')))).toBe('generated-file-unwritable');
    expect(await codeOf(write(folder.dir, at('file/below.md')))).toBe('generated-file-unwritable');
  });
});

describe('git', () => {
  test('a file that it ignores is told with the line to add; a tracked one is not ignored', async () => {
    await using repo = await newRepository();
    await repo.commit({ '.gitignore': '.env.*\n' });
    const ignored = (await write(repo.dir)).filter((file) => file.ignored);
    expect(ignored.map(({ path }) => path)).toEqual(PATHS.slice(0, 3));
    expect(ignored.flatMap(generatedFindings).map(({ code, severity, fix }) => [code, severity, fix.en.includes('`!')])).toEqual(
      ignored.map(() => ['generated-file-ignored', 'warning', true]),
    );
    await repo.git('add', '--force', '.env.example');
    await repo.commit({ '.gitignore': `.env.*\n!${STAGING}\n` });
    expect((await check(repo.dir)).filter((file) => file.ignored).map(({ path }) => path)).toEqual(['app/.env.sample.local']);
  });

  test('a contract further down in a repository', async () => {
    await using repo = await newRepository();
    await repo.commit({ '.gitignore': '.env.*\n', 'examples/one/lockflight.yaml': YAML });
    const files = await write(join(repo.dir, 'examples/one'));
    expect(files.filter((file) => file.ignored).map(({ path }) => path)).toEqual(PATHS.slice(0, 3));
  });
});
