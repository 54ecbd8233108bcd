/**
 * Where things stand before anything is decided: the remote's branches as they are now, the ledger, the contract in force. The
 * contract of a checkout or of a candidate never counts here once the repository is adopted.
 */

import type { Contract, Environment } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import { LockflightError } from '../../errors.ts';
import type { RepositoryInfo } from '../../forge/port.ts';
import type { ContractRef } from '../../ledger/entry.ts';
import type { StoredLedger } from '../../ledger/store.ts';
import type { LedgerView } from '../../ledger/view.ts';
import { type OpenLedger, openLedger } from '../ledger/open-ledger.ts';
import { CONTRACT_NAME } from '../read-contract-file.ts';
import type { World } from '../world.ts';

const DEFAULT_LEDGER_BRANCH = 'lockflight/ledger';

export interface Situation {
  readonly repository: RepositoryInfo;
  readonly contract: Contract;
  readonly contractRef: ContractRef;
  readonly contractText: string;
  readonly ledger: OpenLedger;
  readonly stored: StoredLedger;
  readonly view: LedgerView;
  readonly adopted: boolean;
  /** Where each environment's branch is now at the remote; an environment without a branch, or whose branch does not exist, is absent. */
  readonly heads: ReadonlyMap<string, string>;
}

/**
 * Fetches, reads and verifies. Errors: `contract-missing`, `contract-invalid`, `ledger-broken`, and what git and the forge say.
 */
export const readSituation = async (world: World): Promise<Situation> => {
  const repository = await world.forge.repository();
  const branches = await fetchBranches(world);
  const home = await contractAtHome(world, branches.get(repository.defaultBranch));
  const { ledger, view, stored } = await findLedger(world, home.contract, branches);
  const text = view.contract?.text ?? home.text;
  if (text === undefined) throw contractMissing(repository.defaultBranch);
  const read = readContract({ file: CONTRACT_NAME, text });
  if (read.contract === undefined) throw contractInvalid(read.diagnostics[0]?.at);
  return {
    repository,
    contract: read.contract,
    contractRef:
      view.contract === undefined ? { digest: read.digest, counter: 0 } : { digest: view.contract.digest, counter: view.contract.counter },
    contractText: text,
    ledger,
    stored,
    view,
    adopted: view.adoption !== undefined,
    heads: environmentHeads(read.contract, branches),
  };
};

/**
 * On the branch that the default branch's contract names, or on the usual one: a push that renames it in the file must not make an adopted repository
 * look as if it were not.
 */
const findLedger = async (world: World, home: Contract | undefined, branches: ReadonlyMap<string, string>) => {
  const found = [];
  for (const branch of new Set([home?.ledgerBranch ?? DEFAULT_LEDGER_BRANCH, DEFAULT_LEDGER_BRANCH])) {
    const ledger = await openLedger({ git: world.git, branch, remote: world.remote, fetch: true, seen: branches.get(branch) });
    const read = { ledger, ...(await ledger.read()) };
    if (read.view.adoption !== undefined) return read;
    found.push(read);
  }
  const [first] = found;
  if (first === undefined) throw new Error('no branch to look for a ledger on');
  return first;
};

const TRIES = 3;

/**
 * The remote's branches by name, as they are now, with their commits fetched; and the archives in a namespace of our own: a tag that was moved at the
 * remote must not break the fetch. The refs of an old clone are not asked: a branch that was deleted at the forge still stands there. Where the clone has
 * everything already, nothing is fetched.
 */
export const fetchBranches = async (world: World): Promise<ReadonlyMap<string, string>> => {
  for (let tried = 1; ; tried += 1) {
    const refs = await world.git.remoteRefs(world.remote, [`${HEADS}*`, `${ARCHIVES}*`]);
    const branches = [...refs].filter(([ref]) => ref.startsWith(HEADS));
    const upToDate = await isHere(world, refs);
    if (!upToDate)
      await world.git.fetch(world.remote, [`+${HEADS}*:refs/remotes/${world.remote}/*`, `+${ARCHIVES}*:refs/lockflight/archive/*`]);
    const here = upToDate ? [] : await Promise.all(branches.map(([, commit]) => world.git.resolve(commit)));
    // A branch that was forced between the two calls: what it held is not there any more.
    if (tried === TRIES || !here.includes(undefined)) return new Map(branches.map(([ref, commit]) => [ref.slice(HEADS.length), commit]));
  }
};

