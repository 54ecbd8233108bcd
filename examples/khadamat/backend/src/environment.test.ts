import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test.each(['main', 'database/migrate-command', 'database/seed-command', 'backups/restore-command'])(
  '%s is refused with the reasons alone',
  (program) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL(`${program}.ts`, import.meta.url))], {
      // Set, so that no file of a developer's gives them.
      env: { PATH: process.env.PATH, NODE_ENV: 'production', DATABASE_URL: '', METRICS_TOKEN: '' },
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^ {2}missing {2}METRICS_TOKEN /m);
    expect(stderr).not.toMatch(/EnvError|\bat .*:\d+:\d+/);
  },
);
