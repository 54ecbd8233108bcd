/**
 * What a team took out of its contract: entries that a committed version of the file had and the present one lacks. `init` leaves them out, for a deletion is an edit
 * like any other. Reads only, and locally; without git, or where the file was never committed, nothing is known and nothing is left out.
 */
import { parseDocument } from 'yaml';
import type { Added } from '../../env/import/draft/merge-draft.ts';
import type { Draft } from '../../env/import/draft/model.ts';
import { CONTRACT_NAME } from '../read-contract-file.ts';
import { askGit } from './ask-git.ts';

/** Versions that are looked at, newest first. */
const MOST_VERSIONS = 100;

/** What a person takes out one by one. An environment that the repository still has is another matter: everything else hangs on it. */
const SECTIONS = ['variables', 'groups', 'services', 'commands'] as const;

/** Those of `entries`, all missing from the contract as it is, that one of its committed versions had. */
export const takenOut = async (directory: string, entries: readonly Added[]): Promise<readonly Added[]> => {
  const whole = entries.filter(({ section, environment }) => environment === undefined && SECTIONS.some((each) => each === section));
  const found = new Set<Added>();
  for (const blob of whole.length === 0 ? [] : await versionsOf(directory)) {
    const text = await askGit(directory, ['cat-file', 'blob', blob]);
    // Parsing is the dear part, and most versions name none of them.
    const open = whole.filter((entry) => !found.has(entry) && text.includes(entry.name));
    if (open.length === 0) continue;
    const document = parseDocument(text, { logLevel: 'silent' });
    for (const entry of open) if (document.hasIn([entry.section, entry.name])) found.add(entry);
  }
  return whole.filter((entry) => found.has(entry));
};

/** The draft without them. */
export const withoutTakenOut = (draft: Draft, out: readonly Added[]): Draft => {
  const stays = (section: (typeof SECTIONS)[number]) => (entry: { readonly name: string }) =>
    !out.some((each) => each.section === section && each.name === entry.name);
  return {
    ...draft,
    variables: draft.variables.filter(stays('variables')),
    groups: draft.groups.filter(stays('groups')),
    services: draft.services.filter(stays('services')),
    commands: draft.commands.filter(stays('commands')),
  };
};

/** Blob ids of the file along the history of HEAD. */
const versionsOf = async (directory: string): Promise<readonly string[]> => {
  const log = await askGit(directory, [
    'log',
    `-n${MOST_VERSIONS}`,
    '--format=',
    '--raw',
    '--no-abbrev',
    '--no-renames',
    '--',
    CONTRACT_NAME,
  ]);
  const blobs = log.split('\n').flatMap((line) => /^:\S+ \S+ \S+ ([0-9a-f]{40,64}) [AM]\t/.exec(line)?.[1] ?? []);
  return [...new Set(blobs)];
};
