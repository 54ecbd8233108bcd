/** `approve`, `attest`, `hold`, `release-hold`, `waive`: what a person said on the forge. */
import * as z from 'zod';
import { commit, instant } from './parts.ts';

const said = z.object({ by: z.string(), pullRequest: z.int(), url: z.url(), commit, act: z.string(), counts: z.boolean().nullable() });

export const approve = said;
export const attest = said;

export const hold = z.object({
  by: z.string(),
  act: z.literal('hold'),
  step: z.string(),
  why: z.string(),
  from: instant.optional(),
  until: instant.optional(),
});

export const releaseHold = z.object({ by: z.string(), act: z.literal('release-hold'), id: z.string(), why: z.string().optional() });

export const waive = z.object({
  by: z.string(),
  act: z.literal('waive'),
  step: z.string(),
  gate: z.string(),
  why: z.string(),
  until: instant,
});
