/** A verdict where the ledger tells of one candidate again and again, against reading and verifying that ledger, which comes before it anyway. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { newLedgerRepository } from './ledger-in-git.ts';
import { ask, median, seconds } from './measure.ts';
import type { Row } from './table.ts';

interface Judging {
  readonly statements: number;
  readonly gates: number;
  readonly gate?: string;
  readonly read: number;
  readonly judged: number;
}

export const benchVerdict = async (folder: string, entries: number, runs: number): Promise<Row> => {
  const dir = join(folder, 'verdict');
  await mkdir(dir);
  const repo = await newLedgerRepository(dir, entries + 1, () => 1);
  const [read, judged]: [number[], number[]] = [[], []];
  let gates = 0;
  for (let run = 0; run < runs; run++) {
    const answer = JSON.parse((await ask(process.execPath, [join(import.meta.dirname, 'judge-entries.ts'), repo])) ?? '{}') as Judging;
    if (answer.statements !== entries || answer.gate !== 'passed')
      throw new Error(`the verdict of the bench is wrong: ${JSON.stringify(answer)}`);
    read.push(answer.read);
    judged.push(answer.judged);
    ({ gates } = answer);
  }
  const share = median(judged) / median(read);
  return {
    what: `a verdict of ${gates} gates on ${entries.toLocaleString('en')} statements about one tree`,
    ours: `${Math.round(median(judged))} ms`,
    against: `${seconds(median(read))}: reading and verifying that ledger before`,
    figure: `${Math.round(100 * share)} % of it`,
    bar: '<= 10 %',
    met: share <= 0.1,
  };
};
