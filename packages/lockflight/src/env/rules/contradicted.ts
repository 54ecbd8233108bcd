/**
 * The selector says another environment than the one that is judged, or none at all: what these values are meant for cannot be told. Where the
 * contract gives the selector an `is` in this environment, that constraint says it already.
 */
import { findEnvironment } from '../../contract/model.ts';
import type { Finding } from '../issue.ts';
import type { Scene } from '../subject.ts';
import { heldValue } from '../values.ts';

export const contradicted = (scene: Scene): { readonly name: string; readonly finding: Finding } | undefined => {
  const { contract, environment, values } = scene;
  const name = contract.select.find((selector) => heldValue(values, selector) !== undefined);
  const value = name === undefined ? undefined : heldValue(values, name);
  if (name === undefined || value === undefined) return undefined;
  const said = findEnvironment(contract, value);
  if (said?.name === environment.name) return undefined;
  const cell = contract.variables.find((v) => v.name === name)?.cells.find((c) => c.environment === environment.name);
  if (cell?.is !== undefined) return undefined;
  return {
    name,
    finding: {
      code: 'ambiguous-environment',
      message:
        said === undefined
          ? { en: 'it names no environment of the contract', fr: 'elle ne nomme aucun environnement du contrat' }
          : { en: `it says ${said.name}, and ${environment.name} is judged`, fr: `elle dit ${said.name}, et ${environment.name} est jugé` },
      fix: { en: `set ${name} to ${environment.name}`, fr: `donnez à ${name} la valeur ${environment.name}` },
      rule: environment.at,
    },
  };
};