const HEADS = 'refs/heads/';
const ARCHIVES = 'refs/tags/archive/';

/** Do the refs that a fetch would write stand where the remote's do? */
const isHere = async (world: World, refs: ReadonlyMap<string, string>): Promise<boolean> => {
  const own = await world.git.refs('refs/');
  return [...refs].every(([ref, id]) => {
    const here = ref.startsWith(HEADS)
      ? `refs/remotes/${world.remote}/${ref.slice(HEADS.length)}`
      : `refs/lockflight/archive/${ref.slice(ARCHIVES.length)}`;
    return own.get(here) === id;
  });
};

/** The contract at the head of the default branch: says where the ledger is, and is what `adopt` takes over. */
const contractAtHome = async (
  world: World,
  head: string | undefined,
): Promise<{ readonly text: string | undefined; readonly contract: Contract | undefined }> => {
  const text = head === undefined ? undefined : await world.git.readFile(head, CONTRACT_NAME);
  return { text, contract: text === undefined ? undefined : readContract({ file: CONTRACT_NAME, text }).contract };
};

const environmentHeads = (contract: Contract, branches: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map(
    contract.environments.flatMap(({ name, branch }) => {
      const head = branch === undefined ? undefined : branches.get(branch);
      return head === undefined ? [] : [[name, head] as const];
    }),
  );

/** The head of an environment's branch. Errors: `environment-without-branch`, `branch-missing`. */
export const headOf = (situation: Situation, environment: Environment): string => {
  if (environment.branch === undefined) {
    throw new LockflightError({
      code: 'environment-without-branch',
      exit: 2,
      message: {
        en: `${environment.name} has no branch: nothing can be judged or promoted from its line`,
        fr: `${environment.name} n'a pas de branche : on ne peut rien juger ni promouvoir depuis sa ligne`,
      },
      hint: {
        en: 'open a pull request to the next environment instead',
        fr: "ouvrez plutôt une pull request vers l'environnement suivant",
      },
      at: environment.at,
    });
  }
  const head = situation.heads.get(environment.name);
  if (head === undefined) {
    throw new LockflightError({
      code: 'branch-missing',
      exit: 2,
      message: {
        en: `the remote has no branch ${environment.branch}, which is ${environment.name}`,
        fr: `le dépôt distant n'a pas de branche ${environment.branch}, qui est ${environment.name}`,
      },
      hint: {
        en: `git push origin HEAD:${environment.branch}, or correct the branch in lockflight.yaml`,
        fr: `git push origin HEAD:${environment.branch}, ou corrigez la branche dans lockflight.yaml`,
      },
      at: environment.at,
    });
  }
  return head;
};

/** Errors: `not-adopted`. */
export const requireAdoption = (situation: Situation): void => {
  if (situation.adopted) return;
  throw new LockflightError({
    code: 'not-adopted',
    exit: 3,
    message: {
      en: 'this repository has no ledger yet: nothing can be recorded or proven',
      fr: "ce dépôt n'a pas encore de registre : rien ne peut être consigné ni prouvé",
    },
    hint: { en: 'lockflight adopt', fr: 'lockflight adopt' },
  });
};

const contractMissing = (branch: string): LockflightError =>
  new LockflightError({
    code: 'contract-missing',
    exit: 2,
    message: { en: `there is no ${CONTRACT_NAME} on ${branch}`, fr: `il n'y a pas de ${CONTRACT_NAME} sur ${branch}` },
    hint: {
      en: `draft it (lockflight init), look at it (lockflight check), and push it to ${branch}`,
      fr: `rédigez-le (lockflight init), vérifiez-le (lockflight check), puis poussez-le sur ${branch}`,
    },
  });

const contractInvalid = (at: Parameters<typeof headOf>[1]['at'] | undefined): LockflightError =>
  new LockflightError({
    code: 'contract-invalid',
    exit: 2,
    message: { en: 'the contract has errors', fr: 'le contrat comporte des erreurs' },
    hint: { en: 'lockflight check', fr: 'lockflight check' },
    ...(at === undefined ? {} : { at }),
  });
