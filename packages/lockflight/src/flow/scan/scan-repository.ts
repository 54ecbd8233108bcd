/**
 * All reads of a folder. Rounds: first the files that can read by themselves, then those that only know what the first ones export, until nothing new is asked for.
 */
import { join } from 'node:path';
import { importsOfText } from '../../env/scan/code/givers.ts';
import { isMinified, kindOf, mayRead } from '../../env/scan/kinds.ts';
import type { Findings } from '../../env/scan/read.ts';
import { type FileSummary, type LinkedFindings, linkSummaries, scanFile, skippedFile } from '../../env/scan/scan.ts';
import { listFiles } from './list-files.ts';
import { packagesFrom } from './packages-here.ts';
import { readText } from './read-text.ts';

export interface ScannedRepository extends Findings {
  /** Every path that git or the disk has below the folder. */
  readonly files: readonly string[];
  /** Did git list them, and search them to the end? */
  readonly byGit: boolean;
}

/** What any code that reads by itself has in it, in one way or another: the cheapest question first. */
const FIRST_WORDS = [
  'env',
  'Env',
  'ENV',
  'ConfigService',
  'configService',
  'ConfigModule',
  'runtimeConfig',
  "'effect",
  '"effect',
  'firebase-functions',
  'react-native-config',
  'class-validator',
] as const;

/** Rounds of looking at who imports whom; a chain of re-exports is seldom longer. */
const MOST_ROUNDS = 8;

/** Files that lead to files, before calls are followed again. */
const MOST_STEPS = 16;

/** `given`: summaries of files that are known already (a generated validator). `whole`: read every file whole at once, which finds the same in more time. Errors: none; what cannot be read is listed as skipped. */
export const scanRepository = async (
  root: string,
  given: (files: readonly string[]) => Promise<readonly FileSummary[]> = async () => [],
  whole = false,
): Promise<ScannedRepository> => {
  const { files, first, holding, byGit } = await listFiles(root, FIRST_WORDS);
  const known = new Set(files);
  const summaries = new Map<string, FileSummary>((await given(files)).map((summary) => [summary.file, summary]));
  const manifests = new Map<string, string>();
  const others = files.filter((file) => {
    const kind = kindOf(file);
    return kind !== undefined && kind !== 'code';
  });
  for (const file of new Set([...first.filter((each) => known.has(each)), ...others]))
    await look(root, file, summaries, manifests, mayRead, whole);
  const packages = packagesFrom(manifests);
  const asked = new Set<string>();
  const importsOf = importsIn(root);
  let found: LinkedFindings = linkSummaries(summaries, known, packages, importsOf);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const fresh = [...found.names].filter((name) => name.length > 3 && !asked.has(name));
    for (const name of fresh) asked.add(name);
    const callers = fresh.length === 0 ? [] : await holding(fresh);
    const isNew = (file: string): boolean => known.has(file) && !summaries.has(file) && kindOf(file) === 'code';
    const isLeft = (file: string): boolean => isNew(file) || summaries.get(file)?.partial === true;
    let wanted: ReadonlySet<string> = found.wanted;
    let more = new Set([...wanted].filter(isLeft).concat(callers.filter((file) => isNew(file) && found.gives(file))));
    if (more.size === 0) break;
    const words = new RegExp(`\\b(?:${fresh.map((name) => name.replace(/[^\w]/g, '\\$&')).join('|')})\\b`);
    // What they lead to is read at once: to follow all calls again is what costs.
    for (let step = 0; step < MOST_STEPS && more.size > 0; step++) {
      for (const file of more)
        await look(root, file, summaries, manifests, wanted.has(file) ? () => true : (text) => words.test(text), whole);
      wanted = found.next();
      more = new Set([...wanted].filter(isLeft));
    }
    found = linkSummaries(summaries, known, packages, importsOf);
  }
  return { files, reads: found.reads, dynamic: found.dynamic, skipped: found.skipped, byGit: byGit() };
};

/** What each file may import, read when first asked. */
const importsIn = (root: string): ((file: string) => readonly string[]) => {
  const held = new Map<string, readonly string[]>();
  return (file) => {
    const there = held.get(file);
    if (there !== undefined) return there;
    const read = kindOf(file) === 'code' ? readText(join(root, file)) : { why: 'gone' as const };
    const all = 'why' in read || isMinified(read.text) ? [] : importsOfText(read.text);
    held.set(file, all);
    return all;
  };
};

const look = async (
  root: string,
  file: string,
  summaries: Map<string, FileSummary>,
  manifests: Map<string, string>,
  worth: (text: string) => boolean,
  whole: boolean,
): Promise<void> => {
  const kind = kindOf(file);
  const known = summaries.get(file);
  if (kind === undefined || (known !== undefined && known.partial !== true)) return;
  const read = readText(join(root, file));
  if ('why' in read) {
    if (read.why !== 'gone') summaries.set(file, skippedFile(file, read.why));
    return;
  }
  if (kind === 'package') manifests.set(file, read.text);
  if (kind === 'code' && !worth(read.text)) return;
  summaries.set(file, await scanFile(file, kind, read.text, whole || known !== undefined));
};
