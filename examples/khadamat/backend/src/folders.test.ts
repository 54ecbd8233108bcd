import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { BACKEND_FOLDER, CLIENT_FOLDER, privateFolder } from './folders.ts';
import { newPlatform } from './platform.fixture.ts';

test('what people entrusted to us is never kept in what is served to everybody', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'khadamat-folders-')));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const served = join(folder, 'dist');
  mkdirSync(served);
  symlinkSync(served, join(folder, 'elsewhere'));
  for (const path of ['dist', 'dist/', 'dist/backups', 'dist/..not-above', 'other/../dist/a/b', 'elsewhere', 'elsewhere/new'])
    expect(() => privateFolder('BACKUP_DIR', join(folder, path), served), path).toThrow('BACKUP_DIR lies in');
  for (const path of ['backups', 'dist-of-yesterday', '..', '../dist', '.'])
    expect(privateFolder('BACKUP_DIR', join(folder, path), served)).toBe(join(folder, path).replace(/\/$/, ''));
  expect(privateFolder('UPLOAD_STORAGE_DIR', './uploads')).toBe(join(BACKEND_FOLDER, 'uploads'));
  await expect(newPlatform({ UPLOAD_STORAGE_DIR: join(CLIENT_FOLDER, 'uploads') })).rejects.toThrow('UPLOAD_STORAGE_DIR lies in');
});
