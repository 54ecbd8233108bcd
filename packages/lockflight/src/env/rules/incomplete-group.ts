/**
 * The rule of a group, judged on the members that apply. A member that is a boolean and false is not chosen (`MOCK_REDIS=false` mocks nothing),
 * but it is set. A group that is only optional is judged once a member is chosen. Where `only` fixes every member there is no rule left to break.
 * A member that is already reported as missing is not reported again.
 */
import { readValue } from '../formats/read-value.ts';
import type { Finding } from '../issue.ts';
import { listed } from '../listed.ts';
import type { GroupSubject, Subject } from '../subject.ts';

/** A finding, and the member that it is written on. */
export interface GroupFinding {
  readonly on: Subject;
  readonly finding: Finding;
}

const isFalse = (subject: Subject, value: string): boolean => {
  if (subject.variable.type !== 'boolean') return false;
  const reading = readValue('boolean', value);
  return reading.ok && reading.value === false;
};

const isChosen = (subject: Subject): boolean => subject.value !== undefined && !isFalse(subject, subject.value);

const hasDefault = ({ cell }: Subject): boolean => cell.default !== undefined;

const standsIn = (subject: Subject): boolean => hasDefault(subject) && !isFalse(subject, String(subject.cell.default));

const names = (subjects: readonly Subject[]) => listed(subjects.map((subject) => subject.variable.name));

const allOrNone = (group: GroupSubject, members: readonly Subject[], reported: ReadonlySet<string>): GroupFinding | undefined => {
  const chosen = members.filter(isChosen);
  const lacking = members.filter((m) => m.value === undefined && !hasDefault(m) && m.demanded && !reported.has(m.variable.name));
  const [on] = lacking;
  if (chosen.length === 0 || on === undefined) return undefined;
  const rest = names(lacking);
  return {
    on,
    finding: {
      code: 'incomplete-group',
      message: {
        en: `the group ${group.group.name} is set in part: ${rest.en} not set`,
        fr: `le groupe ${group.group.name} n'est défini qu'en partie : il manque ${rest.fr}`,
      },
      fix: {
        en: `set ${rest.en} too, or none of the group`,
        fr: `définissez aussi ${rest.fr}, ou rien de ce groupe`,
      },
    },
  };
};

const noneOf = (group: GroupSubject, members: readonly Subject[]): GroupFinding | undefined => {
  const need = group.cell?.need;
  const [on] = members.filter((m) => m.value === undefined).concat(members);
  if (on === undefined || (need !== 'required' && need !== 'recommended') || !members.some((m) => m.demanded)) return undefined;
  if (members.some((m) => isChosen(m) || standsIn(m))) return undefined;
  const all = names(members);
  return {
    on,
    finding: {
      code: 'incomplete-group',
      mild: need === 'recommended',
      message: {
        en: `the group ${group.group.name} needs one of ${all.en}`,
        fr: `le groupe ${group.group.name} demande l'une de ${all.fr}`,
      },
      fix: { en: `set one of ${all.en}`, fr: `définissez l'une de ${all.fr}` },
    },
  };
};

const tooMany = (group: GroupSubject, members: readonly Subject[], reported: ReadonlySet<string>): GroupFinding | undefined => {
  const chosen = members.filter(isChosen);
  const on = chosen.slice(1).find((m) => !reported.has(m.variable.name)) ?? chosen[1];
  if (on === undefined) return undefined;
  const all = names(chosen);
  return {
    on,
    finding: {
      code: 'incomplete-group',
      message: {
        en: `the group ${group.group.name} takes exactly one, and ${all.en} are set`,
        fr: `le groupe ${group.group.name} n'en admet qu'une, et ${all.fr} sont définies`,
      },
      fix: { en: `keep one of ${all.en}, remove the others`, fr: `gardez l'une de ${all.fr}, retirez les autres` },
    },
  };
};

/** `reported`: names that have a finding of their own already. */
export const incompleteGroup = (group: GroupSubject, reported: ReadonlySet<string>): GroupFinding | undefined => {
  if (group.cell?.only !== undefined) return undefined;
  const members = group.members.filter((m) => m.need !== 'forbidden');
  switch (group.group.rule) {
    case 'all-or-none':
      return allOrNone(group, members, reported);
    case 'at-least-one':
      return noneOf(group, members);
    case 'exactly-one':
      return tooMany(group, members, reported) ?? noneOf(group, members);
    case undefined:
      return undefined;
  }
};
