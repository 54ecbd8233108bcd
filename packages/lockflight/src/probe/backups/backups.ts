/**
 * Backups, where the contract names variables for the part `backups`: a boolean says whether they run, a path where the files go, a cron line or a duration how
 * often. The newest file may be as old as twice the time between two; without a rhythm, a day and a half.
 */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readValue } from '../../env/formats/read-value.ts';
import { type Check, errored, failed, passed } from '../check.ts';
import type { Part, ProbeInput } from '../probe.ts';
import { firstThere } from '../relative-path.ts';
import { longestWait } from './cron-wait.ts';

const HOUR = 3_600_000;
const WITHOUT_RHYTHM = 36 * HOUR;

/** Says nothing where the contract says nothing of backups. */
export const checkBackups = async (input: ProbeInput): Promise<void> => {
  const named = input.named.filter((n) => n.part === 'backups');
  if (named.length === 0) return;
  const parts = input.parts.filter((p) => p.part === 'backups');
  const of = (...types: readonly string[]) => parts.find((p) => types.includes(p.type));
  const enabled = of('boolean');
  const value = enabled === undefined ? undefined : readValue('boolean', enabled.value);
  if (enabled !== undefined && !(value?.ok === true && value.value === true)) {
    input.say(
      failed('backups', 'backups-off', `${enabled.variable} says that they do not run`, `${enabled.variable} dit qu'elles ne tournent pas`),
    );
    return;
  }
  const folder = of('path');
  if (folder === undefined) {
    const names = named.map((n) => n.variable).join(', ');
    input.say(
      errored(
        'backups',
        'service-not-visible',
        `whether one was made cannot be seen: ${names} names no folder`,
        `impossible de voir s'il y en a : ${names} ne nomme pas de dossier`,
        {
          en: `add the variable of the folder: backups: [${names}, BACKUP_DIR]`,
          fr: `ajoutez la variable du dossier : backups: [${names}, BACKUP_DIR]`,
        },
      ),
    );
    return;
  }
  input.say(await newestCheck(input, folder, allowedAge(of('cron', 'duration'))));
};

const allowedAge = (rhythm: Part | undefined): number => {
  if (rhythm === undefined) return WITHOUT_RHYTHM;
  if (rhythm.type === 'cron') return 2 * (longestWait(rhythm.value) ?? WITHOUT_RHYTHM / 2);
  const read = readValue('duration', rhythm.value);
  return read.ok && typeof read.value === 'number' ? 2000 * read.value : WITHOUT_RHYTHM;
};

const newestCheck = async (input: ProbeInput, folder: Part, allowed: number): Promise<Check> => {
  const place = await firstThere(input, folder.value, 'directory');
  const newest = place === undefined ? undefined : await newestFile(place);
  if (newest === undefined) {
    return failed('backups', 'backups-stale', `${folder.variable} holds no backup`, `${folder.variable} ne contient aucune sauvegarde`);
  }
  const hours = Math.max(0, Math.round((input.now().getTime() - newest) / HOUR));
  const limit = Math.round(allowed / HOUR);
  return input.now().getTime() - newest > allowed
    ? failed(
        'backups',
        'backups-stale',
        `the newest is ${hours} h old, at most ${limit} h`,
        `la plus récente a ${hours} h, au plus ${limit} h`,
      )
    : passed('backups', `the newest is ${hours} h old`, `la plus récente a ${hours} h`);
};

/** Of the folder itself, not below it. An empty file is no backup. */
const newestFile = async (folder: string): Promise<number | undefined> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries.filter((e) => !e.name.startsWith('.'));
  const stats = await Promise.all(files.map((e) => stat(join(folder, e.name)).catch(() => undefined)));
  const times = stats.filter((s) => s !== undefined && (s.isDirectory() || s.size > 0)).map((s) => s?.mtimeMs ?? 0);
  return times.length === 0 ? undefined : Math.max(...times);
};
