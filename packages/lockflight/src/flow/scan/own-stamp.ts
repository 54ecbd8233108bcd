/**
 * Which Lockflight this is, as far as a scan depends on it: an answer of another one is no answer of this one. The inode, size and times of each file tell, of the
 * bundle, or from source of the rooms that a scan goes through; none is read.
 */
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ownFolder } from '../../own-package.ts';
import { newDigest } from './digest.ts';

const BUNDLE = ['lib', 'lib/chunks'] as const;
const ROOMS = ['src/contract', 'src/env', 'src/flow/scan', 'src/flow/environment', 'src/git'] as const;
/** What stands directly in these. */
const FOLDERS = ['src', 'src/flow'] as const;
/** A team may have put another version of these in the place of the one that we ask for. The bundle holds the others. */
const LIBRARIES = ['oxc-parser', 'yaml', 'zod'] as const;
const BUNDLE_LIBRARIES = ['oxc-parser'] as const;

/** Undefined: this package does not lie on disk as it should. */
export const ownStamp = (folder: string = ownFolder()): string | undefined => {
  const published = statSync(join(folder, 'lib'), { throwIfNoEntry: false }) !== undefined;
  const facts = [process.version, process.arch, folder, stampOf(join(folder, 'package.json'))];
  for (const at of published ? BUNDLE : FOLDERS) facts.push(...stampsIn(join(folder, at), false));
  for (const at of published ? [] : ROOMS) facts.push(...stampsIn(join(folder, at), true));
  for (const library of published ? BUNDLE_LIBRARIES : LIBRARIES) facts.push(library, libraryStamp(folder, library));
  return facts.includes('') ? undefined : newDigest().update(facts.join('\0')).digest('hex');
};

const stampsIn = (folder: string, recursive: boolean): readonly string[] =>
  readdirSync(folder, { recursive, encoding: 'utf8' }).flatMap((name) => (isOwnCode(name) ? [name, stampOf(join(folder, name))] : []));

const isOwnCode = (name: string): boolean => /\.m?[jt]s$/.test(name) && !/\.(?:test|fixture)\.ts$|(?:^|[/\\])fixtures[/\\]/.test(name);

const stampOf = (path: string): string => {
  const about = statSync(path, { throwIfNoEntry: false });
  return about === undefined ? '' : `${about.ino} ${about.size} ${about.mtimeMs} ${about.ctimeMs}`;
};

/** Where Node would find it from here. Where it does not, nothing is scanned: `none` is an answer. */
const libraryStamp = (from: string, name: string): string => {
  for (let at = from; ; at = dirname(at)) {
    const stamp = stampOf(join(at, 'node_modules', name, 'package.json'));
    if (stamp !== '') return stamp;
    if (at === dirname(at)) return 'none';
  }
};
