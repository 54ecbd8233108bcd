/** From git's own words to a coded failure. Order matters: the first pattern that fits decides. */
import type { Text } from '../contract/text.ts';
import { type ExitCode, LockflightError } from '../errors.ts';
import { GIT_ERROR_CODES, type GitErrorCode } from './error-codes.ts';
import { redact } from './redact.ts';

/** The call was wrong (2) or something outside failed (3). */
const CALLERS_FAULT: ReadonlySet<GitErrorCode> = new Set([
  'not-a-repository',
  'repository-not-trusted',
  'empty-repository',
  'unknown-revision',
  'file-too-large',
  'no-identity',
  'unknown-remote',
  'insecure-remote',
]);

interface FailureDetails {
  readonly hint?: Text;
  readonly cause?: unknown;
}

/** A failure with this code; the hint is the code's own remedy unless a better one is known on the spot. */
export const codedFailure = (code: GitErrorCode, message: Text, details: FailureDetails = {}): LockflightError => {
  const exit: ExitCode = CALLERS_FAULT.has(code) ? 2 : 3;
  const hint = details.hint ?? GIT_ERROR_CODES[code].fix;
  const cause = details.cause === undefined ? {} : { cause: details.cause };
  return new LockflightError({ code, exit, message, hint, retryable: code === 'remote-unreachable', ...cause });
};

const MISSING =
  /bad object|missing (blob|tree|commit|object)|unable to read (tree|blob|object|sha1)|could not read [0-9a-f]{40}|failed to traverse parents|bad tree object|promisor remote|transport '\w+' not allowed|object file .* is empty|is corrupt|inflate|packfile .* (corrupt|cannot be accessed)|does not match index|unable to (find|unpack)|hash mismatch|garbage|not a valid object|is missing|cannot read/i;

const LOCAL: readonly (readonly [RegExp, GitErrorCode])[] = [
  [/dubious ownership/i, 'repository-not-trusted'],
  [/not a git repository|cannot change to|invalid gitfile format/i, 'not-a-repository'],
  [/empty ident|tell me who you are|unable to auto-detect email|ident name consists only|no email was given/i, 'no-identity'],
  [MISSING, 'missing-object'],
];

const REMOTE: readonly (readonly [RegExp, GitErrorCode])[] = [
  [/couldn't find remote ref|no such ref was fetched|not our ref [0-9a-f]{40}/i, 'unknown-revision'],
  [
    /authentication failed|could not read (username|password)|terminal prompts disabled|returned error: (401|403|404)|permission denied|permission to .* denied|repository .*not found|access denied|write access|http basic/i,
    'remote-refused',
  ],
  [/'[^']*' does not appear to be a git repository|no such remote|repository '[^']*' does not exist/i, 'unknown-remote'],
  [
    /could not resolve|failed to connect|couldn't connect|connection (refused|reset|timed out|closed)|timed out|too slow|unable to access|early eof|hung up|rpc failed|returned error: (429|5\d\d)|empty reply|bad line length|not valid: is this a git repository|protocol error|unexpected disconnect|ssl|tls|network is unreachable|disconnected|no route to host|invalid server response|bad packet|expected (flush|service)|unexpected (flush|response)|remote error|could not read from remote/i,
    'remote-unreachable',
  ],
];

const SUMMARY: Readonly<Record<GitErrorCode, Text>> = {
  'git-missing': { en: 'git is missing', fr: 'git est absent' },
  'not-a-repository': { en: 'not a git repository', fr: "ce n'est pas un dépôt git" },
  'repository-not-trusted': { en: 'the repository belongs to somebody else', fr: "le dépôt appartient à quelqu'un d'autre" },
  'empty-repository': { en: 'the repository has no commit yet', fr: "le dépôt n'a encore aucun commit" },
  'unknown-revision': { en: 'no such branch, tag or commit', fr: 'ni branche, ni étiquette, ni commit de ce nom' },
  'shallow-clone': { en: 'the clone is shallow', fr: 'le clone est superficiel' },
  'missing-object': { en: 'the repository lacks an object', fr: 'il manque un objet au dépôt' },
  'file-too-large': { en: 'the file is too large', fr: 'le fichier est trop gros' },
  'no-identity': { en: 'git does not know who you are', fr: 'git ne sait pas qui vous êtes' },
  'unknown-remote': { en: 'no such remote', fr: 'dépôt distant inconnu' },
  'insecure-remote': { en: 'the remote is not reached over https', fr: "le dépôt distant n'est pas joint en https" },
  'remote-refused': { en: 'the remote refused', fr: 'le dépôt distant a refusé' },
  'remote-unreachable': { en: 'the remote did not answer', fr: "le dépôt distant n'a pas répondu" },
  'git-failed': { en: 'git failed', fr: 'git a échoué' },
};

/** The lines of git's that say something: no hints, the last ones, short. */
export const lastWords = (stderr: string, secrets: readonly string[]): string =>
  redact(stderr, secrets)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('hint:'))
    .slice(-4)
    .join('; ')
    .slice(0, 600);

/** What went wrong, from what git wrote on standard error. `remote`: the call spoke to another repository. */
export const failureFrom = (stderr: string, call: { readonly remote: boolean; readonly secrets: readonly string[] }): LockflightError => {
  const patterns = call.remote ? [LOCAL[0], ...REMOTE, ...LOCAL.slice(1)] : LOCAL;
  const code = patterns.find((pair) => pair?.[0].test(stderr))?.[1] ?? 'git-failed';
  const words = lastWords(stderr, call.secrets);
  const said = words === '' ? '' : ` (git: ${words})`;
  return codedFailure(code, { en: `${SUMMARY[code].en}${said}`, fr: `${SUMMARY[code].fr}${said}` });
};
