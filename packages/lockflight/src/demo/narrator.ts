/**
 * Tells the story in the terminal: chapters, a sentence or two, the command that is typed and what it answers. Keeps what was run, so that the whole
 * can be checked and given as JSON.
 */

import type { Paint } from '../cli/paint.ts';
import { wrap } from '../cli/wrap.ts';
import { inLanguage, type Language, type Text } from '../contract/text.ts';

export interface ToldCommand {
  readonly who: string;
  readonly command: string;
  readonly exit: number;
  readonly expected: number;
  /** As it was printed, without colours unless the story has them. */
  readonly output: string;
}

export interface Told {
  readonly chapter: string;
  readonly commands: ToldCommand[];
}

export interface Narrator {
  readonly language: Language;
  readonly told: readonly Told[];
  chapter(title: Text): void;
  say(words: Text): void;
  /** A command of `who`, its output, and whether it ended as the story says. */
  ran(who: string, command: string, outcome: { readonly exit: number; readonly expected: number; readonly output: string }): void;
}

const WIDTH = 80;

export const newNarrator = (write: (words: string) => void, paint: Paint, language: Language): Narrator => {
  const told: Told[] = [];
  const line = (words = ''): void => write(`${words}\n`);
  return {
    language,
    told,
    chapter: (title) => {
      const words = inLanguage(title, language);
      told.push({ chapter: words, commands: [] });
      line();
      line(
        paint('strong', `${'~'.repeat(4)} ${told.length}. ${words} ${'~'.repeat(Math.max(4, WIDTH - words.length - 10))}`.slice(0, WIDTH)),
      );
      line();
    },
    say: (words) => {
      for (const each of wrap(inLanguage(words, language), WIDTH)) line(each);
      line();
    },
    ran: (who, command, { exit, expected, output }) => {
      told.at(-1)?.commands.push({ who, command, exit, expected, output });
      const [first = '', ...rest] = wrap(command, WIDTH - who.length - 4, '  ');
      line(`${paint('quiet', who)} $ ${paint('strong', first)}`);
      for (const each of rest) line(`${' '.repeat(who.length + 3)}${paint('strong', each)}`);
      for (const each of output.replace(/\n+$/, '').split('\n')) if (output.trim() !== '') line(each);
      if (exit !== expected) line(paint('bad', `  exit ${exit}, ${expected} expected`));
      line();
    },
  };
};

/** Did every command end as the story says? */
export const asTold = (told: readonly Told[]): boolean => told.every((chapter) => chapter.commands.every((c) => c.exit === c.expected));
