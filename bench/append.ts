/** 200 entries appended over HTTP by 8 writers that get in each other's way, against as many plain pushes by one who is alone. */
import { devNull } from 'node:os';
import { join } from 'node:path';
import { serveGit } from '../packages/lockflight/src/git/git-server.fixture.ts';
import { openGit } from '../packages/lockflight/src/git/open.ts';
import { type AppendContext, appendEntries, createLedger } from '../packages/lockflight/src/ledger/append.ts';
import { generateKey } from '../packages/lockflight/src/ledger/keys.ts';
import { adoption, evidence } from '../packages/lockflight/src/ledger/ledger.fixture.ts';
import { gitBranchStore } from '../packages/lockflight/src/ledger/stores/git-branch.ts';
import { createVerifier } from '../packages/lockflight/src/ledger/verifier.ts';
import { LEDGER_BRANCH } from './ledger-in-git.ts';
import { git, median, seconds, times } from './measure.ts';
import type { Row } from './table.ts';

const WRITERS = 8;
const EACH = 25;

const context = {
  now: () => new Date().toISOString(),
  sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
  random: Math.random,
};

export const benchAppend = async (folder: string, runs: number): Promise<Row> => {
  const [writers, alone]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    writers.push(await manyWriters(join(folder, `append-${run}`)));
    alone.push(await plainPushes(join(folder, `push-${run}`)));
  }
  const ratio = median(writers) / median(alone);
  return {
    what: `appending ${WRITERS * EACH} entries over HTTP, ${WRITERS} writers at once`,
    ours: seconds(median(writers)),
    against: `${seconds(median(alone))}: ${WRITERS * EACH} plain \`git push\` by one writer`,
    figure: times(ratio),
    bar: '<= 2 x',
    met: ratio <= 2,
  };
};

const cloneOf = async (dir: string, name: string, url: string): Promise<string> => {
  const clone = join(dir, name);
  await git(dir, 'init', '--quiet', clone);
  await git(clone, 'remote', 'add', 'origin', url);
  return clone;
};

const newRemote = async (dir: string): Promise<void> => {
  await git('.', 'init', '--quiet', '--bare', '--initial-branch=main', dir);
  await git(dir, 'config', 'http.receivepack', 'true');
  // A repository that somebody would adopt has something in it.
  const tree = await git(dir, 'hash-object', '-t', 'tree', '-w', devNull);
  await git(dir, 'update-ref', 'refs/heads/main', await git(dir, 'commit-tree', '-m', 'Begin', tree));
};

const manyWriters = async (dir: string): Promise<number> => {
  await newRemote(dir);
  await using server = await serveGit(dir);
  const { signer, publicKey } = generateKey();
  const stores = await Promise.all(
    Array.from({ length: WRITERS }, async (_, n) =>
      gitBranchStore({
        git: await openGit(await cloneOf(dir, `writer-${n}`, server.url)),
        branch: LEDGER_BRANCH,
        remote: 'origin',
        fetch: true,
      }),
    ),
  );
  const [first] = stores;
  if (first !== undefined) await createLedger(first, signer, [adoption(publicKey)], context);
  const begun = performance.now();
  await Promise.all(
    stores.map(async (store, writer) => {
      const verify = createVerifier();
      let before: Pick<AppendContext, 'chain' | 'head'> = {};
      for (let n = 0; n < EACH; n++) {
        const drafts = [evidence('ci-check', writer * EACH + n)];
        const { chain, head } = await appendEntries(store, signer, drafts, { ...context, verify, ...before });
        before = head === undefined ? { chain } : { chain, head };
      }
    }),
  );
  const took = performance.now() - begun;
  const commits = Number(await git(dir, 'rev-list', '--count', LEDGER_BRANCH));
  if (commits !== WRITERS * EACH + 1) throw new Error(`${commits} entries in the ledger, not ${WRITERS * EACH + 1}`);
  return took;
};

const plainPushes = async (dir: string): Promise<number> => {
  await newRemote(dir);
  await using server = await serveGit(dir);
  const clone = await cloneOf(dir, 'writer', server.url);
  const begun = performance.now();
  for (let n = 0; n < WRITERS * EACH; n++) {
    await git(clone, 'commit', '--quiet', '--allow-empty', '-m', `entry ${n}`);
    await git(clone, 'push', '--quiet', 'origin', `HEAD:refs/heads/${LEDGER_BRANCH}`);
  }
  return performance.now() - begun;
};
