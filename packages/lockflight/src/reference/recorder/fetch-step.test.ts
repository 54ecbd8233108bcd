/** The step that fetches, by a real shell as GitHub calls it (`shell: bash`), with a registry's answer of our own. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readContract } from '../../contract/read-contract.ts';
import { newFolder } from '../../git/repository.fixture.ts';
import { compileRecorder } from './compile-recorder.ts';

const YAML = 'lockflight: 1\nproject: p\nenvironments: { a: { kind: staging } }\ngenerate: { recorder: {} }\n';

const scriptsFor = (integrity: string): readonly string[] => {
  const { contract } = readContract({ file: 'lockflight.yaml', text: YAML });
  const recorder = contract?.generate.recorder;
  if (contract === undefined || recorder === undefined) throw new Error('no recorder');
  const text = compileRecorder(contract, recorder, { version: '1.2.3', package: { integrity }, workflowNames: new Map() });
  return parse(text).jobs.record.steps.map(({ run }: { run: string }) => run);
};

test('an archive of another digest is never unpacked, and a folder that was left ends the job', async () => {
  await using folder = await newFolder();
  const at = (...parts: readonly string[]) => join(folder.dir, ...parts);
  await mkdir(at('package/bin'), { recursive: true });
  await writeFile(at('package/bin/lockflight.js'), '// ours\n');
  expect(spawnSync('tar', ['-czf', 'served.tgz', 'package'], { cwd: folder.dir }).status).toBe(0);
  await mkdir(at('tools'));
  await writeFile(at('tools/npm'), '#!/bin/sh\ncp "$SERVED" lockflight-1.2.3.tgz\n');
  await chmod(at('tools/npm'), 0o755);
  const meant = `sha512-${createHash('sha512')
    .update(await readFile(at('served.tgz')))
    .digest('base64')}`;
  const [begin = '', fetch = ''] = scriptsFor(meant);
  const shell = (script: string, cwd: string) =>
    spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd,
      env: { PATH: `${at('tools')}:${process.env.PATH}`, RUNNER_TEMP: folder.dir, SERVED: at('served.tgz') },
    }).status;

  expect(shell(begin, folder.dir)).toBe(0);
  expect(shell(begin, folder.dir)).not.toBe(0);
  const [, other = ''] = scriptsFor(`sha512-${Buffer.alloc(64, 7).toString('base64')}`);
  expect(shell(other, at('lockflight'))).not.toBe(0);
  expect(existsSync(at('lockflight/package'))).toBe(false);
  expect(shell(fetch, at('lockflight'))).toBe(0);
  expect(existsSync(at('lockflight/package/bin/lockflight.js'))).toBe(true);
});
