/**
 * The crash matrix: a story in stages, each a command with what people did before it. Every stage is run once undisturbed, which shows its outside effects.
 * Then, for each effect, a copy of the world from before the stage: the command runs in a process of its own and is killed right before the effect, runs again
 * and is killed right after it, runs again to the end; and the world must be what it is undisturbed.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type AdoptedWorld, adoptedWorld, playing } from './adopted-world.fixture.ts';
import { type Command, carryOut } from './commands.fixture.ts';
import type { Dying } from './dying.fixture.ts';
import { type Fingerprint, fingerprint } from './fingerprint.fixture.ts';
import type { FrozenWorld } from './forge-world.fixture.ts';

export interface Stage {
  /** What people and pipelines do before. */
  readonly given: (world: AdoptedWorld) => Promise<unknown>;
  readonly who: string;
  readonly command: Command;
}

export interface Matrix {
  /** Every kill that happened, as `command: effect, before`. */
  readonly cases: readonly string[];
  /** Names of all effects, in the story's order. */
  readonly effects: readonly string[];
}

/** Runs the whole matrix of a story. */
export const crashMatrix = async (stages: readonly Stage[]): Promise<Matrix> => {
  const cases: string[] = [];
  const effects: string[] = [];
  await using adopted = await adoptedWorld();
  let now: FrozenWorld = await adopted.freeze();
  for (const stage of stages) {
    await using from: FrozenWorld = now;
    await using begin = await after(from, stage.given);
    const undisturbed = await run(begin, stage);
    expect(undisturbed.effects.length, `${stage.command} does something`).toBeGreaterThan(0);
    effects.push(...undisturbed.effects);
    for (const [n, effect] of undisturbed.effects.entries()) {
      const label = `${stage.command}, effect ${n} (${effect})`;
      expect(await killedAround(begin, stage, n, effect), label).toEqual(undisturbed.end);
      cases.push(`${stage.command}: ${effect}, before`, `${stage.command}: ${effect}, after`);
    }
    now = undisturbed.next;
  }
  await now[Symbol.asyncDispose]();
  return { cases, effects };
};

const after = async (frozen: FrozenWorld, given: Stage['given']): Promise<FrozenWorld> => {
  await using world = playing(await frozen.thaw());
  await world.clone('karim');
  await world.clone('recorder');
  await given(world);
  return await world.freeze();
};

const run = async (begin: FrozenWorld, stage: Stage): Promise<{ effects: readonly string[]; end: Fingerprint; next: FrozenWorld }> => {
  await using world = playing(await begin.thaw());
  const { effects, signal, code, complaint } = await process(world, stage);
  expect([signal, code], complaint).toEqual([null, 0]);
  const next = await world.freeze();
  return { effects, end: await fingerprint(world), next };
};

const killedAround = async (begin: FrozenWorld, stage: Stage, effect: number, name: string): Promise<Fingerprint> => {
  await using world = playing(await begin.thaw());
  const first = await process(world, stage, { effect, when: 'before' });
  expect([first.signal, first.effects.at(-1)], first.complaint).toEqual(['SIGKILL', name]);
  // What was done is not done again: the effect that was missing comes first.
  const second = await process(world, stage, { effect: 0, when: 'after' });
  expect([second.signal, second.effects], second.complaint).toEqual(['SIGKILL', [name]]);
  await carryOut(await world.worldOf(stage.who), stage.command, world.environmentOf(stage.who));
  return await fingerprint(world);
};

interface Ended {
  readonly effects: readonly string[];
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
  readonly complaint: string;
}

const PROGRAM = join(import.meta.dirname, 'dying.fixture.ts');

const process = async (world: AdoptedWorld, { who, command }: Stage, death?: Dying['death']): Promise<Ended> => {
  const dying: Dying = {
    directory: await world.clone(who),
    now: world.sim.clock.now().toISOString(),
    command,
    ...(death === undefined ? {} : { death }),
  };
  const env = { PATH: globalThis.process.env.PATH, HOME: globalThis.process.env.HOME, ...IDENTITY, ...world.environmentOf(who) };
  return new Promise((resolve) => {
    const child = execFile(globalThis.process.execPath, [PROGRAM, JSON.stringify(dying)], { env }, (_error, stdout, complaint) =>
      resolve({ effects: stdout.split('\n').filter((line) => line !== ''), signal: child.signalCode, code: child.exitCode, complaint }),
    );
  });
};

/** Nothing of the machine's configuration; modules are compiled once. */
const IDENTITY = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  NODE_COMPILE_CACHE: join(import.meta.dirname, '../../../../../node_modules/.cache/lockflight-crash-matrix'),
};
