/**
 * The embedded world: koomy on a forge on this machine, and its story with the real commands and their real output. It then stays up, with a recorder and a pipeline
 * that go on working, so that the story can be continued by hand.
 */
import { join } from 'node:path';
import type { Invocation } from '../cli/command.ts';
import type { Paint } from '../cli/paint.ts';
import type { Language } from '../contract/text.ts';
import { examplesFolder } from '../own-package.ts';
import { type Files, filesBelow } from './files.ts';
import { keepGoing } from './keep-going.ts';
import { asTold, newNarrator, type Told } from './narrator.ts';
import { newPipeline } from './pipeline.ts';
import { openStage } from './stage.ts';
import { adoption } from './story/adoption.ts';
import { aroundTheGates } from './story/around.ts';
import { livePast } from './story/before.ts';
import { boundaries } from './story/boundaries.ts';
import { candidate } from './story/candidate.ts';
import { ending } from './story/ending.ts';
import { environments } from './story/environments.ts';
import { newcomer } from './story/newcomer.ts';
import { prerequisites } from './story/prerequisites.ts';
import { promotion } from './story/promotion.ts';
import { badRelease } from './story/rollback.ts';
import { newTale } from './tale.ts';

const EXAMPLES = examplesFolder();
/** How long the story lasts; it begins that long ago, so that it ends now. */
const STORY = 9 * 3_600_000;

const CHAPTERS = [
  newcomer,
  environments,
  adoption,
  boundaries,
  prerequisites,
  candidate,
  promotion,
  aroundTheGates,
  badRelease,
  ending,
] as const;

export interface DemoOptions {
  readonly main: Invocation['again'];
  readonly language: Language;
  readonly paint: Paint;
  readonly colour: boolean;
  readonly once: boolean;
  readonly port?: number;
  readonly now: () => Date;
  readonly write: (words: string) => void;
  /** Ends the world that stays up. */
  readonly stop: AbortSignal;
}

export interface DemoEnding {
  readonly ok: boolean;
  readonly chapters: readonly Told[];
}

export const runDemo = async (options: DemoOptions): Promise<DemoEnding> => {
  const narrator = newNarrator(options.write, options.paint, options.language);
  const stage = await openStage({
    main: options.main,
    language: options.language,
    colour: options.colour,
    startsAt: new Date(options.now().getTime() - STORY),
    owner: 'koomy',
    name: 'koomy',
    files: (await filesBelow(join(EXAMPLES, 'koomy'))) as Files,
    people: ['octocat', 'amina', 'karim', 'sara'],
    agents: ['koomy-agent'],
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  const pipeline = newPipeline(stage);
  try {
    await livePast(stage);
    const tale = newTale(stage, pipeline, narrator);
    for (const chapter of CHAPTERS) await chapter(tale);
    stage.sim.clock.set(options.now());
    const ok = asTold(narrator.told);
    if (!options.once && !options.stop.aborted)
      await keepGoing({ stage, pipeline, write: options.write, paint: options.paint, language: options.language, stop: options.stop });
    return { ok, chapters: narrator.told };
  } finally {
    await pipeline.stop();
    await stage.close();
  }
};
