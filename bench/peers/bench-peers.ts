/**
 * The generated validator beside the libraries that people use today, on one schema: cold start of a whole process, warm validations, what is refused, and what
 * the error says. Their packages are pinned by this folder's own lockfile and installed only here.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BARE, median, perSecond, sideBySide, timeOf, times } from '../measure.ts';
import type { PeerRow, Row } from '../table.ts';
import { BROKEN } from './broken.ts';
import { placeWith, prepare, processOf } from './contest.ts';
import type { Contestant } from './contestants/contestant.ts';
import { CONTESTANTS } from './contestants/index.ts';
import { lockflight } from './contestants/lockflight.ts';
import { install, PACKAGES } from './install.ts';
import { qualityOf } from './quality.ts';
import { GOOD } from './schema.ts';

export interface PeerFigures {
  /** What the bars are about. */
  readonly rows: readonly Row[];
  readonly peers: readonly PeerRow[];
}

export const benchPeers = async (folder: string, runs: number): Promise<PeerFigures> => {
  await install();
  const places = new Map(CONTESTANTS.map((contestant, n) => [contestant, join(folder, `peer-${n}`)] as const));
  for (const [contestant, place] of places) await prepare(contestant, place);
  const peers: PeerRow[] = [];
  const qualities = new Map<Contestant, Awaited<ReturnType<typeof qualityOf>>>();
  for (const [contestant, place] of places) qualities.set(contestant, await qualityOf(contestant, place));
  const { empty, ...cold } = await coldStarts(places, folder, runs);
  const warm = await warmRates(places);
  for (const contestant of CONTESTANTS) {
    const { letsThrough = [], named = 0, leaks = false } = qualities.get(contestant) ?? {};
    peers.push({
      name: contestant.name,
      version: await versionOf(contestant),
      cold: rounded((cold[contestant.name] ?? 0) / (empty ?? 1), 2),
      warm: warm.get(contestant) ?? null,
      refuses: Object.keys(BROKEN).length - letsThrough.length,
      ofBroken: Object.keys(BROKEN).length,
      letsThrough,
      named: contestant.kind === 'loader' ? null : named,
      leaks: contestant.kind === 'loader' ? null : leaks,
      note: contestant.note ?? null,
    });
  }
  return { rows: [coldRow(cold[lockflight.name] ?? 0, empty ?? 0), warmRow(peers)], peers };
};

const versionOf = async ({ packageName }: Contestant): Promise<string> =>
  packageName === undefined
    ? 'this one'
    : (JSON.parse(await readFile(join(PACKAGES, packageName, 'package.json'), 'utf8')) as { version: string }).version;

const coldStarts = async (
  places: ReadonlyMap<Contestant, string>,
  folder: string,
  runs: number,
): Promise<Readonly<Record<string, number>>> => {
  const out = join(folder, 'peer-output');
  const starts: Record<string, () => Promise<number>> = {
    empty: () => timeOf(process.execPath, ['-e', ''], out, { cwd: folder, env: { ...BARE, ...GOOD } }),
  };
  for (const [contestant, place] of places) {
    const where = { ...(await placeWith(contestant, place, GOOD)), stderr: 'ignore' } as const;
    starts[contestant.name] = () => timeOf(process.execPath, contestant.start, out, where);
  }
  return sideBySide(runs, starts);
};

const warmRates = async (places: ReadonlyMap<Contestant, string>): Promise<ReadonlyMap<Contestant, number>> => {
  const libraries = [...places].filter(([{ kind }]) => kind === 'library');
  const rates = new Map<Contestant, number[]>(libraries.map(([contestant]) => [contestant, []]));
  for (let run = 0; run < 3; run++) {
    for (const [contestant, place] of libraries) {
      const { code, output } = await processOf([join(import.meta.dirname, 'warm-loop.ts'), place], { cwd: place, env: BARE });
      if (code !== 0) throw new Error(`${contestant.name} ended with ${code}:\n${output}`);
      rates.get(contestant)?.push(Number(output));
    }
  }
  return new Map([...rates].map(([contestant, taken]) => [contestant, Math.round(median(taken))]));
};

const coldRow = (ours: number, empty: number): Row => ({
  what: 'cold start of the generated validator, 40 variables, a process of its own',
  ours: `${Math.round(ours)} ms`,
  against: `${Math.round(empty)} ms: an empty Node process`,
  figure: times(ours / empty),
  bar: '<= 1.3 x',
  met: ours / empty <= 1.3,
});

const warmRow = (peers: readonly PeerRow[]): Row => {
  const ours = peers.find(({ name }) => name === lockflight.name)?.warm ?? 0;
  const [fastest] = peers.filter(({ version }) => version !== 'this one').sort((a, b) => (b.warm ?? 0) - (a.warm ?? 0));
  const theirs = fastest?.warm ?? 0;
  return {
    what: 'warm validation of the same 40 variables',
    ours: perSecond(ours),
    against: `${perSecond(theirs)}: ${fastest?.name}, the fastest peer`,
    figure: times(ours / theirs),
    bar: '>= 500,000/s, >= 1.5 x',
    met: ours >= 500_000 && ours >= 1.5 * theirs,
  };
};

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
