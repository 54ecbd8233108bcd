/** Somebody hands over a folder with a repository in it, set up so that git starts a program of theirs: a scan and its memory start none. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gitIn, newFolder, newRepository } from '../../git/repository.fixture.ts';
import { lastScan } from './last-scan.ts';
import { put } from './scanned-tree.fixture.ts';

const ourselves = () => 'this one';

test('files whose times cannot tell are not compared through the filters of a repository', async () => {
  await using repo = await newRepository();
  await using traps = await newFolder();
  mkdirSync(join(traps.dir, 'sprung'));
  await repo.commit({ 'a.ts': 'process.env.VAR_A;\n', '.gitattributes': '*.ts filter=two.words\na.ts filter=plain\n', 'b.ts': '' });
  for (const [driver, way] of [
    ['two.words', 'process'],
    ['two.words', 'clean'],
    ['plain', 'clean'],
    ['plain', 'smudge'],
  ])
    await repo.git('config', `filter.${driver}.${way}`, `touch '${traps.dir}/sprung/${driver}-${way}'; cat`);
  await repo.git('config', 'filter.plain.required', 'true');
  // Git keeps 32 bits of a second: both are the index of a moment that no file is older than.
  for (const written of [Date.now() / 1000 - 5, 2 ** 32 + 5]) {
    const young = () => {
      put(repo, 'a.ts', 'process.env.VAR_B;\n');
      utimesSync(join(repo.dir, '.git/index'), written, written);
    };
    young();
    await repo.git('diff-files');
    expect(readdirSync(join(traps.dir, 'sprung'))).not.toEqual([]);
    for (const name of readdirSync(join(traps.dir, 'sprung'))) rmSync(join(traps.dir, 'sprung', name));
    const before = (await lastScan(repo.dir, ourselves)).answer;
    expect(await lastScan(repo.dir, ourselves)).toEqual({ answer: before, remembered: true });
    expect(readdirSync(join(traps.dir, 'sprung'))).toEqual([]);
  }
});

test('a pipe in the place of git’s folder is not waited for, and a line break in its path ends nothing', async () => {
  await using folder = await newFolder();
  const piped = join(folder.dir, 'piped');
  mkdirSync(piped);
  writeFileSync(join(piped, 'a.ts'), 'process.env.VAR_A;\n');
  execFileSync('mkfifo', [join(piped, '.git')]);
  expect((await lastScan(piped, ourselves)).answer.reads.map(({ name }) => name)).toEqual(['VAR_A']);
  const broken = join(folder.dir, 'two\nlines');
  mkdirSync(broken);
  await gitIn(broken, ['init', '--quiet']);
  writeFileSync(join(broken, 'a.ts'), 'process.env.VAR_A;\n');
  for (const _ of [1, 2]) expect((await lastScan(broken, ourselves)).answer.reads.map(({ name }) => name)).toEqual(['VAR_A']);
  expect(existsSync(join(broken, '.git/lockflight'))).toBe(false);
});
