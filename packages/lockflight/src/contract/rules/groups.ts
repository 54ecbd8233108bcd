/** Groups: a variable has one at most, `only` speaks of members, a mode needs a member that knows modes. */
import { groupCellWords } from '../normalize/groups.ts';
import { knowsModes } from '../normalize/modes.ts';
import { each, type Finding, type Rule } from './rule.ts';

export const oneGroupEach: Rule = ({ written }) => {
  const owners = new Map<string, string>();
  return Object.entries(written.groups ?? {}).flatMap(([name, group]) =>
    each(group.variables, ['groups', name, 'variables']).flatMap(([member, path]): readonly Finding[] => {
      const owner = owners.get(member);
      owners.set(member, owner ?? name);
      if (owner === undefined) return [];
      return [
        {
          code: 'two-groups',
          path,
          message: { en: `${member} is already in the group ${owner}`, fr: `${member} est déjà dans le groupe ${owner}` },
          fix: { en: 'a variable belongs to one group at most', fr: "une variable n'appartient qu'à un groupe" },
        },
      ];
    }),
  );
};

export const onlyMembers: Rule = ({ written }) =>
  Object.entries(written.groups ?? {}).flatMap(([name, group]) => {
    const members = [group.variables].flat();
    return Object.entries(group.in ?? {}).flatMap(([environment, cell]) =>
      each(typeof cell === 'object' ? cell.only : undefined, ['groups', name, 'in', environment, 'only']).flatMap(
        ([member, path]): readonly Finding[] =>
          members.includes(member)
            ? []
            : [
                {
                  code: 'not-a-member',
                  path,
                  message: { en: `${member} is no member of the group ${name}`, fr: `${member} n'est pas membre du groupe ${name}` },
                  fix: { en: `its members: ${members.join(', ')}`, fr: `ses membres : ${members.join(', ')}` },
                },
              ],
      ),
    );
  });

export const groupModesAreKnown: Rule = ({ written, contract, damaged }) => {
  if (damaged.has('variables')) return [];
  return Object.entries(written.groups ?? {}).flatMap(([name, group]) => {
    const members = [group.variables].flat();
    if (contract.variables.some((v) => members.includes(v.name) && knowsModes(v.type, v.modes))) return [];
    const places = [
      ...(group.mode === undefined ? [] : [['groups', name, 'mode']]),
      ...Object.entries(group.in ?? {}).flatMap(([environment, cell]) =>
        groupCellWords(cell).mode === undefined ? [] : [['groups', name, 'in', environment]],
      ),
    ];
    return places.map(
      (path): Finding => ({
        code: 'mode-unknown',
        path,
        message: {
          en: `no member of the group ${name} can tell test from live`,
          fr: `aucun membre du groupe ${name} ne distingue test et production`,
        },
        fix: {
          en: 'give one of them patterns: modes: { test: "^T-", live: "^L-" }',
          fr: 'donnez des motifs à l\'un d\'eux : modes: { test: "^T-", live: "^L-" }',
        },
      }),
    );
  });
};
