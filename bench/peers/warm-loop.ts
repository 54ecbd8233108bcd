/**
 * A process of its own, so that no contestant meets code that another one warmed up: validates good variables again and again and prints how many times in a
 * second of this thread's processor time, which a busy machine does not change. The sources differ, as no two processes have the same values.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { median } from '../measure.ts';
import { MODULE } from './contestants/contestant.ts';
import { CANARY, GOOD, type Source } from './schema.ts';

const ROUND_MS = 300;
const variant = (n: number): Source =>
  Object.fromEntries(
    Object.entries(GOOD).map(([name, value]) => [name, name === 'PORT' ? `${8080 + n}` : value.replace(CANARY, `${CANARY}${n}z`)]),
  );
// Through JSON, so that the texts are whole pieces of memory, as those of `process.env` are, and not the concatenations that replace() leaves.
const SOURCES = Array.from({ length: 16 }, (_, n) => JSON.parse(JSON.stringify(variant(n))) as Source);

const { validate } = (await import(pathToFileURL(join(process.argv[2] ?? '.', MODULE)).href)) as {
  validate: (source: Source) => { readonly PORT: unknown; readonly DATABASE_SSL: unknown };
};

const spent = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000_000;
};

const round = (): number => {
  const [begun, until] = [spent(), performance.now() + ROUND_MS];
  let done = 0;
  while (performance.now() < until) {
    for (const source of SOURCES) {
      const env = validate(source);
      if (typeof env.PORT !== 'number' || env.DATABASE_SSL !== true) throw new Error('not validated, or not read');
      done++;
    }
  }
  return done / (spent() - begun);
};

// The first rounds are the compiler's.
for (let n = 0; n < 3; n++) round();
process.stdout.write(`${median(Array.from({ length: 5 }, round))}\n`);
