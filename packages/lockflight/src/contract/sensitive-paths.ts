/**
 * Files that decide what counts as proof: the contract, the forge's configuration, every package.json (its scripts are what CI runs)
 * and the files that a proof names. A candidate that changes one meets the implicit gate `approval:owners`.
 */
import type { Contract } from './model.ts';

export function isSensitivePath(contract: Contract, path: string): boolean {
  if (path === 'lockflight.yaml' || path.startsWith('.github/')) return true;
  if (path === 'package.json' || path.endsWith('/package.json')) return true;
  return contract.commands.some((command) => command.proves.some((proof) => proof.scripts.some((script) => covers(script, path))));
}

/** A script names a file, or a folder with all that is in it. */
const covers = (script: string, path: string): boolean => {
  const plain = script.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  return path === plain || path.startsWith(`${plain}/`);
};
