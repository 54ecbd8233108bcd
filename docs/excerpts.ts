/**
 * README shows what the commands really print: each of its blocks is an excerpt of docs/transcript.txt, the recorded story of `npm start -- --once`.
 *
 *     <!-- transcript: karim $ lockflight promote staging production --wait -->
 *
 * names a command of the story by its first line, as it was typed; the block below it holds that command and its output.
 */
const BLOCK = /(<!-- transcript: (.+?) -->\n```text\n)([\s\S]*?)(```)/g;
/** Who types, and what: a line of the story that begins a command. */
const PROMPT = /^[a-z][\w-]* \$ /;

/** The first line of every command of the story, in order. */
export const promptsOf = (transcript: string): readonly string[] => transcript.split('\n').filter((line) => PROMPT.test(line));

/** The command that begins with this line, and all it printed; the last of that name, which is the one where everything was in place. */
export const excerptOf = (transcript: string, prompt: string): string => {
  const lines = transcript.split('\n');
  const at = lines.indexOf(prompt);
  if (at === -1) throw new Error(`docs/transcript.txt has no command "${prompt}"`);
  const end = lines.findIndex((line, i) => i > at && line !== '' && !line.startsWith(' '));
  return `${lines
    .slice(at, end === -1 ? undefined : end)
    .join('\n')
    .trimEnd()}\n`;
};

/** `text` with every block as the transcript has it now. */
export const withExcerpts = (text: string, transcript: string): string =>
  text.replace(BLOCK, (_, head: string, prompt: string, _old: string, tail: string) => head + excerptOf(transcript, prompt) + tail);

/**
 * What stays the same each time the story is told: which commands are typed by whom, and which gate ends how. Ids, dates and durations do not.
 */
export const skeletonOf = (transcript: string): readonly string[] =>
  transcript.split('\n').flatMap((line) => {
    const gate = /^ {4}(passed|blocked|errored|waived) +([a-z-]+)/.exec(line);
    if (gate !== null) return [`  ${gate[1]} ${gate[2]}`];
    return PROMPT.test(line) ? [line.replaceAll(/\b[0-9a-f]{7,64}\b/g, 'ID')] : [];
  });
