/**
 * Which environment am I? `--env` says it, else the selector in the process, else the selector in the base `.env`. When nobody says it, it is the
 * development environment, unless what the process holds carries a mark of another one: then the answer is `ambiguous-environment`, never a guess.
 */
import { type Contract, type Environment, findEnvironment, type Variable } from '../contract/model.ts';
import type { Place } from '../contract/place.ts';
import type { Text } from '../contract/text.ts';
import type { LockflightError } from '../errors.ts';
import { claimant, claims } from './claims.ts';
import { markersOf } from './host-markers.ts';
import type { Issue } from './issue.ts';
import { isLive } from './modes.ts';
import { unknownEnvironment } from './unknown-environment.ts';
import { heldValue } from './values.ts';

export interface Hints {
  /** What `--env` named. */
  readonly named?: string;
  readonly process: ReadonlyMap<string, string>;
  /** The base `.env`; a value of the process goes before it. Never a `.env.ENVIRONMENT`. */
  readonly base: ReadonlyMap<string, string>;
  /** Whatever else is going to be judged: looked at for marks, never for a selector. */
  readonly carried?: ReadonlyMap<string, string>;
}

export type WhichEnvironment =
  | { readonly kind: 'known'; readonly environment: Environment; readonly by: 'option' | 'process' | 'base-file' | 'default' }
  | { readonly kind: 'ambiguous'; readonly issue: Issue }
  | { readonly kind: 'unknown'; readonly error: LockflightError };

export const whichEnvironment = (contract: Contract, hints: Hints): WhichEnvironment => {
  if (hints.named !== undefined) {
    const environment = findEnvironment(contract, hints.named);
    return environment === undefined
      ? { kind: 'unknown', error: unknownEnvironment(contract, hints.named) }
      : { kind: 'known', environment, by: 'option' };
  }
  return selected(contract, hints.process, 'process') ?? selected(contract, hints.base, 'base-file') ?? unselected(contract, hints);
};

const selected = (contract: Contract, values: ReadonlyMap<string, string>, by: 'process' | 'base-file'): WhichEnvironment | undefined => {
  const selector = contract.select.find((name) => heldValue(values, name) !== undefined);
  const said = selector === undefined ? undefined : heldValue(values, selector);
  if (said === undefined) return undefined;
  const environment = findEnvironment(contract, said);
  return environment === undefined
    ? { kind: 'unknown', error: unknownEnvironment(contract, said, selector) }
    : { kind: 'known', environment, by };
};

const unselected = (contract: Contract, hints: Hints): WhichEnvironment => {
  const [development, ...others] = contract.environments.filter((environment) => environment.kind === 'development');
  if (development === undefined || others.length > 0) {
    return ambiguous(contract, contract.select[0] ?? 'LOCKFLIGHT_ENV', {
      message: {
        en: 'nothing says which environment this is, and the contract does not have exactly one of kind development',
        fr: "rien ne dit de quel environnement il s'agit, et le contrat n'en a pas exactement un du genre development",
      },
      at: (development ?? contract.environments[0])?.at,
    });
  }
  const values = new Map([...hints.base, ...(hints.carried ?? []), ...hints.process]);
  const mark = hostMark(contract, development, values) ?? variableMark(contract, development, values);
  return mark === undefined ? { kind: 'known', environment: development, by: 'default' } : ambiguous(contract, mark.name, mark);
};

interface Doubt {
  readonly message: Text;
  readonly at: Place | undefined;
}

interface Mark extends Doubt {
  readonly name: string;
}

/** A host that shows itself, and belongs to another environment only. */
const hostMark = (contract: Contract, development: Environment, values: ReadonlyMap<string, string>): Mark | undefined => {
  const own = new Set(markersOf(development.host ?? ''));
  for (const environment of contract.environments) {
    if (environment.host === undefined || environment === development) continue;
    const name = markersOf(environment.host).find((marker) => !own.has(marker) && heldValue(values, marker) !== undefined);
    if (name === undefined) continue;
    return {
      name,
      at: environment.at,
      message: {
        en: `a mark of ${environment.host}, which is ${environment.name}, and no selector is set`,
        fr: `une marque de ${environment.host}, donc de ${environment.name}, et aucun sélecteur n'est défini`,
      },
    };
  }
  return undefined;
};

const variableMark = (contract: Contract, development: Environment, values: ReadonlyMap<string, string>): Mark | undefined => {
  for (const variable of contract.variables) {
    const value = heldValue(values, variable.name);
    const mark = value === undefined ? undefined : markIn(variable, development, value);
    if (mark !== undefined) return mark;
  }
  return undefined;
};

const markIn = (variable: Variable, development: Environment, value: string): Mark | undefined => {
  const own = variable.cells.find((cell) => cell.environment === development.name);
  if (isLive(variable, value) && own?.mode !== 'live') {
    return {
      name: variable.name,
      at: variable.cells.find((cell) => cell.mode === 'live')?.at ?? own?.at ?? variable.at,
      message: { en: 'a live value, and no selector is set', fr: "une valeur live, et aucun sélecteur n'est défini" },
    };
  }
  if (own === undefined || claims(variable, own, value)) return undefined;
  const home = claimant(variable, own, value);
  return home === undefined
    ? undefined
    : {
        name: variable.name,
        at: home.at,
        message: {
          en: `the contract gives this value to ${home.environment}, and no selector is set`,
          fr: `le contrat donne cette valeur à ${home.environment}, et aucun sélecteur n'est défini`,
        },
      };
};

const ambiguous = (contract: Contract, name: string, doubt: Doubt): WhichEnvironment => {
  const selector = contract.select[0] ?? 'LOCKFLIGHT_ENV';
  return {
    kind: 'ambiguous',
    issue: {
      code: 'ambiguous-environment',
      variable: name,
      severity: 'error',
      environment: null,
      message: doubt.message,
      fix: {
        en: `say where this runs: set ${selector}, or pass --env`,
        fr: `dites où cela s'exécute : définissez ${selector}, ou passez --env`,
      },
      rule: doubt.at ?? { file: 'lockflight.yaml', line: 1, column: 1 },
      secret: contract.variables.some((variable) => variable.name === name && variable.secret),
    },
  };
};
