/** The cold start of `lockflight check`, against a Node process that does nothing. */
import { join } from 'node:path';
import { BIN, ROOT, sideBySide, timeOf } from './measure.ts';
import type { Row } from './table.ts';

export const benchCheck = async (folder: string, runs: number): Promise<Row> => {
  const out = join(folder, 'check');
  const took = await sideBySide(runs, {
    check: () => timeOf(process.execPath, [BIN, 'check', '-C', join(ROOT, 'examples/khadamat')], out),
    empty: () => timeOf(process.execPath, ['-e', ''], out),
  });
  const over = took.check - took.empty;
  return {
    what: '`lockflight check` on examples/khadamat, a process of its own',
    ours: `${Math.round(took.check)} ms`,
    against: `${Math.round(took.empty)} ms: an empty Node process`,
    figure: `${Math.round(over)} ms over it`,
    bar: '<= 100 ms',
    met: over <= 100,
  };
};
