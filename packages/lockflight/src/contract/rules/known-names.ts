/** Every command, role, log source and procedure step that is spoken of exists. */
import { each, type Rule } from './rule.ts';
import { unknownName } from './unknown-name.ts';

export const knownCommands: Rule = ({ written, names }) => [
  ...Object.entries(written.commands ?? {}).flatMap(([name, command]) =>
    each(command.after, ['commands', name, 'after']).flatMap(([after, path]) =>
      unknownName({ code: 'unknown-command', name: after, path }, names.commands),
    ),
  ),
  ...Object.entries(written.environments).flatMap(([name, environment]) =>
    each(environment.commands, ['environments', name, 'commands']).flatMap(([command, path]) =>
      unknownName({ code: 'unknown-command', name: command, path }, names.commands),
    ),
  ),
  ...Object.entries(written.procedures ?? {}).flatMap(([name, steps]) =>
    each(steps, ['procedures', name]).flatMap(([step, path]) =>
      unknownName({ code: 'unknown-procedure-step', name: step, path }, [...names.commands, ...names.personSteps]),
    ),
  ),
];

export const knownRoles: Rule = ({ written, names }) => {
  const roles = (value: string | readonly string[] | undefined, path: readonly (string | number)[]) =>
    each(value, path).flatMap(([role, at]) => unknownName({ code: 'unknown-role', name: role, path: at }, names.roles));
  const steps = (written.flow ?? []).flatMap((step, index) => [
    ...(step.gates ?? []).flatMap((gate, i) =>
      typeof gate === 'object' ? roles(gate.approval?.by, ['flow', index, 'gates', i, 'approval', 'by']) : [],
    ),
    ...roles(step.waivable?.by, ['flow', index, 'waivable', 'by']),
  ]);
  const rollback = Object.entries(written.rollback ?? {}).flatMap(([name, rule]) =>
    roles(rule.approvals.by, ['rollback', name, 'approvals', 'by']),
  );
  return [...steps, ...rollback];
};

export const knownSources: Rule = ({ written, names }) =>
  (written.flow ?? []).flatMap((step, index) =>
    (step.gates ?? []).flatMap((gate, i) => {
      const source = typeof gate === 'object' ? gate['clean-logs']?.source : undefined;
      if (source === undefined) return [];
      const path = ['flow', index, 'gates', i, 'clean-logs', 'source'];
      return unknownName({ code: 'unknown-source', name: source, path }, names.sources);
    }),
  );
