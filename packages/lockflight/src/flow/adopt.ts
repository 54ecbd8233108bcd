/**
 * `lockflight adopt`: the one moment at which a person holds the key. Looks at what protects the branches, archives what production has, makes the key, stores
 * it as the forge's secret, and signs entry 0. No key is made for a recorder of which nothing says what it would run. Run again after a crash it starts over, until the ledger exists; then it changes nothing.
 */
import type { Environment } from '../contract/model.ts';
import { hasCode, LockflightError } from '../errors.ts';
import type { Protection } from '../forge/port.ts';
import { createLedger } from '../ledger/append.ts';
import type { ArchiveRef, EntryDraft } from '../ledger/entry.ts';
import { generateKey, readSigningKey } from '../ledger/keys.ts';
import { ownVersion } from '../own-package.ts';
import { verifiedBy } from '../reference/recorder/verified.ts';
import { attempt } from './facts/attempt.ts';
import { pinPeople } from './facts/people.ts';
import { lockedAt } from './generate/locked.ts';
import { actorOf } from './observe/observation.ts';
import { archiveDraft, archiveState } from './promote/archive.ts';
import { readSituation, type Situation } from './verdict/situation.ts';
import type { World } from './world.ts';

/** The forge's environment whose secret only the default branch's workflows should see. */
export const RECORDER_ENVIRONMENT = 'lockflight';
export const SIGNING_KEY = 'LOCKFLIGHT_SIGNING_KEY';

export interface Adoption {
  readonly fingerprint: string;
  readonly ledgerBranch: string;
  readonly archives: readonly ArchiveRef[];
  readonly protection: readonly { readonly branch: string; readonly protection: Protection | undefined; readonly why?: string }[];
  /** False: the forge cannot keep the key to the default branch's workflows, so any writer can take it. */
  readonly keyLimited: boolean;
  readonly situation: Situation;
}

/** Errors: `already-adopted`, `adoption-raced`, `recorder-unverified`, `contract-missing`, `contract-invalid`, `branch-missing`, and what git and the forge say. */
export const adopt = async (world: World): Promise<Adoption> => {
  const situation = await readSituation(world);
  if (situation.view.adoption !== undefined) throw alreadyAdopted(situation.view.adoption.occurredAt);
  await requireVerified(world, situation);
  const protection = await lookAtProtection(world, situation);
  const archives = await archiveBaselines(world, situation);
  const key = generateKey();
  const signer = readSigningKey(key.privateKey);
  const context = { now: () => world.now().toISOString(), sleep: world.sleep, random: world.random };
  const adoption = await adoptionDraft(world, situation, key.publicKey, protection);
  const keyLimited = await world.forge.limitEnvironment(RECORDER_ENVIRONMENT, situation.repository.defaultBranch);
  // Looked at once more: a key that is stored after somebody else's adoption was finished is one that their ledger does not know.
  const { view } = await situation.ledger.read();
  if (view.adoption !== undefined) throw alreadyAdopted(view.adoption.occurredAt);
  // The secret comes first: a ledger whose key was never stored could not be continued by anybody.
  await world.forge.setEnvironmentSecret(RECORDER_ENVIRONMENT, SIGNING_KEY, key.privateKey);
  try {
    await createLedger(
      situation.ledger.store,
      signer,
      [adoption, ...archives.map((a) => archiveDraft(a, adoption.occurredAt, adoption.actor))],
      context,
    );
  } catch (error) {
    // Ours is stored, and nobody can tell whether theirs was stored after it: a forge gives no secret back.
    throw hasCode(error, 'already-adopted') ? adoptionRaced(situation.contract.ledgerBranch) : error;
  }
  // Somebody who adopted at the same moment may have stored a key that the ledger does not know: the winner's is put back.
  await world.forge.setEnvironmentSecret(RECORDER_ENVIRONMENT, SIGNING_KEY, key.privateKey);
  return { fingerprint: key.keyId, ledgerBranch: situation.contract.ledgerBranch, archives, protection, keyLimited, situation };
};

