/**
 * The version that an archive and a promotion are named by. It stands in ref names and commit subjects and comes from files that anybody may
 * write, so only harmless characters survive. Where there is none, the tree names itself.
 */

import type { Contract } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import { hasCode } from '../../errors.ts';
import type { Git } from '../../git/port.ts';
import { CONTRACT_NAME } from '../read-contract-file.ts';

const LONGEST = 64;

/** Never empty, and safe within a ref name (git-check-ref-format). Errors: what git says. */
export const versionOf = async (git: Git, contract: Contract, commit: string): Promise<string> => {
  const { versionFrom } = contract;
  const found =
    versionFrom === undefined
      ? undefined
      : versionFrom.kind === 'package'
        ? await versionInPackage(git, commit, versionFrom.path)
        : versionFrom.kind === 'tag'
          ? await newestTag(git, commit)
          : await versionInContract(git, commit);
  const version = found === undefined ? '' : safe(found);
  return version === '' ? (await git.commit(commit)).tree.slice(0, 10) : version;
};

const versionInPackage = async (git: Git, commit: string, path: string): Promise<string | undefined> => {
  try {
    const read: unknown = JSON.parse((await git.readFile(commit, path)) ?? 'null');
    return typeof read === 'object' && read !== null && 'version' in read && typeof read.version === 'string' ? read.version : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || hasCode(error, 'file-too-large')) return undefined;
    throw error;
  }
};

/** The one that the state itself carries: the contract in force says where to look, not what every state is called. */
const versionInContract = async (git: Git, commit: string): Promise<string | undefined> => {
  try {
    const text = await git.readFile(commit, CONTRACT_NAME);
    const from = text === undefined ? undefined : readContract({ file: CONTRACT_NAME, text }).contract?.versionFrom;
    return from?.kind === 'contract' ? from.is : undefined;
  } catch (error) {
    if (hasCode(error, 'file-too-large')) return undefined;
    throw error;
  }
};

/** The highest version tag that the commit's history holds; archives are no versions. */
const newestTag = async (git: Git, commit: string): Promise<string | undefined> => {
  const tags = [...(await git.refs('refs/tags/'))].map(([ref, id]) => ({ name: ref.replace(/^refs\/tags\//, ''), id }));
  for (const { name, id } of tags.filter((t) => VERSION.test(t.name)).sort((a, b) => compareVersions(b.name, a.name))) {
    if (await git.isAncestor(id, commit)) return name;
  }
  return undefined;
};

const VERSION = /^(?:v|release-)?(\d{1,9})\.(\d{1,9})(?:\.(\d{1,9}))?(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

/** By number, and a release after its own pre-releases. */
const compareVersions = (a: string, b: string): number => {
  const [left, right] = [VERSION.exec(a) ?? [], VERSION.exec(b) ?? []];
  for (const part of [1, 2, 3]) {
    const difference = Number(left[part] ?? 0) - Number(right[part] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left[4] === undefined || right[4] === undefined) return Number(left[4] === undefined) - Number(right[4] === undefined);
  return left[4].localeCompare(right[4], 'en', { numeric: true });
};

const safe = (version: string): string =>
  version
    .replace(/[^0-9A-Za-z._+-]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .slice(0, LONGEST)
    .replace(/^[.-]+|(?:[.-]|\.lock)+$/g, '');
