/**
 * Backups on BACKUP_SCHEDULE (in UTC), where BACKUP_ENABLED. A run that was missed, because the process was down or there never was one, is made up for at start:
 * whoever looks for a recent backup finds it.
 */
import { Cron } from 'croner';
import { privateFolder } from '../folders.ts';
import type { Services } from '../services.ts';
import { listBackups, makeBackup, removeOldBackups } from './backup.ts';

export type BackupServices = Pick<Services, 'env' | 'database' | 'clock' | 'log' | 'metrics' | 'errors'>;

export interface BackupPlan {
  readonly folder: string;
  readonly schedule: string;
  readonly retentionDays: number;
}

/** Undefined where backups do not run. The four variables come together or not at all. Throws when the files would be served to everybody. */
export const backupPlan = (env: Services['env']): BackupPlan | undefined =>
  env.BACKUP_ENABLED === true &&
  env.BACKUP_DIR !== undefined &&
  env.BACKUP_SCHEDULE !== undefined &&
  env.BACKUP_RETENTION_DAYS !== undefined
    ? { folder: privateFolder('BACKUP_DIR', env.BACKUP_DIR), schedule: env.BACKUP_SCHEDULE, retentionDays: env.BACKUP_RETENTION_DAYS }
    : undefined;

/** Makes one backup and removes what is too old. Counted; a failure is logged, reported and thrown. */
export const runBackup = async (plan: BackupPlan, { database, clock, log, metrics, errors }: BackupServices): Promise<string> => {
  try {
    const { path } = await makeBackup(database, plan.folder, clock.now());
    const removed = await removeOldBackups(plan.folder, plan.retentionDays, clock.now());
    log.info({ path, removed: removed.length }, 'backup written');
    metrics.backups.inc({ outcome: 'written' });
    return path;
  } catch (error) {
    log.error({ err: error }, 'backup failed');
    errors.report(error, { code: 'BACKUP_FAILED' });
    metrics.backups.inc({ outcome: 'failed' });
    throw error;
  }
};

/** `close` waits for a backup under way. */
export const scheduleBackups = (services: BackupServices): { close(): Promise<void> } => {
  const plan = backupPlan(services.env);
  if (plan === undefined) return { close: async () => undefined };
  let running: Promise<unknown> = Promise.resolve();
  const run = async (): Promise<void> => {
    running = runBackup(plan, services).catch(() => undefined);
    await running;
  };
  const job = new Cron(plan.schedule, { timezone: 'UTC', protect: true, unref: true }, run);
  running = isMissing(plan, job, services.clock.now()).then(
    (missing) => (missing ? job.trigger() : undefined),
    (error: unknown) => services.log.error({ err: error }, 'the backups cannot be listed'),
  );
  return {
    close: async () => {
      job.stop();
      await running;
    },
  };
};

const isMissing = async ({ folder }: BackupPlan, job: Cron, now: Date): Promise<boolean> => {
  const newest = (await listBackups(folder)).at(-1);
  const [due] = job.previousRuns(1, now);
  return newest === undefined || (due !== undefined && newest.madeAt < due);
};
