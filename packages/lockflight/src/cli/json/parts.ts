/** What several answers have in common. These schemas are published (docs/schemas/) and hold the tests; no command loads them. Keys may be added, never renamed. */
import * as z from 'zod';

export const commit = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
export const digest = z.string().regex(/^[0-9a-f]{64}$/);
export const instant = z.iso.datetime();
export const code = z.string().regex(/^[a-z][a-z0-9-]*$/);
/** Words for people, in the language of the call. */
export const words = z.string().min(1);

export const treeAt = z.object({ commit, tree: commit });

export const contractRef = z.object({ digest, version: z.int().min(0) });

export const unavailable = z.array(
  z.object({
    source: z.enum(['pushes', 'runs', 'reviews', 'comments', 'deployments', 'reports', 'dispatches', 'pull-requests', 'archives']),
    code,
  }),
);

export const merge = z.union([
  z.object({ state: z.literal('merged'), commit, tree: commit }),
  z.object({ state: z.enum(['waiting', 'closed']) }),
]);

export const problem = z.object({ seq: z.int().min(0), code, message: words });

/** What every command answers in place of its own shape when it could not be carried out. */
export const failure = z.object({
  error: z.object({
    code,
    message: words,
    hint: words,
    file: z.string().optional(),
    line: z.int().optional(),
    column: z.int().optional(),
    retryable: z.boolean(),
  }),
});
