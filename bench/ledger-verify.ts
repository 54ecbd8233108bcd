/** Verifying a ledger against the bare signature checks of openssl on one core, and reading it against `git log` of the same branch. */
import { join } from 'node:path';
import { LEDGER_BRANCH, newLedgerRepository } from './ledger-in-git.ts';
import { ask, median, perSecond, seconds, timeOf, times } from './measure.ts';
import type { Row } from './table.ts';

interface Reading {
  readonly ok: boolean;
  readonly entries: number;
  readonly read: number;
  readonly verified: number;
}

export const benchLedger = async (folder: string, entries: number, runs: number): Promise<readonly Row[]> => {
  const repo = await newLedgerRepository(folder, entries);
  const core = (await ask('taskset', ['-c', '0', 'true'])) === undefined ? [] : ['taskset', '-c', '0'];
  const [read, verified, logs, bare]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let run = 0; run < runs; run++) {
    const pinned = await readingOf([...core, process.execPath, join(import.meta.dirname, 'verify-entries.ts'), repo], entries);
    const free = await readingOf([process.execPath, join(import.meta.dirname, 'verify-entries.ts'), repo], entries);
    verified.push((entries / pinned.verified) * 1000);
    read.push(free.read);
    logs.push(await timeOf('git', ['-C', repo, 'log', '--format=%H%x00%B%x00', LEDGER_BRANCH], join(folder, 'ledger.log')));
    const openssl = await opensslVerifies(core);
    if (openssl !== undefined) bare.push(openssl);
  }
  return [verifyRow(entries, median(verified), bare.length === 0 ? undefined : median(bare)), readRow(entries, median(read), median(logs))];
};

const verifyRow = (entries: number, ours: number, openssl: number | undefined): Row => {
  const what = `\`ledger verify\`: the chain of ${entries.toLocaleString('en')} entries, one core`;
  const bar = '>= 0.9 x';
  if (openssl === undefined)
    return {
      what,
      ours: perSecond(ours),
      against: 'openssl, which this machine does not have',
      figure: 'not compared',
      bar,
      met: undefined,
    };
  const ratio = ours / openssl;
  return {
    what,
    ours: perSecond(ours),
    against: `${perSecond(openssl)}: \`openssl speed ed25519\`, signature checks alone`,
    figure: times(ratio),
    bar,
    met: ratio >= 0.9,
  };
};

const readRow = (entries: number, ours: number, log: number): Row => ({
  what: `reading ${entries.toLocaleString('en')} entries from the ledger's branch`,
  ours: seconds(ours),
  against: `${seconds(log)}: \`git log\` of them`,
  figure: times(ours / log),
  bar: '<= 1.5 x',
  met: ours / log <= 1.5,
});

const readingOf = async ([command = '', ...args]: readonly string[], entries: number): Promise<Reading> => {
  const reading = JSON.parse((await ask(command, args)) ?? '{}') as Reading;
  if (!reading.ok || reading.entries !== entries) throw new Error(`the ledger of the bench does not verify: ${JSON.stringify(reading)}`);
  return reading;
};

/** The last line of `openssl speed` ends with verifications a second. */
const opensslVerifies = async (core: readonly string[]): Promise<number | undefined> => {
  const [command = 'openssl', ...args] = [...core, 'openssl', 'speed', '-seconds', '2', 'ed25519'];
  if ((await ask('openssl', ['version'])) === undefined) return undefined;
  const figure = /Ed25519.*?([\d.]+)\s*$/m.exec((await ask(command, args)) ?? '')?.[1];
  return figure === undefined ? undefined : Number(figure);
};
