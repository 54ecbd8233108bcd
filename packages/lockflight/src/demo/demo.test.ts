/** The story is a test: every command of it ends as told, in French too, and nothing that must stay secret is said. */
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { skeletonOf, transcriptOf } from '../../../../docs/excerpts.ts';
import { main } from '../cli/main.ts';
import { plain } from '../cli/paint.ts';
import { runDemo } from './demo.ts';

// A hundred commands and a server a deployment: on a machine with other work, more than a test's usual time.
test('the story ends as it is told, and leaves nothing behind', async () => {
  let said = '';
  const ending = await runDemo({
    main,
    language: 'fr',
    paint: plain,
    colour: false,
    once: true,
    now: () => new Date(),
    write: (words) => {
      said += words;
    },
    stop: new AbortController().signal,
  });
  const wrong = ending.chapters.flatMap((c) => c.commands.filter((each) => each.exit !== each.expected));
  expect(wrong).toEqual([]);
  expect(ending.ok).toBe(true);
  expect(ending.chapters).toHaveLength(10);
  expect(ending.chapters.every((c) => c.commands.length > 0)).toBe(true);
  // What README quotes is this story: the same people, the same commands, the same gates.
  const recorded = readFileSync(new URL('../../../../docs/transcript.txt', import.meta.url), 'utf8');
  expect(skeletonOf(transcriptOf(ending.chapters))).toEqual(skeletonOf(recorded));
  for (const secret of ['made-up', 'made_up', 'MC4CAQ', 'ghp_', 'ghs_', '5a5a5a', 'undefined', '[object'])
    expect(said).not.toContain(secret);
  const folder = /lockflight-demo-\w+/.exec(said)?.[0];
  expect(readdirSync(tmpdir()).filter((name) => name === folder)).toEqual([]);
}, 400_000);
