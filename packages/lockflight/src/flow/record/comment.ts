/**
 * The verdict under the pull request: one comment, found by its marker and by who wrote it, kept up to date in place. The check run is what the forge asks for; this
 * is where people read what is missing, and get the forge's notice of it once.
 */
import type { World } from '../world.ts';
import { requireSpeaker } from './speaker.ts';

const MARKER = '<!-- lockflight:verdict -->';

/** GitHub takes 65,536 characters. */
const LONGEST = 60_000;

/** Changes nothing where it stands already. Errors: what the forge says, of who we are too: then nothing is posted. */
export const keepComment = async ({ forge }: World, pullRequest: number, words: string): Promise<void> => {
  const body = `${MARKER}\n${words.slice(0, LONGEST).trim()}`;
  // Without knowing who we are, ours would not be found, and another one be posted each time.
  const { id: me } = await requireSpeaker(forge);
  const marked = (await forge.comments(pullRequest)).filter((comment) => comment.body.startsWith(MARKER));
  // Anybody can write the marker, and who may write to the repository can change what others wrote: only one of our own counts.
  const [mine, ...doubles] = marked.filter(({ author }) => author.id === me);
  if (mine === undefined) await forge.createComment(pullRequest, body);
  else if (mine.body.trim() !== body) await forge.updateComment(mine.id, body);
  // Two recorders at once may both have found none.
  for (const { id } of doubles) await forge.removeComment(id);
};
