/**
 * The archive: a tag that keeps a past production state, by date and version. Made before the state is replaced, never moved, never deleted; the
 * name gets `-2` where it is taken by something else. Anybody who may write makes tags, and one that stands where a folder of archives belongs (or a folder where a tag does)
 * leaves no room for it there: so does each part of the name.
 */
import type { Contract, Environment } from '../../contract/model.ts';
import { LockflightError } from '../../errors.ts';
import type { Actor, ArchiveRef, EntryDraft, TreeRef } from '../../ledger/entry.ts';
import type { LedgerView } from '../../ledger/view.ts';
import { versionOf } from '../facts/version.ts';
import { RECORDER } from '../observe/observation.ts';
import type { World } from '../world.ts';

const DEFAULT_PATTERN = 'archive/{branch}/{date}/{version}';
const MOST_NAMES = 1000;
/** Somebody takes a name in the very moment: not so often. */
const MOST_PUSHES = 5;

/** Makes the tag, or finds the one that already keeps this state under today's name. Errors: `archive-refused`, and what git says. */
export const archiveState = async (world: World, contract: Contract, environment: Environment, state: TreeRef): Promise<ArchiveRef> => {
  const date = world.now().toISOString().slice(0, 10);
  const version = await versionOf(world.git, contract, state.commit);
  const asked = archiveName(contract, environment, date, version);
  const taken = await world.git.remoteRefs(world.remote, [`${TAGS}${asked.split('/')[0]}*`]);
  const name = roomFor(asked, taken);
  let pushes = 0;
  for (let n = 1; n <= MOST_NAMES && pushes < MOST_PUSHES; n++) {
    const ref = `${TAGS}${name}${n === 1 ? '' : `-${n}`}`;
    const archive: ArchiveRef = { environment: environment.name, ref, version, date, tree: state.tree, commit: state.commit };
    if (taken.get(ref) === state.commit) return archive;
    if (taken.has(ref) || isFolder(ref, taken)) continue;
    pushes += 1;
    const [outcome] = await world.git.push(world.remote, [{ from: state.commit, to: ref, expect: null }]);
    if (outcome?.ok === true) return archive;
    if (outcome?.reason !== 'moved') throw refused(ref, outcome?.detail);
  }
  throw refused(`${TAGS}${name}`, undefined);
};

const TAGS = 'refs/tags/';

/** The name in folders that can be made. */
const roomFor = (name: string, taken: ReadonlyMap<string, string>): string => {
  const folders = name.split('/');
  const leaf = folders.pop() ?? '';
  const path = folders.reduce((above, folder) => {
    for (let n = 1; ; n++) {
      const next = `${above}${folder}${n === 1 ? '' : `-${n}`}`;
      if (!taken.has(`${TAGS}${next}`)) return `${next}/`;
    }
  }, '');
  return `${path}${leaf}`;
};

const isFolder = (ref: string, taken: ReadonlyMap<string, string>): boolean =>
  [...taken.keys()].some((other) => other.startsWith(`${ref}/`));

/**
 * Archives a state unless the ledger knows an archive of it that is still in its place; gives what the ledger lacks. An archive that was deleted is made
 * again, one that was moved gets a second name: `audit` tells of both. Errors: as `archiveState`.
 */
export const keepArchived = async (
  world: World,
  contract: Contract,
  { view, environment, state }: { readonly view: LedgerView; readonly environment: Environment; readonly state: TreeRef },
): Promise<readonly EntryDraft[]> => {
  const known = view.archives.filter((a) => a.environment === environment.name && a.commit === state.commit);
  const there =
    known.length === 0
      ? undefined
      : await world.git.remoteRefs(
          world.remote,
          known.map((a) => a.ref),
        );
  if (known.some((a) => there?.get(a.ref) === a.commit)) return [];
  const archive = await archiveState(world, contract, environment, state);
  return [archiveDraft(archive, world.now().toISOString(), RECORDER)];
};

/** One entry for each archive, whoever made it. */
export const archiveDraft = (archive: ArchiveRef, occurredAt: string, actor: Actor): EntryDraft => ({
  key: `archive:${archive.ref}:${archive.commit}`,
  occurredAt,
  actor,
  body: { type: 'archive', ...archive },
});

const archiveName = (contract: Contract, environment: Environment, date: string, version: string): string => {
  const pattern = contract.archive.find((a) => a.environment === environment.name)?.pattern ?? DEFAULT_PATTERN;
  return pattern
    .replaceAll('{branch}', environment.branch ?? environment.name)
    .replaceAll('{environment}', environment.name)
    .replaceAll('{date}', date)
    .replaceAll('{version}', version);
};

const refused = (ref: string, detail: string | undefined): LockflightError =>
  new LockflightError({
    code: 'archive-refused',
    exit: 3,
    message: {
      en: `the forge refused the archive ${ref}${detail === undefined ? '' : `: ${detail}`}`,
      fr: `la forge a refusé l'archive ${ref}${detail === undefined ? '' : ` : ${detail}`}`,
    },
    hint: {
      en: 'let the recorder create tags under archive/ (a ruleset bypass for its App)',
      fr: "autorisez le greffier à créer des tags sous archive/ (dérogation de l'App dans le ruleset)",
    },
  });
