/** How the words of a workflow file are put down: comments at most 100 columns wide, and texts that no character breaks out of. */
import { inLanguage, type Language, type Text } from '../../contract/text.ts';

const WIDTH = 100;

export const workflowWriter = (language: Language) => ({
  /** Lines of a comment, in the contract's language. */
  about: (words: Text, indent = 0): readonly string[] => {
    const before = `${' '.repeat(indent)}# `;
    const lines: string[] = [];
    let line = '';
    for (const word of inLanguage(words, language).split(' ')) {
      if (line !== '' && before.length + line.length + 1 + word.length > WIDTH) {
        lines.push(before + line);
        line = '';
      }
      line = line === '' ? word : `${line} ${word}`;
    }
    return [...lines, before + line];
  },
  /** JSON is YAML; GitHub reads an expression wherever one stands, so that none may. */
  quoted: (words: string): string => JSON.stringify(words.replaceAll('${{', '$ {{')),
  lines: (...each: readonly string[]): string => `${each.join('\n')}\n`,
});

/** `${{ words }}`: what GitHub puts in place before anything runs. Never in a script. */
export const expression = (words: string): string => `\${{ ${words} }}`;
