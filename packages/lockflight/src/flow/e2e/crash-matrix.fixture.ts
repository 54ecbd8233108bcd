/**
 * The crash matrix: a story in stages, each a command with what people did before it. Every stage is run once undisturbed, which shows its outside effects.
 * Then, for each effect, a copy of the world from before the stage: the command runs in a process of its own and is killed right before the effect, runs again
 * and is killed right after it, runs again to the end; and the world must be what it is undisturbed.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { expect } from 'vitest';
import { newFolder } from '../../git/repository.fixture.ts';
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

/** One file instead of two hundred to read, compiled once: there are dozens of these processes. */
const bundled = async (folder: string): Promise<Program> => {
  const file = join(folder, 'dying.mjs');
  const bundle = await rolldown({ input: join(import.meta.dirname, 'dying.fixture.ts'), platform: 'node' });
  await bundle.write({ file, format: 'esm', codeSplitting: false });
  await bundle.close();
  return { file, compiled: join(folder, 'compiled') };
};

/** Runs the whole matrix of a story. */
export const crashMatrix = async (stages: readonly Stage[]): Promise<Matrix> => {
  const cases: string[] = [];
  const effects: string[] = [];
  await using folder = await newFolder();
  const program = await bundled(folder.dir);
  await using adopted = await adoptedWorld();
  let now: FrozenWorld = await adopted.freeze();
  for (const stage of stages) {
    await using from: FrozenWorld = now;
    await using begin = await after(from, stage.given);
    const undisturbed = await run(program, begin, stage);
    expect(undisturbed.effects.length, `${stage.command} does something`).toBeGreaterThan(0);
    effects.push(...undisturbed.effects);
    for (const [n, effect] of undisturbed.effects.entries()) {
      const label = `${stage.command}, effect ${n} (${effect})`;
      expect(await killedAround(program, begin, stage, n, effect), label).toEqual(undisturbed.end);
      cases.push(`${stage.command}: ${effect}, before`, `${stage.command}: ${effect}, after`);
    }
    now = undisturbed.next;
  }
  await now[Symbol.asyncDispose]();
  return { cases, effects };
};

interface Program {
  readonly file: string;
  readonly compiled: string;
}

const after = async (frozen: FrozenWorld, given: Stage['given']): Promise<FrozenWorld> => {
  await using world = playing(await frozen.thaw());
  await world.clone('karim');
  await world.clone('recorder');
  await given(world);
  return await world.freeze();
};

const run = async (
  program: Program,
  begin: FrozenWorld,
  stage: Stage,
): Promise<{ effects: readonly string[]; end: Fingerprint; next: FrozenWorld }> => {
  await using world = playing(await begin.thaw());
  const { effects, signal, code, complaint } = await process(program, world, stage);
  expect([signal, code], complaint).toEqual([null, 0]);
  const next = await world.freeze();
  return { effects, end: await fingerprint(world), next };
};

const killedAround = async (program: Program, begin: FrozenWorld, stage: Stage, effect: number, name: string): Promise<Fingerprint> => {
  await using world = playing(await begin.thaw());
  const first = await process(program, world, stage, { effect, when: 'before' });
  expect([first.signal, first.effects.at(-1)], first.complaint).toEqual(['SIGKILL', name]);
  // What was done is not done again: the effect that was missing comes first.
  const second = await process(program, world, stage, { effect: 0, when: 'after' });
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

const process = async (program: Program, world: AdoptedWorld, { who, command }: Stage, death?: Dying['death']): Promise<Ended> => {
  const dying: Dying = {
    directory: await world.clone(who),
    now: world.sim.clock.now().toISOString(),
    command,
    ...(death === undefined ? {} : { death }),
  };
  const { PATH, HOME } = globalThis.process.env;
  const env = { PATH, HOME, ...NO_CONFIGURATION, NODE_COMPILE_CACHE: program.compiled, ...world.environmentOf(who) };
  return new Promise((resolve) => {
    const child = execFile(globalThis.process.execPath, [program.file, JSON.stringify(dying)], { env }, (_error, stdout, complaint) =>
      resolve({ effects: stdout.split('\n').filter((line) => line !== ''), signal: child.signalCode, code: child.exitCode, complaint }),
    );
  });
};

/** Of the machine's own. */
const NO_CONFIGURATION = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
