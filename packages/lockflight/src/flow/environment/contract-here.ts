/** The contract of a checkout, whole or not at all: nothing is judged by a contract that has an error. */

import type { Contract } from '../../contract/model.ts';
import { formatPlace } from '../../contract/place.ts';
import { readContractSoon } from '../../contract/read-soon.ts';
import { brokenOwnValues } from '../../env/own-values.ts';
import { LockflightError } from '../../errors.ts';
import { readContractFile } from '../read-contract-file.ts';

/** Errors: `contract-missing`, `contract-unreadable`, `contract-invalid`. */
export const contractIn = async (directory: string): Promise<Contract> => {
  const source = await readContractFile(directory);
  const { contract, diagnostics } = await readContractSoon(source);
  const found = contract === undefined ? diagnostics : brokenOwnValues(contract);
  const errors = found.filter((diagnostic) => diagnostic.severity === 'error');
  if (contract !== undefined && errors.length === 0) return contract;
  const [first] = errors;
  const where = first === undefined ? source.file : `${formatPlace(first.at)} ${first.code}`;
  throw new LockflightError({
    code: 'contract-invalid',
    exit: 2,
    message: {
      en: `the contract has ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}; the first: ${where}`,
      fr: `le contrat a ${errors.length} ${errors.length > 1 ? 'erreurs' : 'erreur'} ; la première : ${where}`,
    },
    hint: { en: 'see all of them: lockflight check', fr: 'pour les voir toutes : lockflight check' },
    ...(first === undefined ? {} : { at: first.at }),
  });
};
