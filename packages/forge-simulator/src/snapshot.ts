/**
 * A forge as it is at one moment, to start others from: the repositories' folders are copied, and so is everything that is kept in memory. Ids, tokens and
 * the time go on from there; faults, requests and locks do not. Taken while nothing is being asked of the forge.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Processes } from './git/processes.ts';
import { writeHooks } from './transfer/update-hook.ts';
import { Faults } from './web/faults.ts';
import { makeLock } from './world/lock.ts';
import type { World } from './world/world.ts';

export interface Snapshot extends AsyncDisposable {
  readonly world: World;
}

/** The world of a new forge, in an empty folder. */
export const worldFrom = async (source: World, folder: string): Promise<World> => {
  await cp(join(source.folder, 'repositories'), join(folder, 'repositories'), { recursive: true });
  await writeHooks(folder);
  const processes = new Processes();
  const known = new Map<unknown, unknown>([
    [source.clock, source.clock.copy()],
    [source.processes, processes],
    [source.faults, new Faults()],
    [source.requests, []],
  ]);
  const dirOf = (dir: string): string => join(folder, 'repositories', basename(dir));
  for (const { git, lock, memory, dir } of source.repositories.values()) {
    known
      .set(git, processes.in(dirOf(dir)))
      .set(lock, makeLock())
      .set(memory, new Map());
  }
  const world = { ...copyOf(source, known), folder };
  for (const repository of world.repositories.values()) Object.assign(repository, { dir: dirOf(repository.dir) });
  return world;
};

export const takeSnapshot = async (source: World): Promise<Snapshot> => {
  const folder = await mkdtemp(join(tmpdir(), 'forge-snapshot-'));
  return {
    world: await worldFrom(source, folder),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
};

/** Maps, sets, lists, dates and plain objects, each copied once however often it is referred to; functions and bytes are shared. */
const copyOf = <T>(value: T, known: Map<unknown, unknown>): T => {
  if (typeof value !== 'object' || value === null) return (known.get(value) ?? value) as T;
  const copied = known.get(value);
  if (copied !== undefined) return copied as T;
  const fill = <C>(copy: C, put: (copy: C) => void): C => {
    known.set(value, copy);
    put(copy);
    return copy;
  };
  if (value instanceof Date) return new Date(value) as T;
  if (value instanceof Map)
    return fill(new Map(), (copy) => {
      for (const [key, item] of value) copy.set(copyOf(key, known), copyOf(item, known));
    }) as T;
  if (value instanceof Set)
    return fill(new Set(), (copy) => {
      for (const item of value) copy.add(copyOf(item, known));
    }) as T;
  if (Array.isArray(value))
    return fill([] as unknown[], (copy) => {
      for (const item of value) copy.push(copyOf(item, known));
    }) as T;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return fill({}, (copy) => {
    for (const [key, item] of Object.entries(value)) Object.assign(copy, { [key]: copyOf(item, known) });
  }) as T;
};
