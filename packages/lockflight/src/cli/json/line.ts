/** `audit` and `status`: what the environments are, and how they got there. */
import * as z from 'zod';
import { code, commit, contractRef, instant, treeAt, unavailable, words } from './parts.ts';

const count = z.int().min(0);
const branch = z.object({ branch: z.string(), ref: z.string(), commit });

export const audit = z.object({
  environment: z.string(),
  from: z.string(),
  states: z.array(
    z.object({
      commit,
      tree: commit,
      class: z.enum(['promoted', 'shared', 'rollback', 'mixed', 'foreign', 'direct', 'ungated']),
      time: instant,
      pullRequest: z.int().nullable(),
      violation: code.nullable(),
      unrecorded: z.boolean(),
      subject: z.string(),
    }),
  ),
  counts: z.object({
    promoted: count,
    shared: count,
    rollback: count,
    mixed: count,
    foreign: count,
    direct: count,
    ungated: count.optional(),
  }),
  adopted: z.boolean(),
  branches: z.object({ environment: branch, from: z.array(branch) }),
  archives: z.array(z.object({ ref: z.string().nullable(), commit, violation: code })),
});

export const status = z.object({
  project: z.string(),
  adopted: z.boolean(),
  contract: contractRef,
  assurance: z.object({ level: z.int().min(0).max(4), missing: z.array(words) }),
  environments: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['development', 'preview', 'staging', 'production']),
      branch: z.string().optional(),
      head: treeAt.optional(),
      version: z.string().optional(),
      since: instant.optional(),
      standing: z.string().optional(),
      running: z.object({ commit, tree: commit, since: instant }).optional(),
    }),
  ),
  steps: z.array(
    z.object({
      id: z.string(),
      from: z.string(),
      to: z.string(),
      pullRequest: z.int().optional(),
      newestPassing: commit.optional(),
      candidate: treeAt.optional(),
      outcome: z.enum(['passed', 'blocked', 'errored']).optional(),
      gates: z.array(z.object({ id: z.string(), outcome: z.enum(['passed', 'blocked', 'errored', 'waived']) })).optional(),
    }),
  ),
  holds: z.array(
    z.object({ id: z.string(), step: z.string(), why: z.string(), by: z.string(), from: instant.nullable(), until: instant.nullable() }),
  ),
  violations: z.array(z.object({ environment: z.string(), commit, class: z.string(), code })),
  unavailable,
});
