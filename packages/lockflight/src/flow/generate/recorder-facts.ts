/** What the recorder's workflow says that no contract does: the version of Lockflight and its digest, and what the workflows that prove something call themselves. */
import type { Contract } from '../../contract/model.ts';
import { ownVersion } from '../../own-package.ts';
import type { RecorderFacts } from '../../reference/recorder/compile-recorder.ts';
import { verifiedBy } from '../../reference/recorder/verified.ts';
import { lockedHere } from './locked.ts';
import { placeOf } from './place.ts';
import { readGenerated } from './write.ts';

/** Errors: `generated-file-outside`, `generated-file-unwritable`, of a workflow file or a lockfile that leads elsewhere or cannot be read. */
export const recorderFacts = async (directory: string, contract: Contract): Promise<RecorderFacts | undefined> => {
  const { recorder } = contract.generate;
  if (recorder === undefined) return undefined;
  // Loaded only here: a contract without a recorder does not pay for the parser.
  const { parse } = await import('yaml');
  const names = new Map<string, string>();
  const paths = new Set(contract.commands.flatMap(({ proves }) => proves.map(({ workflow }) => workflow)));
  for (const path of paths) {
    const name = nameIn(await readGenerated(await placeOf(directory, path), path), parse);
    if (name !== undefined) names.set(path, name);
  }
  const version = ownVersion();
  return { version, package: verifiedBy(version, recorder.integrity, await lockedHere(directory)), workflowNames: names };
};

/** GitHub calls a workflow without a name by its path; so is one called that is not there yet, or that cannot be read as YAML. */
const nameIn = (text: string | undefined, parse: typeof import('yaml').parse): string | undefined => {
  if (text === undefined) return undefined;
  try {
    const { name } = (parse(text, { maxAliasCount: 0 }) ?? {}) as { readonly name?: unknown };
    return typeof name === 'string' && name !== '' ? name : undefined;
  } catch {
    return undefined;
  }
};
