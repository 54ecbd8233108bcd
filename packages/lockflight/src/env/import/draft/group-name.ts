/** What a group is called: what its members' names have in common, in lower case; never the name of another group. Pure. */
export const familyGroupName = (wanted: string, members: readonly string[], taken: readonly string[]): string => {
  const prefix = wanted.includes('*') ? (/^[^*]*?([A-Z][A-Z0-9_]*)\*/.exec(wanted)?.[1] ?? '') : shared(members);
  const base = prefix.replace(/_+$/, '').toLowerCase().replaceAll('_', '-') || (members[0] ?? 'group').toLowerCase().replaceAll('_', '-');
  const name = /^[a-z0-9][a-z0-9._-]*$/.test(base) ? base.slice(0, 70) : 'group';
  if (!taken.includes(name)) return name;
  for (let n = 2; ; n++) if (!taken.includes(`${name}-${n}`)) return `${name}-${n}`;
};

/** The words of their names that all begin with. */
const shared = (members: readonly string[]): string => {
  const [first = [], ...others] = members.map((name) => name.split('_'));
  const length = first.findIndex((word, at) => others.some((other) => other[at] !== word));
  return first.slice(0, length === -1 ? first.length : length).join('_');
};
