/**
 * What is to be asked of a service in an environment, before a packet is sent: what its cell says, which variables are set, and whether their mode fits. Pure.
 */
import type { Contract, Environment, Service, ServiceCell, Variable } from '../../contract/model.ts';
import { conditionsHold } from '../../env/conditions.ts';
import { readValue } from '../../env/formats/read-value.ts';
import { fitsMode, isLive, knowsModes } from '../../env/modes.ts';
import { heldValue } from '../../env/values.ts';
import { type Check, failed } from '../../probe/check.ts';
import type { Part } from '../../probe/probe.ts';

export interface Planned {
  readonly service: Service;
  readonly cell: ServiceCell;
  readonly parts: readonly Part[];
  readonly plan:
    | { readonly kind: 'probe' }
    /** Decided without asking: `off`, `absent` and `mocked` are as the contract allows. */
    | { readonly kind: 'left'; readonly as: 'off' | 'absent' | 'mocked' }
    | { readonly kind: 'refused'; readonly checks: readonly Check[] };
}

/** Parts that say how the service is used; to be set, it needs one of the others. */
const SWITCHES = new Set(['mock', 'enabled', 'backups', 'shadow']);

/** `values`: as they were judged and proven for this environment, defaults spelt out. */
export const planOf = (contract: Contract, environment: Environment, values: ReadonlyMap<string, string>): readonly Planned[] =>
  contract.services.flatMap((service) => {
    const cell = service.cells.find((c) => c.environment === environment.name);
    if (cell === undefined) return [];
    const parts = partsOf(contract, environment, values, cell);
    return [{ service, cell, parts, plan: decide(contract, environment, cell, parts) }];
  });

/** A variable whose conditions do not hold is not judged, so nothing is proven of its host: it counts as not set. */
const partsOf = (
  contract: Contract,
  environment: Environment,
  values: ReadonlyMap<string, string>,
  { uses }: ServiceCell,
): readonly Part[] =>
  uses.flatMap(({ part, variable: name }) => {
    const variable = contract.variables.find((v) => v.name === name);
    const when = variable?.cells.find((c) => c.environment === environment.name)?.when ?? [];
    const value = heldValue(values, name);
    if (variable === undefined || value === undefined || !conditionsHold(when, { contract, environment, values })) return [];
    return [{ part, variable: name, type: variable.type, value }];
  });

const decide = (contract: Contract, environment: Environment, cell: ServiceCell, parts: readonly Part[]): Planned['plan'] => {
  const set = parts.filter((p) => !SWITCHES.has(p.part));
  if (cell.need === 'off') return { kind: 'left', as: 'off' };
  if (cell.need === 'forbidden') {
    return set.length === 0 ? { kind: 'left', as: 'off' } : { kind: 'refused', checks: set.map(unwanted) };
  }
  const required = cell.need === 'required';
  const mock = switchAt(parts, 'mock');
  if (mock?.on === true) {
    return required ? { kind: 'refused', checks: [mocked(mock.variable)] } : { kind: 'left', as: 'mocked' };
  }
  const enabled = switchAt(parts, 'enabled');
  if (enabled?.on === false) {
    return required ? { kind: 'refused', checks: [disabled(enabled.variable)] } : { kind: 'left', as: 'off' };
  }
  if (!required && lacksItsToken(cell, parts)) return { kind: 'left', as: 'absent' };
  if (set.length === 0) return required ? { kind: 'refused', checks: notSet(cell) } : { kind: 'left', as: 'absent' };
  const wrong = parts.flatMap((part) => wrongMode(contract, environment, cell, part));
  return wrong.length === 0 ? { kind: 'probe' } : { kind: 'refused', checks: wrong };
};

/** The address of metrics is often the application's own, and set for other reasons: they are set up by their token, where the contract names one. */
const lacksItsToken = ({ kind, uses }: ServiceCell, parts: readonly Part[]): boolean =>
  kind === 'metrics' && uses.some((u) => u.part === 'token') && !parts.some((p) => p.part === 'token');

const switchAt = (parts: readonly Part[], name: string): { readonly variable: string; readonly on: boolean } | undefined => {
  const part = parts.find((p) => p.part === name);
  const read = part === undefined ? undefined : readValue('boolean', part.value);
  return part === undefined || read?.ok !== true ? undefined : { variable: part.variable, on: read.value === true };
};

/** Also where the contract names no mode: a live account is for production alone. */
const wrongMode = (contract: Contract, environment: Environment, cell: ServiceCell, part: Part): readonly Check[] => {
  const variable = contract.variables.find((v) => v.name === part.variable);
  if (variable === undefined || !knowsModes(variable)) return [];
  const fits =
    cell.mode === undefined
      ? environment.kind === 'production' || !isLive(variable, part.value)
      : fitsMode(variable, part.value, cell.mode);
  return fits ? [] : [modeCheck(variable, cell)];
};

const modeCheck = ({ name }: Variable, { mode }: ServiceCell): Check => {
  const [en, fr] =
    mode === 'live' ? ['not a live value', "n'est pas une valeur live"] : ['not a test value', "n'est pas une valeur de test"];
  return failed('mode', 'service-wrong-mode', `${name} is ${en}; nothing was sent`, `${name} ${fr} ; rien n'a été envoyé`);
};

const unwanted = ({ variable }: Part): Check => failed('need', 'service-unwanted', `${variable} is set`, `${variable} est définie`);

const mocked = (variable: string): Check =>
  failed('need', 'service-mocked', `${variable} puts an imitation in its place`, `${variable} met une imitation à sa place`);

const disabled = (variable: string): Check => failed('need', 'service-disabled', `${variable} switches it off`, `${variable} le coupe`);

const notSet = ({ uses }: ServiceCell): readonly Check[] => {
  const names = uses.filter((u) => !SWITCHES.has(u.part)).map((u) => u.variable);
  return names.length === 0
    ? [failed('address', 'service-not-declared', 'the contract names no variable of it', "le contrat n'en nomme aucune variable")]
    : names.map((name) => failed('address', 'service-not-set', `${name} is not set`, `${name} n'est pas définie`));
};
