import { z } from 'zod';
import type { Entry } from '../entry.ts';
import { bodySchema, count, hash, instant, word } from './body-schema.ts';

const actor = z.object({
  id: count,
  login: word,
  kind: z.enum(['user', 'bot', 'app', 'organization', 'recorder']),
  onBehalfOf: word.exactOptional(),
});

/** An entry as it stands under `predicate.lockflight`. */
export const entrySchema: z.ZodType<Entry> = z.object({
  seq: count,
  previous: hash.exactOptional(),
  contract: z.object({ digest: hash, counter: count }),
  key: word,
  occurredAt: instant,
  recordedAt: instant,
  actor,
  body: bodySchema,
});
