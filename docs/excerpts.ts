/**
 * README shows what the commands really print: each of its blocks is an excerpt of docs/transcript.txt, which holds every command of the story that
 * `npm start -- --once` tells, with its output two columns in.
 *
 *     <!-- transcript: karim $ lockflight promote staging production --wait -->
 *
 * names a command as it stands there (the first time, when it is typed twice); the block below it holds that command and its output.
 */
const BLOCK = /(<!-- transcript: (.+?) -->\n```text\n)([\s\S]*?)(```)/g;
/** Who types, and what: a line that begins a command. */
const PROMPT = /^[a-z][\w-]* \$ /;

export interface ToldChapter {
  readonly chapter: string;
  readonly commands: readonly { readonly who: string; readonly command: string; readonly output: string }[];
}

export const transcriptOf = (chapters: readonly ToldChapter[]): string =>
  chapters
    .flatMap(({ chapter, commands }, i) => [
      `# ${i + 1}. ${chapter}\n`,
      ...commands.map(({ who, command, output }) =>
        [`${who} $ ${command}`, ...output.trimEnd().split('\n')]
          .map((line, n) => (n === 0 || line === '' ? line : `  ${line}`))
          .concat('')
          .join('\n'),
      ),
    ])
    .join('\n');

/** The first line of every command of the story, in order. */
export const promptsOf = (transcript: string): readonly string[] => transcript.split('\n').filter((line) => PROMPT.test(line));

/** The command that begins with this line, and all it printed, at the margin. */
export const excerptOf = (transcript: string, prompt: string): string => {
  const lines = transcript.split('\n');
  const at = lines.indexOf(prompt);
  if (at === -1) throw new Error(`docs/transcript.txt has no command "${prompt}"`);
  const end = lines.findIndex((line, i) => i > at && line !== '' && !line.startsWith('  '));
  const output = lines.slice(at + 1, end === -1 ? undefined : end).map((line) => line.slice(2));
  return `${[prompt, ...output].join('\n').trimEnd()}\n`;
};

/** `text` with every block as the transcript has it now. */
export const withExcerpts = (text: string, transcript: string): string =>
  text.replace(BLOCK, (_, head: string, prompt: string, _old: string, tail: string) => head + excerptOf(transcript, prompt) + tail);

const FRENCH: Readonly<Record<string, string>> = { franchie: 'passed', bloquée: 'blocked', erreur: 'errored', levée: 'waived' };

/**
 * What stays the same each time the story is told, in either language: which commands are typed by whom, and which gate ends how. Ids, dates
 * and durations do not.
 */
export const skeletonOf = (transcript: string): readonly string[] =>
  transcript.split('\n').flatMap((line) => {
    const [, outcome, gate] = /^ {4}(passed|blocked|errored|waived|franchie|bloquée|erreur|levée) +([a-z-]+)/.exec(line) ?? [];
    if (outcome !== undefined) return [`  ${FRENCH[outcome] ?? outcome} ${gate}`];
    return PROMPT.test(line) ? [line.replaceAll(/\b[0-9a-f]{7,64}\b/g, 'ID')] : [];
  });
