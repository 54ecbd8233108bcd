/** A ledger of many entries, signed, and written as the branch that the recorder writes; one `fast-import` instead of a process an entry. */
import { join } from 'node:path';
import { buildEnvelopes } from '../packages/lockflight/src/ledger/build.ts';
import { EMPTY_CHAIN } from '../packages/lockflight/src/ledger/chain.ts';
import { decodeEntry } from '../packages/lockflight/src/ledger/decode.ts';
import { generateKey } from '../packages/lockflight/src/ledger/keys.ts';
import { labelOf } from '../packages/lockflight/src/ledger/label.ts';
import { adoption, evidence, MOMENT } from '../packages/lockflight/src/ledger/ledger.fixture.ts';
import { fastImport, git } from './measure.ts';

export const LEDGER_BRANCH = 'lockflight/ledger';

/** `about`: the number of the state that the n-th entry speaks of; by default each of another one. */
export const newLedgerRepository = async (folder: string, entries: number, about: (n: number) => number = (n) => n): Promise<string> => {
  const repo = join(folder, 'ledger');
  await git(folder, 'init', '--quiet', '--bare', repo);
  const { signer, publicKey } = generateKey();
  const drafts = [adoption(publicKey), ...Array.from({ length: entries - 1 }, (_, n) => evidence('ci-check', about(n + 1)))];
  const envelopes = await buildEnvelopes(EMPTY_CHAIN, drafts, signer, MOMENT);
  await fastImport(repo, commitsOf(envelopes));
  await git(repo, 'gc', '--quiet');
  return repo;
};

function* commitsOf(envelopes: readonly string[]): Generator<string> {
  for (const [seq, envelope] of envelopes.entries()) {
    const decoded = decodeEntry(envelope, seq);
    const message = `${decoded.ok ? labelOf(decoded.entry) : 'entry'}\n\n${envelope}\n`;
    const by = `committer Lockflight recorder <recorder@lockflight.invalid> ${1_700_000_000 + seq} +0000\n`;
    yield `commit refs/heads/${LEDGER_BRANCH}\nmark :${seq + 1}\n${by}data ${Buffer.byteLength(message)}\n${message}\n${seq === 0 ? '' : `from :${seq}\n`}\n`;
  }
}
