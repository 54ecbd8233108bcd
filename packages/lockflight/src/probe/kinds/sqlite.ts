/** SQLite: the file is there, is a whole database, and can be written to. Nothing is changed: the lock for writing is taken and given back. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkBackups } from '../backups/backups.ts';
import { type Check, errored, failed, passed, Stop } from '../check.ts';
import { requiredPart } from '../parts.ts';
import type { Probe, ProbeInput } from '../probe.ts';
import { firstThere } from '../relative-path.ts';

const IN_MEMORY = ':memory:';

export const sqlite: Probe = async (input) => {
  const part = requiredPart(input, 'url');
  const path = pathIn(part.value);
  if (path === undefined) {
    throw new Stop(
      failed('address', 'service-address-invalid', `${part.variable} is no file: address`, `${part.variable} n'est pas une adresse file:`),
    );
  }
  if (path === IN_MEMORY) return input.say(passed('opens', 'it lives in memory', 'elle vit en mémoire'));
  const file = await firstThere(input, path, 'file');
  if (file === undefined) {
    throw new Stop(
      failed('opens', 'database-missing', `no file where ${part.variable} leads`, `pas de fichier là où mène ${part.variable}`),
    );
  }
  await checkFile(input, file);
  await checkBackups(input);
  const shadow = input.parts.find((p) => p.part === 'shadow');
  const other = shadow === undefined ? undefined : pathIn(shadow.value);
  if (other !== undefined && other !== IN_MEMORY) input.say(await shadowCheck(input, file, other));
};

/** `file:./dev.db`, `sqlite:///data/app.db` or a bare path; parameters after `?` are the client's own business. */
const pathIn = (value: string): string | undefined => {
  const [, scheme, rest = ''] = /^(?:([a-z][a-z0-9+.-]*):)?(.*)$/is.exec(value) ?? [];
  if (scheme !== undefined && !['file', 'sqlite', 'sqlite3'].includes(scheme.toLowerCase())) return undefined;
  const path =
    rest
      .split('?')[0]
      ?.replace(/^\/\/(?:localhost)?(?=\/)/, '')
      .replace(/^\/\/(?=\.)/, '') ?? '';
  return path === '' || path.startsWith('//') ? undefined : path;
};

const checkFile = async (input: ProbeInput, file: string): Promise<void> => {
  const { DatabaseSync } = await import('node:sqlite');
  let database: InstanceType<typeof DatabaseSync> | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 2000 });
    const [row] = database.prepare('PRAGMA quick_check(1)').all();
    if (row?.quick_check !== 'ok') throw new Stop(corrupt());
    input.say(passed('opens', 'the file is a whole database', 'le fichier est une base intacte'));
    database.exec('BEGIN IMMEDIATE; ROLLBACK');
    input.say(passed('writable', 'it can be written to', 'on peut y écrire'));
  } catch (error) {
    throw error instanceof Stop ? error : new Stop(refusal(error));
  } finally {
    database?.close();
  }
};

/** SQLite's own result codes (sqlite3.h), the low byte. */
const refusal = (error: unknown): Check => {
  const code = typeof error === 'object' && error !== null && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  const busy = code === 5 || code === 6;
  if (busy) return errored('writable', 'service-busy', 'another process holds it for writing', 'un autre processus la tient pour écrire');
  if (code === 8 || code === 14 || code === 3 || code === 23)
    return failed('writable', 'database-read-only', 'it cannot be written to', 'on ne peut pas y écrire');
  return corrupt();
};

const corrupt = () =>
  failed('opens', 'database-corrupt', 'the file is no database, or a damaged one', "le fichier n'est pas une base, ou en est une abîmée");

const shadowCheck = async (input: ProbeInput, file: string, other: string): Promise<Check> => {
  const there = await firstThere(input, other, 'file');
  const [a, b] = there === undefined ? [] : await Promise.all([stat(file), stat(there)]);
  return join(file) === there || (a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino)
    ? failed('shadow', 'shadow-is-primary', 'the shadow database is the primary one', 'la base fantôme est la base principale')
    : passed('shadow', 'the shadow database is another one', 'la base fantôme en est une autre');
};
