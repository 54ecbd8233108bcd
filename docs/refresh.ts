/** `npm run docs`: tells the story once more, keeps it as docs/transcript.txt, and puts its excerpts into README.md. */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ToldChapter, transcriptOf, withExcerpts } from './excerpts.ts';

const TRANSCRIPT = join(import.meta.dirname, 'transcript.txt');
const README = join(import.meta.dirname, '../README.md');
const BIN = join(import.meta.dirname, '../packages/lockflight/bin/lockflight.js');

const { stdout } = await promisify(execFile)(process.execPath, [BIN, 'demo', '--once', '--lang', 'en', '--json'], { maxBuffer: 1 << 24 });
const transcript = transcriptOf((JSON.parse(stdout) as { readonly chapters: readonly ToldChapter[] }).chapters);
await writeFile(TRANSCRIPT, transcript);
await writeFile(README, withExcerpts(await readFile(README, 'utf8'), transcript));
process.stdout.write('docs/transcript.txt and the excerpts in README.md are as the commands print them now\n');
