/**
 * The shape of every entry's body, for what comes back from a store. Bounded: what is longer than these limits was not written by a recorder.
 * Members that this version does not know are left out, not refused: a later recorder may say more.
 */
import { z } from 'zod';

export const word = z.string().min(1).max(500);
const long = z.string().max(20_000);
const objectId = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
export const hash = z.string().regex(/^[0-9a-f]{64}$/);
export const count = z.number().int().min(0);
export const instant = z
  .string()
  .max(40)
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/);
const text = z.object({ en: long, fr: long });
/** A branch's earlier commit, or nothing that is one (a branch that was created). */
const revision = z.string().max(100);
const treeRef = { tree: objectId, commit: objectId };
const tree = z.object(treeRef);
const contractText = z.string().max(512 * 1024);
const people = z
  .array(z.object({ login: word, id: count }))
  .max(5000)
  .exactOptional();
const phase = z.enum(['proposed', 'ready', 'merged', 'deployed', 'verified', 'abandoned', 'superseded', 'failed', 'ungated']);
const archive = { environment: word, ref: word, version: word, date: word, ...treeRef };
const gate = z.object({ id: word, gate: word, outcome: z.enum(['passed', 'blocked', 'errored', 'waived']), reason: text });
const run = z.object({ id: count, attempt: count, workflow: word, job: word, event: word });
const life = {
  id: word,
  environment: word,
  phase,
  pullRequest: count.exactOptional(),
  head: revision,
  base: revision,
  result: tree.exactOptional(),
  reason: text.exactOptional(),
};

export const bodySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('adoption'),
    repository: z.object({ id: count, fullName: word }),
    contractText,
    publicKey: word,
    lines: z.array(z.object({ environment: word, branch: word, ...treeRef })).max(1000),
    protection: z.array(z.object({ branch: word, enforced: z.boolean() })).max(1000),
    people,
  }),
  z.object({ type: z.literal('contract'), contractText, from: tree, people }),
  z.object({
    type: z.literal('push'),
    environment: word,
    branch: word,
    before: revision,
    how: word,
    pullRequest: count.exactOptional(),
    ...treeRef,
  }),
  z.object({
    type: z.literal('evidence'),
    kind: word,
    environment: word.exactOptional(),
    result: z.enum(['passed', 'failed', 'withdrawn', 'errored']),
    run: run.exactOptional(),
    pullRequest: count.exactOptional(),
    note: long.exactOptional(),
    url: long.exactOptional(),
    ...treeRef,
  }),
  z.object({
    type: z.literal('approval'),
    kind: word,
    result: z.enum(['approved', 'withdrawn']),
    pullRequest: count,
    review: count.exactOptional(),
    comment: count.exactOptional(),
    note: long.exactOptional(),
    ...treeRef,
  }),
  z.object({
    type: z.literal('deployment'),
    environment: word,
    deployment: count,
    via: z.literal('report').exactOptional(),
    result: z.enum(['deployed', 'failed', 'removed']),
    ...treeRef,
  }),
  z.object({ type: z.literal('archive'), ...archive }),
  z.object({
    type: z.literal('verdict'),
    step: word,
    candidate: tree,
    outcome: z.enum(['passed', 'blocked', 'errored']),
    gates: z.array(gate).max(1000),
    promotion: word.exactOptional(),
  }),
  z.object({
    type: z.literal('promotion'),
    step: word,
    candidate: tree,
    version: word.exactOptional(),
    verdict: count.exactOptional(),
    ...life,
  }),
  z.object({ type: z.literal('rollback'), target: z.object(archive), ...life }),
  z.object({
    type: z.literal('hold'),
    id: word,
    step: word,
    why: long,
    from: instant.exactOptional(),
    until: instant.exactOptional(),
    rollback: word.exactOptional(),
  }),
  z.object({ type: z.literal('hold-release'), id: word, why: long.exactOptional() }),
  z.object({ type: z.literal('waiver'), step: word, gate: word, why: long, until: instant }),
  z.object({ type: z.literal('post-mortem'), rollback: word, note: long }),
  z.object({
    type: z.literal('key'),
    action: z.enum(['rotate', 'revoke']),
    keyId: hash,
    publicKey: word.exactOptional(),
    why: long.exactOptional(),
  }),
  z.object({ type: z.literal('violation'), environment: word, code: word, class: word, reason: text, ...treeRef }),
]);
