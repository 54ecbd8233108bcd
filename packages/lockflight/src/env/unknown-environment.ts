/** The error for an environment that the contract does not have; its code is explained with the contract's. */
import type { Contract } from '../contract/model.ts';
import { suggest } from '../contract/suggest.ts';
import type { Text } from '../contract/text.ts';
import { LockflightError } from '../errors.ts';
import { eitherOf } from './listed.ts';

/** `said` is repeated only where the user typed it; what a variable holds is not. */
export const unknownEnvironment = (contract: Contract, said: string, byVariable?: string): LockflightError => {
  const names = contract.environments.map((environment) => environment.name);
  const near = suggest(
    said,
    contract.environments.flatMap((environment) => [environment.name, ...environment.aliases]),
  );
  const known = eitherOf(names);
  const message: Text =
    byVariable === undefined
      ? { en: `the contract has no environment ${said}`, fr: `le contrat n'a pas d'environnement ${said}` }
      : { en: `${byVariable} names no environment of the contract`, fr: `${byVariable} ne nomme aucun environnement du contrat` };
  return new LockflightError({
    code: 'unknown-environment',
    exit: 2,
    message,
    hint:
      near === undefined
        ? { en: `name one of them: ${known.en}`, fr: `nommez l'un d'eux : ${known.fr}` }
        : { en: `did you mean ${near}? The contract has ${known.en}`, fr: `vouliez-vous dire ${near} ? Le contrat a ${known.fr}` },
  });
};
