/** A contestant in a folder of its own, with the peers' packages at hand, and one process of it. */
import { spawn } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BARE, type Place } from '../measure.ts';
import type { Contestant } from './contestants/contestant.ts';
import { PACKAGES } from './install.ts';
import { type Source, VARIABLES } from './schema.ts';

/** No contestant may phone home while it is timed. */
const QUIET = { DO_NOT_TRACK: '1', VARLOCK_TELEMETRY_DISABLED: '1' };

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

export const prepare = async (contestant: Contestant, folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await symlink(PACKAGES, join(folder, 'node_modules'));
  for (const [name, text] of Object.entries(contestant.files(VARIABLES))) await writeFile(join(folder, name), text);
};

type Values = Required<Pick<Place, 'cwd' | 'env'>>;

/** Where the contestant's processes run so that they find these values. */
export const placeWith = async (contestant: Contestant, folder: string, source: Source): Promise<Values> => {
  const files = Object.entries(contestant.valueFiles?.(source) ?? {});
  for (const [name, text] of files) await writeFile(join(folder, name), text);
  return { cwd: folder, env: { ...BARE, ...QUIET, ...(files.length > 0 ? {} : source) } };
};

/** One process to its end, with all that it printed. */
export const processOf = (args: readonly string[], { cwd, env }: Values): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const printed: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => printed.push(piece));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output: Buffer.concat(printed).toString('utf8') }));
  });
