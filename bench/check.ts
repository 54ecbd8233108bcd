/** The cold start of `lockflight check`, against a Node process that does nothing: the package as it is published, and the same from source. */
import { join } from 'node:path';
import { bundleInto } from '../packages/lockflight/build/bundle.ts';
import { BIN, ROOT, sideBySide, timeOf } from './measure.ts';
import type { Row } from './table.ts';

export const benchCheck = async (folder: string, runs: number): Promise<Row> => {
  const out = join(folder, 'check');
  await bundleInto(join(folder, 'published'));
  const check = (bin: string) => () => timeOf(process.execPath, [bin, 'check', '-C', join(ROOT, 'examples/khadamat')], out);
  const took = await sideBySide(runs, {
    published: check(join(folder, 'published/bin/lockflight.js')),
    source: check(BIN),
    empty: () => timeOf(process.execPath, ['-e', ''], out),
  });
  const over = took.published - took.empty;
  return {
    what: '`lockflight check` on examples/khadamat, a process of its own, the package as published',
    ours: `${Math.round(took.published)} ms (from source ${Math.round(took.source)} ms)`,
    against: `${Math.round(took.empty)} ms: an empty Node process`,
    figure: `${Math.round(over)} ms over it`,
    bar: '<= 100 ms',
    met: over <= 100,
  };
};
