/**
 * After the story: the world stays up. A recorder looks every few seconds, as its workflow would, and the pipeline tests and deploys what is pushed; the reader is
 * told how to go on by hand.
 */

import { setTimeout as delay } from 'node:timers/promises';
import type { Paint } from '../cli/paint.ts';
import type { Language } from '../contract/text.ts';
import type { Pipeline, Where } from './pipeline.ts';
import type { Stage } from './stage.ts';

export interface StayingUp {
  readonly stage: Stage;
  readonly pipeline: Pipeline;
  readonly write: (words: string) => void;
  readonly paint: Paint;
  readonly language: Language;
  readonly stop: AbortSignal;
}

const EVERY = 3000;

export const keepGoing = async (up: StayingUp): Promise<void> => {
  up.write(`${invitation(up).join('\n')}\n`);
  const seen = new Map<Where, string>();
  for (const where of ['staging', 'production'] as const) seen.set(where, await headOf(up.stage, where));
  while (!up.stop.aborted) {
    await delay(EVERY, undefined, { signal: up.stop }).catch(() => undefined);
    if (up.stop.aborted) return;
    await playPipeline(up, seen);
    await up.stage.lockflight('recorder', ['record']);
  }
};

const headOf = async (stage: Stage, where: Where): Promise<string> =>
  (await stage.read('recorder', 'rev-parse', `refs/remotes/origin/${where === 'staging' ? 'staging' : 'main'}`)).trim();

const playPipeline = async ({ stage, pipeline }: StayingUp, seen: Map<Where, string>): Promise<void> => {
  for (const where of ['staging', 'production'] as const) {
    const head = await headOf(stage, where);
    if (head === seen.get(where)) continue;
    seen.set(where, head);
    await pipeline.check(head, where === 'staging' ? 'staging' : 'main');
    await pipeline.deploy(head, where);
  }
};

/** Lines to paste, at most 80 columns wide: what is long is named first. */
export const invitation = ({ stage, paint, language }: Pick<StayingUp, 'stage' | 'paint' | 'language'>): readonly string[] => {
  const fr = language === 'fr';
  const people = ['octocat', 'amina', 'karim', 'sara'];
  const command = (who: string, words: string): string => `  GITHUB_TOKEN=$${who} npx lockflight -C $W/${who} ${words}`;
  return [
    '',
    paint('strong', fr ? 'Le monde reste ouvert. À vous :' : 'The world stays up. Your turn:'),
    '',
    `  forge  ${stage.sim.apiUrl}/repos/${stage.repository}`,
    '',
    fr
      ? "D'abord, dans un autre terminal, la langue, les clones et les jetons :"
      : 'First, in another terminal, the language, the clones and the tokens:',
    `  export LOCKFLIGHT_LANG=${language}`,
    `  W=${stage.folder}`,
    ...people.map((who) => `  ${who}=${stage.tokenOf(who)}`),
    '',
    fr ? 'Ce qui tourne, ce qui attend :' : 'What runs, what waits:',
    command('octocat', 'status'),
    '',
    fr ? 'Une feature de plus, et ce qui lui manque :' : 'One more feature, and what it lacks:',
    '  git -C $W/sara fetch -q',
    '  git -C $W/sara checkout -q -B staging origin/staging',
    '  echo ok > $W/sara/docs/features/x.md',
    '  git -C $W/sara add . && git -C $W/sara commit -qm x',
    '  git -C $W/sara push -q origin staging',
    command('karim', 'verdict staging production'),
    command('karim', 'promote staging production'),
    command('amina', 'approve feature-validation'),
    '',
    fr ? 'Le registre, vérifié depuis un clone :' : 'The ledger, verified from a clone:',
    command('amina', 'ledger verify --fetch'),
    '',
    fr
      ? 'Un greffier regarde toutes les 3 secondes, un pipeline teste et déploie.\nCtrl-C termine tout.'
      : 'A recorder looks every 3 seconds; a pipeline tests and deploys what is\npushed. Ctrl-C ends it all.',
  ];
};
