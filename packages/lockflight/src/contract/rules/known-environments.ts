/** Every environment that is spoken of exists. */
import type { Path } from '../source/positions.ts';
import { each, type Finding, type Rule } from './rule.ts';
import { unknownName } from './unknown-name.ts';

export const knownEnvironments: Rule = ({ written, contract, names }) => {
  const look = (name: string, path: Path, atKey: boolean): readonly Finding[] => {
    const meant = contract.environments.find((e) => e.aliases.includes(name));
    const findings = unknownName({ code: 'unknown-environment', name, path, atKey }, names.environments);
    if (meant === undefined) return findings;
    return findings.map(({ meant: _, ...finding }) => ({
      ...finding,
      fix: { en: `it is an alias: write its name, \`${meant.name}\``, fr: `c'est un alias : écrivez son nom, \`${meant.name}\`` },
    }));
  };
  const keys = (record: object | undefined, path: Path): readonly Finding[] =>
    Object.keys(record ?? {}).flatMap((name) => look(name, [...path, name], true));
  const inside = (section: 'variables' | 'groups' | 'services' | 'commands'): readonly Finding[] =>
    Object.entries(written[section] ?? {}).flatMap(([name, item]) =>
      typeof item === 'object' ? keys(item.in, [section, name, 'in']) : [],
    );
  const proofs = Object.entries(written.commands ?? {}).flatMap(([name, command]) =>
    each(command.proves, ['commands', name, 'proves']).flatMap(([proof, path]) =>
      proof.environment === undefined ? [] : look(proof.environment, [...path, 'environment'], false),
    ),
  );
  const steps = (written.flow ?? []).flatMap((step, index) => [
    ...look(step.from, ['flow', index, 'from'], false),
    ...look(step.to, ['flow', index, 'to'], false),
  ]);
  return [
    ...inside('variables'),
    ...inside('groups'),
    ...inside('services'),
    ...inside('commands'),
    ...proofs,
    ...steps,
    ...keys(written.rollback, ['rollback']),
    ...keys(written.protect, ['protect']),
    ...keys(written.archive, ['archive']),
    ...keys(written.generate?.samples, ['generate', 'samples']),
  ];
};
