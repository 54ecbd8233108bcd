/** The contracts that live in this repository, read as anybody would read them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Contract } from './contract/model.ts';
import { readContract } from './contract/read-contract.ts';

/** The root of the repository, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export const CONTRACT_FILES = ['examples/koomy/lockflight.yaml', 'examples/khadamat/lockflight.yaml', 'lockflight.yaml'] as const;

export const readHere = (file: string) => readContract({ file, text: readFileSync(`${ROOT}${file}`, 'utf8') });

export function contractHere(file: (typeof CONTRACT_FILES)[number]): Contract {
  const { contract, diagnostics } = readHere(file);
  if (contract === undefined) throw new Error(`${file}: ${diagnostics.map((d) => `${d.at.line} ${d.code}`).join(', ')}`);
  return contract;
}
