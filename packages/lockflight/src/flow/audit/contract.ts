/**
 * What an audit of a repository with a contract looks at: the contract in force (the ledger's, once there is one), its environments'
 * branches as the forge has them, and the ledger. Where the remote does not answer, what the clone has is judged, and that is said.
 */
import { type Contract, type Environment, findEnvironment } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import type { Language, Text } from '../../contract/text.ts';
import { hasCode, LockflightError } from '../../errors.ts';
import type { Git } from '../../git/port.ts';
import type { LedgerView } from '../../ledger/view.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { CONTRACT_NAME, readContractFile } from '../read-contract-file.ts';
import type { AuditRequest } from './audit.ts';
import { AUDIT_ERROR_CODES } from './codes.ts';

const REMOTE = 'origin';

export interface PreparedAudit {
  readonly request: Omit<AuditRequest, 'since'>;
  readonly language: Language;
  /** Why the remote was not asked, where it should have been. */
  readonly notice: Text | undefined;
}

/**
 * `environment`: by name or alias; by default the production. Errors: `audit-needs-branches`, `audit-needs-environment`, `unknown-environment`,
 * `environment-without-branch`, `nothing-feeds`, `contract-invalid`, `ledger-broken`, and what git says.
 */
export const prepareAudit = async (git: Git, environment: string | undefined, offline: boolean): Promise<PreparedAudit> => {
  const here = parsed(await contractText(git));
  const remote = offline || (await git.remoteUrl(REMOTE)) === undefined ? undefined : REMOTE;
  const notice = remote === undefined ? undefined : await fetchBranches(git, here);
  const asked = notice === undefined ? remote : undefined;
  const view = await readView(git, here.ledgerBranch, asked !== undefined);
  const contract = view.contract === undefined ? here : parsed(view.contract.text);
  const target = environment === undefined ? theProduction(contract) : named(contract, environment);
  return {
    language: contract.language,
    notice,
    request: {
      git,
      production: { name: target.name, branch: branchOf(target) },
      staging: sourcesOf(contract, target),
      prefer: 'forge',
      ...(view.adoption === undefined ? {} : { view }),
      ...(asked === undefined ? {} : { remote: asked }),
    },
  };
};

/** From the working tree, or from the head of a bare repository. */
const contractText = async (git: Git): Promise<string> => {
  const top = await git.topLevel();
  try {
    if (top !== undefined) return (await readContractFile(top, CONTRACT_NAME)).text;
  } catch (error) {
    if (!hasCode(error, 'contract-missing')) throw error;
  }
  const head = await git.resolve('HEAD');
  const text = top !== undefined || head === undefined ? undefined : await git.readFile(head, CONTRACT_NAME);
  if (text === undefined) {
    throw refusal('audit-needs-branches', { en: `there is no ${CONTRACT_NAME} here`, fr: `il n'y a pas de ${CONTRACT_NAME} ici` });
  }
  return text;
};

const parsed = (text: string): Contract => {
  const { contract, diagnostics } = readContract({ file: CONTRACT_NAME, text });
  if (contract !== undefined) return contract;
  const at = diagnostics[0]?.at;
  throw new LockflightError({
    code: 'contract-invalid',
    exit: 2,
    message: { en: 'the contract has errors', fr: 'le contrat comporte des erreurs' },
    hint: {
      en: 'lockflight check, or name the branches: --production BRANCH --staging BRANCH',
      fr: 'lockflight check, ou nommez les branches : --production BRANCHE --staging BRANCHE',
    },
    ...(at === undefined ? {} : { at }),
  });
};

/** Branches first, the ledger after: the other way round, a promotion in between would look like one that nobody recorded. */
const fetchBranches = async (git: Git, contract: Contract): Promise<Text | undefined> => {
  const branches = contract.environments.flatMap((e) => (e.branch === undefined ? [] : [e.branch]));
  try {
    const there = await git.remoteRefs(
      REMOTE,
      branches.map((branch) => `refs/heads/${branch}`),
    );
    const wanted = branches.filter((branch) => there.has(`refs/heads/${branch}`));
    if (wanted.length > 0)
      await git.fetch(
        REMOTE,
        wanted.map((branch) => `+refs/heads/${branch}:refs/remotes/${REMOTE}/${branch}`),
      );
    return undefined;
  } catch (error) {
    if (!hasCode(error, 'remote-unreachable', 'remote-refused', 'unknown-remote', 'insecure-remote')) throw error;
    const { code, message } = error.failure;
    return {
      en: `${code}: ${message.en}. This judges what the clone has, which may be older.`,
      fr: `${code} : ${message.fr}. Ceci juge ce que contient le clone, peut-être ancien.`,
    };
  }
};

const readView = async (git: Git, branch: string, fetch: boolean): Promise<LedgerView> =>
  (await (await openLedger({ git, branch, remote: REMOTE, fetch })).read()).view;

const theProduction = (contract: Contract): Environment => {
  const [only, ...others] = contract.environments.filter((e) => e.kind === 'production');
  if (only !== undefined && others.length === 0) return only;
  throw refusal('audit-needs-environment', {
    en: only === undefined ? 'the contract has no production environment' : 'the contract has more than one production environment',
    fr: only === undefined ? "le contrat n'a aucun environnement de production" : "le contrat a plus d'un environnement de production",
  });
};

const named = (contract: Contract, name: string): Environment => {
  const found = findEnvironment(contract, name);
  if (found !== undefined) return found;
  const names = contract.environments.map((e) => e.name).join(', ');
  throw new LockflightError({
    code: 'unknown-environment',
    exit: 2,
    message: { en: `the contract has no environment "${name}"`, fr: `le contrat n'a pas d'environnement « ${name} »` },
    hint: { en: `it has: ${names}`, fr: `il a : ${names}` },
  });
};

const branchOf = (environment: Environment): string => {
  if (environment.branch !== undefined) return environment.branch;
  throw new LockflightError({
    code: 'environment-without-branch',
    exit: 2,
    message: {
      en: `${environment.name} has no branch: it has no line to audit`,
      fr: `${environment.name} n'a pas de branche : il n'a pas de ligne à auditer`,
    },
    hint: { en: `give it one: ${environment.name}: { branch: ... }`, fr: `donnez-lui-en une : ${environment.name}: { branch: ... }` },
    at: environment.at,
  });
};

/** Environments with a branch that a step leads here from; those of ordinary steps first. */
const sourcesOf = (contract: Contract, target: Environment): AuditRequest['staging'] => {
  const steps = contract.flow.filter((step) => step.to === target.name).sort((a, b) => Number(a.expedited) - Number(b.expedited));
  const names = new Set(steps.map((step) => step.from));
  const [first, ...others] = [...names].flatMap((name) => {
    const branch = findEnvironment(contract, name)?.branch;
    return branch === undefined ? [] : [{ name, branch }];
  });
  if (first !== undefined) return [first, ...others];
  throw refusal('nothing-feeds', {
    en: `no step leads to ${target.name} from an environment that has a branch`,
    fr: `aucune étape ne mène à ${target.name} depuis un environnement qui a une branche`,
  });
};

const refusal = (code: keyof typeof AUDIT_ERROR_CODES, message: Text): LockflightError =>
  new LockflightError({ code, exit: 2, message, hint: AUDIT_ERROR_CODES[code].fix });
