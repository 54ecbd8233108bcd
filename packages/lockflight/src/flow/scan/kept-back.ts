/**
 * What code says of a variable, less what looks like a secret: people write real keys and passwords as defaults, and what a scan answers is printed in logs of a pipeline
 * and kept. The same looks as a draft of a contract takes. Of a value that is kept back, only the fact remains that the code has one.
 */
import { heldSecret, secretIn } from '../../env/import/infer/secret.ts';
import type { Read } from '../../env/scan/read.ts';

const VALUES = ['default', 'developmentDefault', 'equals', 'values', 'not'] as const;
const WORDS = ['about', 'matches'] as const;

export const withoutHeldSecrets = (read: Read): Read => ({
  ...read,
  use: keptFrom(read.name, read.use),
  ...(read.schema === undefined ? {} : { schema: keptFrom(read.name, read.schema) }),
});

const keptFrom = <T extends object>(name: string, said: T): T => {
  const kept: Record<string, unknown> = Object.fromEntries(Object.entries(said));
  for (const key of VALUES) {
    const value = kept[key];
    if (Array.isArray(value)) {
      const shown = value.filter((each) => !isHeld(name, each));
      // Some of them would pass for all.
      if (shown.length < value.length) delete kept[key];
    } else if (isHeld(name, value)) delete kept[key];
  }
  for (const key of WORDS) if (typeof kept[key] === 'string' && secretIn(kept[key]) !== undefined) delete kept[key];
  return kept as T;
};

const isHeld = (name: string, value: unknown): boolean => typeof value === 'string' && heldSecret(name, value) !== undefined;
