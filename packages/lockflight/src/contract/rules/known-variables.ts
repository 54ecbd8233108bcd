/** Every variable that is spoken of is declared. */
import { SERVICE_PARTS } from '../grammar/words.ts';
import type { Path } from '../source/positions.ts';
import { conditionsOf } from './conditions-of.ts';
import { each, type Finding, type Rule } from './rule.ts';
import { unknownName } from './unknown-name.ts';

export const knownVariables: Rule = ({ written, names }) => {
  const look = (name: string, path: Path, atKey = false): readonly Finding[] =>
    unknownName({ code: 'unknown-variable', name, path, atKey }, names.variables);
  const listed = (value: string | readonly string[] | undefined, path: Path): readonly Finding[] =>
    each(value, path).flatMap(([name, at]) => look(name, at));

  const variables = Object.entries(written.variables ?? {}).flatMap(([name, variable]) => {
    if (typeof variable === 'string') return [];
    const path = ['variables', name];
    const use = typeof variable.deprecated === 'object' ? variable.deprecated.use : undefined;
    return [
      ...listed(variable['differs-from'], [...path, 'differs-from']),
      ...listed(use, [...path, 'deprecated', 'use']),
      ...Object.entries(variable.in ?? {}).flatMap(([environment, cell]) =>
        typeof cell === 'object' ? listed(cell['differs-from'], [...path, 'in', environment, 'differs-from']) : [],
      ),
    ];
  });
  const groups = Object.entries(written.groups ?? {}).flatMap(([name, group]) => listed(group.variables, ['groups', name, 'variables']));
  const services = Object.entries(written.services ?? {}).flatMap(([name, service]) => [
    ...SERVICE_PARTS.flatMap((part) => listed(service[part], ['services', name, part])),
    ...Object.entries(service.in ?? {}).flatMap(([environment, cell]) =>
      typeof cell === 'object' ? SERVICE_PARTS.flatMap((part) => listed(cell[part], ['services', name, 'in', environment, part])) : [],
    ),
  ]);
  const conditions = conditionsOf(written).flatMap((c) => look(c.variable, c.path, c.atKey));
  return [...variables, ...groups, ...services, ...conditions];
};
