/** What a contestant refuses, and what it tells of five variables that are wrong at once. */
import { join } from 'node:path';
import { BROKEN, FIVE, FIVE_BROKEN } from './broken.ts';
import { placeWith, processOf } from './contest.ts';
import type { Contestant } from './contestants/contestant.ts';
import { CANARY, GOOD } from './schema.ts';

export interface Quality {
  /** The names of BROKEN that it accepts. */
  readonly letsThrough: readonly string[];
  /** How many of FIVE its output names. */
  readonly named: number;
  /** Whether a secret's value stands in its output, or in the error that it throws. */
  readonly leaks: boolean;
}

/** Throws when the good variables are refused: nothing else that it does would mean anything. */
export const qualityOf = async (contestant: Contestant, folder: string): Promise<Quality> => {
  const good = await processOf(contestant.start, await placeWith(contestant, folder, GOOD));
  if (good.code !== 0) throw new Error(`${contestant.name} refuses the good variables:\n${good.output}`);
  const letsThrough: string[] = [];
  for (const [name, source] of Object.entries(BROKEN)) {
    const { code } = await processOf(contestant.start, await placeWith(contestant, folder, source));
    if (code === 0) letsThrough.push(name);
  }
  const place = await placeWith(contestant, folder, FIVE_BROKEN);
  const { output } = await processOf(contestant.start, place);
  const thrown =
    contestant.kind === 'library' ? (await processOf([join(import.meta.dirname, 'show-failure.ts'), folder], place)).output : '';
  return { letsThrough, named: FIVE.filter((name) => output.includes(name)).length, leaks: (output + thrown).includes(CANARY) };
};
