import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { seededDatabase } from '../database/database.fixture.ts';
import { openMetrics } from '../observability/metrics.ts';
import { silentLog } from '../silent-log.fixture.ts';
import { type BackupServices, scheduleBackups } from './schedule.ts';

/** An hour after the last run that BACKUP_SCHEDULE asks for. */
const NOW = new Date('2026-05-04T04:00:00.000Z');

const world = async (variables: object = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'khadamat-schedule-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const reported: string[] = [];
  const services = {
    env: { BACKUP_ENABLED: true, BACKUP_SCHEDULE: '0 3 * * *', BACKUP_DIR: folder, BACKUP_RETENTION_DAYS: 7, ...variables },
    database: await seededDatabase(),
    clock: { now: () => NOW },
    log: silentLog,
    metrics: openMetrics(),
    errors: { report: (_: unknown, facts: { code: string }) => reported.push(facts.code) },
  } as unknown as BackupServices;
  const outcomes = async () => (await services.metrics.backups.get()).values.map(({ labels, value }) => [labels.outcome, value]);
  return { folder, services, reported, outcomes };
};

const name = (at: string) => `khadamat-2026-05-${at}-00-00.000Z.ndjson.gz`;

test.each([
  ['none was ever made', [], 1],
  ['the last run was missed', [name('03T03')], 1],
  ['the last run was made', [name('04T03')], 0],
])('at start, when %s', async (_, there, made) => {
  const { folder, services, outcomes } = await world();
  for (const file of there) await writeFile(join(folder, file), 'x');
  await scheduleBackups(services).close();
  expect(await readdir(folder)).toHaveLength(there.length + made);
  expect(await outcomes()).toEqual(made === 0 ? [] : [['written', 1]]);
});

test('where backups are off nothing is written', async () => {
  const { folder, services } = await world({ BACKUP_ENABLED: false });
  await scheduleBackups(services).close();
  expect(await readdir(folder)).toEqual([]);
});

test('a backup that fails is counted and reported, and stops nobody', async () => {
  const { folder, services, reported, outcomes } = await world();
  await services.database.schema.dropTable('verifications').execute();
  await scheduleBackups(services).close();
  expect(await outcomes()).toEqual([['failed', 1]]);
  expect(reported).toEqual(['BACKUP_FAILED']);
  expect(await readdir(folder)).toEqual([]);
});
