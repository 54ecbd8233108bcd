/**
 * The environment that git runs in: the caller's own, without what could change the answer or give something away.
 *
 * - GIT_DIR and its like (set when we run from a hook) would override the repository that was named.
 * - Traces could print the token's header; LOCKFLIGHT_* (the signing key) is nobody's business below us: git can start programs
 *   that a repository's configuration names.
 * - Replace refs and grafts rewrite history for the reader: a forged line must not pass for the real one.
 * - A remote could be a command (`ext::`); hooks and file watchers are commands of the repository's own configuration.
 * - A prompt would hang a pipeline.
 * - Into a pipe, git writes each commit by itself: half of the time of reading a long history, unless told to buffer.
 */
import { devNull } from 'node:os';

export type Variables = Readonly<Record<string, string | undefined>>;

/** One line of configuration for this call only. It goes by the environment, never by argv, where others could read it. */
export type Setting = readonly [key: string, value: string];

const DROPPED =
  /^(LOCKFLIGHT_.*|GIT_TRACE.*|GIT_CURL_VERBOSE|GIT_DIR|GIT_WORK_TREE|GIT_COMMON_DIR|GIT_INDEX_FILE|GIT_OBJECT_DIRECTORY|GIT_ALTERNATE_OBJECT_DIRECTORIES|GIT_NAMESPACE|GIT_PREFIX|GIT_SHALLOW_FILE|GIT_QUARANTINE_PATH|GIT_INTERNAL_.*|GIT_CEILING_DIRECTORIES|GIT_DEFAULT_HASH|GIT_EXTERNAL_DIFF|GIT_DIFF_OPTS|GIT_(GLOB|NOGLOB|ICASE)_PATHSPECS|GIT_REDIRECT_.*|LANGUAGE|LC_.*)$/;

const ALWAYS: Variables = {
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_PAGER: 'cat',
  GIT_LITERAL_PATHSPECS: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_GRAFT_FILE: devNull,
  GIT_NO_LAZY_FETCH: '1',
  GIT_FLUSH: '0',
};

/** A partial clone fetches what it lacks while reading; git 2.39 has no switch for that, but it can be left without any transport. */
const OFFLINE: Variables = { GIT_ALLOW_PROTOCOL: 'none' };

const SETTINGS: readonly Setting[] = [
  ['core.hooksPath', devNull],
  ['core.fsmonitor', 'false'],
  ['core.quotePath', 'false'],
  ['i18n.commitEncoding', 'UTF-8'],
  ['i18n.logOutputEncoding', 'UTF-8'],
  ['log.showSignature', 'false'],
  ['protocol.ext.allow', 'never'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
];

export const childEnvironment = (
  parent: Variables,
  call: { readonly network: boolean; readonly settings: readonly Setting[]; readonly extra: Variables },
): Record<string, string> => {
  const kept = Object.entries(parent).filter(([name]) => !DROPPED.test(name));
  const merged = { ...Object.fromEntries(kept), ...ALWAYS, ...(call.network ? {} : OFFLINE), ...call.extra };
  const already = Number.parseInt(parent.GIT_CONFIG_COUNT ?? '0', 10) || 0;
  const settings = [...SETTINGS, ...call.settings];
  const numbered = settings.flatMap(([key, value], i): [string, string][] => [
    [`GIT_CONFIG_KEY_${already + i}`, key],
    [`GIT_CONFIG_VALUE_${already + i}`, value],
  ]);
  const defined = Object.entries(merged).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return Object.fromEntries([...defined, ...numbered, ['GIT_CONFIG_COUNT', String(already + settings.length)]]);
};
