/** Whoever must approve exists. */
import { membersOf } from '../model.ts';
import type { Path } from '../source/positions.ts';
import { each, type Finding, type Rule } from './rule.ts';

export const rolesHaveMembers: Rule = ({ written, contract, names }) => {
  const agents = membersOf(contract, 'agents');
  const look = (role: string, path: Path): readonly Finding[] => {
    if (!names.roles.includes(role) || written.people?.[role] === undefined) return [];
    if (membersOf(contract, role).some((member) => !agents.includes(member))) return [];
    return [
      {
        code: 'role-without-members',
        severity: 'warning',
        path,
        message: { en: `the role ${role} has nobody who could approve`, fr: `le rôle ${role} n'a personne qui puisse approuver` },
        fix: {
          en: `name people or teams: people: { ${role}: [octocat] }; agents never count`,
          fr: `nommez des personnes ou des équipes : people: { ${role}: [octocat] } ; les agents ne comptent jamais`,
        },
      },
    ];
  };
  const approvals = (written.flow ?? []).flatMap((step, index) =>
    (step.gates ?? []).flatMap((gate, i) =>
      typeof gate === 'object'
        ? each(gate.approval?.by, ['flow', index, 'gates', i, 'approval', 'by']).flatMap(([role, path]) => look(role, path))
        : [],
    ),
  );
  const rollback = Object.entries(written.rollback ?? {}).flatMap(([name, rule]) =>
    each(rule.approvals.by, ['rollback', name, 'approvals', 'by']).flatMap(([role, path]) => look(role, path)),
  );
  return [...approvals, ...rollback];
};

/** Without owners, a candidate that changes the contract or the workflows can never pass. */
export const ownersExist: Rule = ({ contract, damaged }) => {
  const gated = contract.flow.findIndex((step) => step.gates.length > 0);
  if (gated === -1 || damaged.has('people') || membersOf(contract, 'owners').length > 0) return [];
  return [
    {
      code: 'no-owners',
      severity: 'warning',
      path: ['flow', gated],
      message: {
        en: 'nobody can approve a change of the contract or the workflows: there are no owners',
        fr: "personne ne peut approuver un changement du contrat ou des workflows : il n'y a pas d'owners",
      },
      fix: { en: 'add people: { owners: [octocat] }', fr: 'ajoutez people: { owners: [octocat] }' },
    },
  ];
};
