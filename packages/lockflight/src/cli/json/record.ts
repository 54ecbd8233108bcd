/** `adopt`, `record`, `ledger log`, `ledger show`, `ledger verify`, `ledger rotate`, `ledger revoke`: the record. */
import * as z from 'zod';
import { code, commit, digest, instant, problem, unavailable, words } from './parts.ts';

export const adopt = z.object({
  repository: z.string(),
  fingerprint: digest,
  keyLimited: z.boolean(),
  app: z.string().describe("Where the recorder's App is registered, filled in."),
  ledgerBranch: z.string(),
  archives: z.array(z.object({ environment: z.string(), ref: z.string(), commit, tree: commit })),
  protection: z.array(z.object({ branch: z.string(), enforced: z.boolean().nullable(), why: code.optional() })),
});

export const record = z.object({
  appended: z.array(z.object({ key: z.string(), type: z.string(), occurredAt: instant })),
  judged: z.array(
    z.object({
      pullRequest: z.int(),
      environment: z.string(),
      outcome: z.enum(['passed', 'blocked', 'errored', 'superseded', 'merged', 'closed', 'refused']),
    }),
  ),
  refusals: z.array(z.object({ code, what: words })),
  unavailable,
  entries: z.int().min(1),
});

const actor = z.object({
  id: z.int(),
  login: z.string(),
  kind: z.enum(['user', 'bot', 'app', 'organization', 'recorder']),
  onBehalfOf: z.string().optional(),
});
const contract = z.object({ digest, counter: z.int().min(1) });
const entry = z.object({ seq: z.int().min(0), occurredAt: instant, recordedAt: instant, actor, contract });

export const ledgerLog = z.object({
  total: z.int().min(0),
  head: commit,
  entries: z.array(entry.extend({ type: z.string(), text: words })),
  problems: z.array(problem),
});

export const ledgerShow = z.object({
  id: commit,
  verified: z.boolean(),
  signedBy: z.string(),
  text: words,
  entry: z.looseObject({ ...entry.shape, key: z.string(), body: z.looseObject({ type: z.string() }) }),
  problems: z.array(problem),
  /** The DSSE envelope, as stored. */
  envelope: z.object({
    payloadType: z.string(),
    payload: z.base64(),
    signatures: z.array(z.object({ keyid: z.string(), sig: z.base64() })).min(1),
  }),
});

export const ledgerRebuild = z.object({ file: z.string(), entries: z.int().min(1), head: commit });

const keysTurned = z.object({
  appended: z.array(z.object({ seq: z.int().min(0), key: z.string(), type: z.literal('key') })),
  inForce: z.array(digest).min(1),
});

export const ledgerRotate = keysTurned.extend({ fingerprint: digest, revoked: digest });
export const ledgerRevoke = keysTurned;

export const ledgerVerify = z.object({
  ok: z.boolean(),
  trust: z.enum(['trusted', 'untrusted', 'self-asserted']),
  entries: z.int().min(0),
  head: commit,
  root: digest.nullable(),
  problems: z.array(problem),
});
