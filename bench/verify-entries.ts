/**
 * A process of its own, to be pinned to one core: reads a ledger's branch, verifies it, and prints how long each took, in milliseconds: reading by the clock,
 * verifying in processor time, because that is what `openssl speed` counts in.
 */
import { availableParallelism } from 'node:os';
import { openGit } from '../packages/lockflight/src/git/open.ts';
import { gitBranchStore } from '../packages/lockflight/src/ledger/stores/git-branch.ts';
import { createVerifier } from '../packages/lockflight/src/ledger/verifier.ts';
import { verifyChain } from '../packages/lockflight/src/ledger/verify.ts';
import { LEDGER_BRANCH } from './ledger-in-git.ts';

const store = gitBranchStore({ git: await openGit(process.argv[2] ?? '.'), branch: LEDGER_BRANCH, remote: 'origin', fetch: false });
const begun = performance.now();
const { envelopes } = await store.read();
const read = performance.now() - begun;
const texts = envelopes.map((e) => e.envelope);
const again = process.cpuUsage();
const { ok, entries } = await verifyChain(texts, { verify: createVerifier(availableParallelism()) });
const { user, system } = process.cpuUsage(again);
const verified = (user + system) / 1000;
process.stdout.write(`${JSON.stringify({ ok, entries: entries.length, read, verified })}\n`);