/** By the lockfile of the default branch, whose workflow is the one that is given the key. */
const requireVerified = async ({ git, remote }: World, { contract, repository }: Situation): Promise<void> => {
  const { recorder } = contract.generate;
  if (recorder === undefined) return;
  const head = await git.resolve(`refs/remotes/${remote}/${repository.defaultBranch}`);
  const held = verifiedBy(ownVersion(), recorder.integrity, head === undefined ? undefined : await lockedAt(git, head));
  if (!('integrity' in held)) throw new LockflightError({ code: 'recorder-unverified', exit: 2, message: held.message, hint: held.fix });
};

const withBranch = (
  situation: Situation,
): readonly { readonly environment: Environment; readonly branch: string; readonly head: string }[] =>
  situation.contract.environments.flatMap((environment) => {
    const head = situation.heads.get(environment.name);
    return environment.branch === undefined || head === undefined ? [] : [{ environment, branch: environment.branch, head }];
  });

/** Environments that a step leads to from another branch: what they have is what a rollback may need. */
const promoted = (situation: Situation, environment: Environment): boolean =>
  environment.kind === 'production' || situation.contract.flow.some((s) => s.to === environment.name && situation.heads.has(s.from));

const lookAtProtection = async (world: World, situation: Situation): Promise<Adoption['protection']> => {
  const found: Adoption['protection'][number][] = [];
  for (const { branch } of withBranch(situation)) {
    const fact = await attempt(() => world.forge.protection(branch));
    found.push(fact.known ? { branch, protection: fact.value } : { branch, protection: undefined, why: fact.code });
  }
  return found;
};

const archiveBaselines = async (world: World, situation: Situation): Promise<readonly ArchiveRef[]> => {
  const archives: ArchiveRef[] = [];
  for (const { environment, head } of withBranch(situation)) {
    if (!promoted(situation, environment)) continue;
    const { tree } = await world.git.commit(head);
    archives.push(await archiveState(world, situation.contract, environment, { commit: head, tree }));
  }
  return archives;
};

const adoptionDraft = async (
  world: World,
  situation: Situation,
  publicKey: string,
  protection: Adoption['protection'],
): Promise<EntryDraft> => {
  const lines = [];
  for (const { environment, branch, head } of withBranch(situation))
    lines.push({ environment: environment.name, branch, commit: head, tree: (await world.git.commit(head)).tree });
  const { id, fullName } = situation.repository;
  const people = await pinPeople(world.forge, situation.contract, new Map());
  return {
    key: 'adoption',
    occurredAt: world.now().toISOString(),
    actor: actorOf(await world.forge.viewer()),
    body: {
      type: 'adoption',
      repository: { id, fullName },
      contractText: situation.contractText,
      publicKey,
      lines,
      people,
      protection: protection.map((p) => ({ branch: p.branch, enforced: p.protection?.enforced ?? false })),
    },
  };
};

const alreadyAdopted = (since: string): LockflightError =>
  new LockflightError({
    code: 'already-adopted',
    exit: 2,
    message: {
      en: `this repository was adopted on ${since.slice(0, 10)}`,
      fr: `ce dépôt a été adopté le ${since.slice(0, 10)}`,
    },
    hint: { en: 'lockflight status', fr: 'lockflight status' },
  });

const adoptionRaced = (branch: string): LockflightError =>
  new LockflightError({
    code: 'adoption-raced',
    exit: 1,
    message: {
      en: 'somebody else adopted this repository at the same moment; the key made here may have been stored over theirs',
      fr: "quelqu'un d'autre a adopté ce dépôt au même moment ; la clé créée ici a pu être enregistrée par-dessus la leur",
    },
    hint: {
      en: `run the recorder once; if it says signing-key-not-valid, then from a fresh clone: git push origin --delete ${branch} && lockflight adopt`,
      fr: `lancez le greffier une fois ; s'il répond signing-key-not-valid, alors depuis un clone neuf : git push origin --delete ${branch} && lockflight adopt`,
    },
  });
