import type { ServiceCellInput, ServiceInput } from '../grammar/service.ts';
import { SERVICE_FACTS, SERVICE_PARTS } from '../grammar/words.ts';
import type { Environment, Service, ServiceCell } from '../model.ts';
import type { Positions } from '../source/positions.ts';
import { defined, listOf } from './defined.ts';
import { needOfKind } from './environments.ts';
import { isModeWord, toMode } from './modes.ts';
import { toOptionalText } from './texts.ts';

type ServiceCellMapping = Exclude<ServiceCellInput, string>;

export function toServices(
  input: Readonly<Record<string, ServiceInput>> | undefined,
  environments: readonly Environment[],
  positions: Positions,
): readonly Service[] {
  return Object.entries(input ?? {}).map(([name, service]) =>
    defined<Service>({
      name,
      kind: service.kind,
      about: toOptionalText(service.about),
      uses: usesOf(service),
      cells: environments.map((environment) => toServiceCell(name, service, environment, positions)),
      at: positions.of(['services', name], 'key'),
    }),
  );
}

function toServiceCell(name: string, service: ServiceInput, environment: Environment, positions: Positions): ServiceCell {
  const written = service.in?.[environment.name];
  const cell = cellMapping(written);
  const mode = cell.mode ?? service.mode;
  const uses = usesOf(cell);
  return defined<ServiceCell>({
    environment: environment.name,
    kind: cell.kind ?? service.kind,
    need: cell.need ?? service.need ?? needOfKind(environment),
    mode: mode === undefined ? undefined : toMode(mode),
    facts: SERVICE_FACTS.filter((fact) => cell[fact] ?? service[fact] ?? false),
    uses: [...usesOf(service).filter((use) => !uses.some((u) => u.part === use.part)), ...uses],
    about: toOptionalText(cell.about),
    at: positions.of(written === undefined ? ['services', name] : ['services', name, 'in', environment.name], 'key'),
  });
}

function cellMapping(input: ServiceCellInput | undefined): ServiceCellMapping {
  if (input === undefined) return {};
  if (typeof input !== 'string') return input;
  return isModeWord(input) ? { mode: input } : { need: input };
}

const usesOf = (input: ServiceInput | ServiceCellMapping): Service['uses'] =>
  SERVICE_PARTS.flatMap((part) => listOf(input[part]).map((variable) => ({ part, variable })));
