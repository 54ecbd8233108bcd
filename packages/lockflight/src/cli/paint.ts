import { styleText } from 'node:util';

export type Tone = 'good' | 'bad' | 'doubt' | 'quiet' | 'strong';

/** Colour only adds: without it, every word is still there. */
export type Paint = (tone: Tone, words: string) => string;

const STYLES = { good: 'green', bad: 'red', doubt: 'yellow', quiet: 'dim', strong: 'bold' } as const;

/** No colour at all: for NO_COLOR, pipes and tests. */
export const plain: Paint = (_tone, words) => words;

export const coloured: Paint = (tone, words) => styleText(STYLES[tone], words, { validateStream: false });
