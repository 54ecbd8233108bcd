/**
 * After the story: the world stays up. A recorder looks every few seconds, as its workflow would, and the pipeline tests and deploys what is pushed; the reader is
 * told how to go on by hand.
 */

import { relative } from 'node:path';
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
    await up.stage.lockflight('recorder', 'record');
  }
};

const headOf = async (stage: Stage, where: Where): Promise<string> =>
  (await stage.git('recorder', 'rev-parse', `refs/remotes/origin/${where === 'staging' ? 'staging' : 'main'}`)).output.trim();

const playPipeline = async ({ stage, pipeline }: StayingUp, seen: Map<Where, string>): Promise<void> => {
  for (const where of ['staging', 'production'] as const) {
    const head = await headOf(stage, where);
    if (head === seen.get(where)) continue;
    seen.set(where, head);
    await pipeline.check(head, where === 'staging' ? 'staging' : 'main');
    await pipeline.deploy(head, where);
  }
};

const invitation = ({ stage, paint, language }: StayingUp): readonly string[] => {
  const fr = language === 'fr';
  const clone = (who: string): string => stage.cloneOf(who);
  const here = relative(process.cwd(), stage.folder).startsWith('..') ? stage.folder : relative(process.cwd(), stage.folder);
  const command = (who: string, words: string): string => `  GITHUB_TOKEN=${stage.tokenOf(who)} npx lockflight -C ${here}/${who} ${words}`;
  return [
    '',
    paint('strong', fr ? 'Le monde reste ouvert. À vous :' : 'The world stays up. Your turn:'),
    '',
    `  ${fr ? 'forge' : 'forge'}      ${stage.sim.apiUrl}/repos/${stage.repository}`,
    `  ${fr ? 'clones' : 'clones'}     ${['octocat', 'amina', 'karim', 'sara'].map((w) => clone(w).slice(stage.folder.length + 1)).join(', ')} ${fr ? 'dans' : 'in'} ${stage.folder}`,
    '',
    fr ? 'Ce qui tourne, ce qui attend :' : 'What runs, what waits:',
    command('octocat', 'status'),
    '',
    fr ? 'Une feature de plus, et ce qui lui manque :' : 'One more feature, and what it lacks:',
    `  cd ${clone('sara')} && git fetch -q && git checkout -q -B staging origin/staging`,
    `  echo ok > docs/features/x.md && git add . && git commit -qm x && git push -q origin staging; cd -`,
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
