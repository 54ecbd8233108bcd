/** Lockflight in the lockfile beside the contract, as npm or pnpm wrote it: its exact version, and the digest of its archive. */
import type { Git } from '../../git/port.ts';
import type { Locked } from '../../reference/recorder/verified.ts';
import { placeOf } from './place.ts';
import { MAX_READ, readGenerated } from './write.ts';

/** In npm's own order. */
const READERS = [
  ['npm-shrinkwrap.json', (text: string) => inNpm(text)],
  ['package-lock.json', (text: string) => inNpm(text)],
  ['pnpm-lock.yaml', (text: string) => inPnpm(text)],
] as const;

/** Errors: `generated-file-outside`, `generated-file-unwritable`, of a lockfile that leads elsewhere or cannot be read. */
export const lockedHere = (directory: string): Promise<Locked | undefined> =>
  firstOf(async (file) => readGenerated(await placeOf(directory, file), file));

/** The same of a commit. Errors: `file-too-large`, and what git says. */
export const lockedAt = (git: Git, commit: string): Promise<Locked | undefined> => firstOf((file) => git.readFile(commit, file, MAX_READ));

const firstOf = async (textOf: (file: string) => Promise<string | undefined>): Promise<Locked | undefined> => {
  for (const [file, read] of READERS) {
    const text = await textOf(file);
    const found = text === undefined ? undefined : read(text);
    if (found !== undefined) return { file, ...found };
  }
  return undefined;
};

type Found = Omit<Locked, 'file'>;

/** What is not as npm writes it is not there. Of several digests the one of sha512 is meant. */
const inNpm = (text: string): Found | undefined => {
  const { version, integrity } = lockedIn(text)?.packages?.['node_modules/lockflight'] ?? {};
  if (typeof version !== 'string') return undefined;
  const digest = typeof integrity === 'string' ? integrity.split(' ').find((each) => SHA512.test(each)) : undefined;
  return { version, ...(digest === undefined ? {} : { integrity: digest }) };
};

interface NpmLock {
  readonly packages?: Readonly<Record<string, { readonly version?: unknown; readonly integrity?: unknown }>>;
}

const lockedIn = (text: string): NpmLock | undefined => {
  try {
    return JSON.parse(text) as NpmLock;
  } catch {
    return undefined;
  }
};

const SHA512 = /^sha512-[A-Za-z0-9+/]{86}==$/;

/** A lockfile is megabytes of YAML, of which two lines matter: `  lockflight@0.1.0:` (older: `/lockflight@0.1.0`) and its resolution. */
const inPnpm = (text: string): Found | undefined => {
  const entry =
    /^ {2}'?\/?lockflight@([0-9A-Za-z.+-]+)'?:\n {4}resolution: \{(?:[^}\n]*\b)?integrity: (sha512-[A-Za-z0-9+/]{86}==)[,}]/m.exec(text);
  return entry?.[1] === undefined || entry[2] === undefined ? undefined : { version: entry[1], integrity: entry[2] };
};
