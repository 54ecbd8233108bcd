/**
 * `npm run bench`: what README's figures come from. Everything is measured against the same work without Lockflight, in the same run, on this machine;
 * the results go to bench/results.json.
 *
 *     npm run bench                 measure
 *     npm run bench -- --full       with a history of 100,000 commits, as the bar says, instead of 20,000
 *     npm run bench -- --audit --repo DIR [--production main --staging staging]
 *                                   only the audit, of any repository; nothing is stored
 *     npm run bench -- --peers      only the generated validator beside its peers (bench/peers), the other figures stay
 *     npm run bench -- --write      and put the tables into README.md
 *     npm run bench -- --table      only the tables, from bench/results.json as it is
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchAppend } from './append.ts';
import { auditRows, benchAudit } from './audit.ts';
import { benchCheck } from './check.ts';
import { benchLedger } from './ledger-verify.ts';
import { ask, ROOT } from './measure.ts';
import { benchPeers } from './peers/bench-peers.ts';
import { benchScan } from './scan.ts';
import { type PeerRow, peersTableOf, type Results, type Row, tableOf, withTables } from './table.ts';
import { benchVerdict } from './verdict.ts';

const RESULTS = join(import.meta.dirname, 'results.json');
const README = join(ROOT, 'README.md');
const PEER_RUNS = 15;

const { values } = parseArgs({
  options: {
    full: { type: 'boolean' },
    audit: { type: 'boolean' },
    repo: { type: 'string' },
    production: { type: 'string', default: 'main' },
    staging: { type: 'string', default: 'staging' },
    peers: { type: 'boolean' },
    write: { type: 'boolean' },
    table: { type: 'boolean' },
  },
});

const stored = async (): Promise<Results> => JSON.parse(await readFile(RESULTS, 'utf8')) as Results;

const measure = async (full: boolean): Promise<Results> => {
  const [load = 0] = loadavg();
  if (load > cpus().length / 4)
    process.stderr.write(`this machine is busy (load ${load.toFixed(1)}): its figures will be worse than those of a quiet one\n`);
  const folder = await mkdtemp(join(tmpdir(), 'lockflight-bench-'));
  const rows: Row[] = [];
  const peers: PeerRow[] = [];
  const tell = (row: Row): void => {
    rows.push(row);
    process.stderr.write(`${row.what}: ${row.figure} (bar ${row.bar})\n`);
  };
  try {
    tell(await benchCheck(folder, 15));
    for (const row of await benchScan(folder, 9)) tell(row);
    for (const row of await benchAudit(folder, full ? 100_000 : 20_000, 5)) tell(row);
    for (const row of await benchLedger(folder, 20_000, 5)) tell(row);
    tell(await benchAppend(folder, 3));
    tell(await benchVerdict(folder, 10_000, 5));
    const validators = await benchPeers(folder, PEER_RUNS);
    for (const row of validators.rows) tell(row);
    peers.push(...validators.peers);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const version = (await ask('git', ['--version']))?.trim().replace('git version ', '') ?? '';
  const model = cpus()[0]?.model.trim() ?? 'unknown';
  return { machine: { cpus: cpus().length, model, node: process.versions.node, git: version, load }, full, rows, peers };
};

/** The other figures stay as they are stored: they take minutes, these take two. */
const measurePeers = async (): Promise<Results> => {
  const folder = await mkdtemp(join(tmpdir(), 'lockflight-bench-'));
  try {
    const before = await stored();
    const { rows, peers } = await benchPeers(folder, PEER_RUNS);
    const fresh = (row: Row): boolean => rows.some(({ what }) => what === row.what);
    return { ...before, rows: [...before.rows.filter((row) => !fresh(row)), ...rows], peers };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Of a repository that is there already: its figures are its own, and stand in no table. */
const measureRepository = async (repo: string): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'lockflight-bench-'));
  try {
    const rows = await auditRows(folder, { repo: resolve(repo), production: values.production, staging: values.staging }, 5);
    for (const { what, ours, against, figure, bar } of rows) process.stdout.write(`${what}: ${ours}; ${against}; ${figure} (bar ${bar})\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const measureAll = async (): Promise<void> => {
  const results =
    values.table === true ? await stored() : values.peers === true ? await measurePeers() : await measure(values.full === true);
  if (values.table !== true) await writeFile(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
  if (values.write === true || values.table === true) await writeFile(README, withTables(await readFile(README, 'utf8'), results));
  process.stdout.write(`${tableOf(results)}\n${peersTableOf(results)}\n`);
};

if (values.audit === true && values.repo === undefined) throw new Error('--audit measures a repository: --repo DIR');
await (values.repo === undefined ? measureAll() : measureRepository(values.repo));
